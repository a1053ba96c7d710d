using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>The step of a method in exact or enclosed numbers, from k, s and p; null where it can't be evaluated.</summary>
internal static class ExactStep
{
    /// <summary>The step of the method of a setting; one without any for a method that is measured only.</summary>
    internal static Func<int, Certified, Certified, ProductStep<Certified>?> Of(Setting s, Outer outer)
    {
        var slope = new CertifiedFunction(outer.Slope.Value, outer.Argument);
        switch (s.Method)
        {
            case StepMethod method:
                // A method that needs the exact h has none where h is an enclosure.
                if (!method.IsPlain && s.Step.Exact is null)
                    return (_, _, _) => null;
                var rule = method.Rule(s.Step.Exact ?? 1, value => (Certified)value);
                return (k, at, size) => slope.At(at) is { } g ? rule.From(new(k, at, size, s.Step * g)) : null;
            case VaryingDescent varying:
                return Varying(s, varying, slope);
            default:
                return (_, _, _) => null;
        }
    }

    private static Func<int, Certified, Certified, ProductStep<Certified>?> Varying(Setting s, VaryingDescent method, CertifiedFunction slope)
    {
        var terms = method.Samples is null ? [] : SampleTerms.Of(s.Objective).Select(t => new CertifiedFunction(t.Slope.Value, t.Argument)).ToArray();
        var steps = new Dictionary<Expr, CertifiedFunction>(ReferenceEqualityComparer.Instance);
        return (k, at, size) =>
        {
            if ((method.Samples is { } order ? terms[order.At(k)] : slope).At(at) is not { } g
                || StepAt(k) is not { } h)
                return null;
            if (method.ResidualBound is { } bound)
                g = Certified.Max(-bound, Certified.Min(bound, g));
            if (method.NormBound is { } tau)
            {
                var norm = Certified.Abs(g) * Certified.Sqrt(size);
                if (Certified.LessOrEqual(norm, tau) is not { } isShort)
                    return null;
                h = isShort ? h : h * tau / norm;
            }
            return new ProductStep<Certified>(h * g);
        };

        Certified? StepAt(int k)
        {
            if (method.Schedule?.FormulaAt(k) is not { } formula)
                return s.Step;
            if (!steps.TryGetValue(formula, out var step))
                steps[formula] = step = new CertifiedFunction(formula, StepSchedule.Number, StepSchedule.Base);
            return step.At(k, s.Step);
        }
    }
}
