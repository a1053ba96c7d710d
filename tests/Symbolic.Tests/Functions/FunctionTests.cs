using System.Collections.Immutable;
using BoundCheck.Symbolic.Tests.Support;

namespace BoundCheck.Symbolic.Tests.Functions;

/// <summary>What every function of the language must satisfy, whichever it is; a new function is tested by being there.</summary>
public sealed class FunctionTests
{
    private static readonly Function[] s_all = [.. Function.All.Values.Distinct().OrderBy(f => f.Name, StringComparer.Ordinal)];

    // Off the kinks at 0 and off the ties of two arguments.
    private static readonly Rational[] s_points = [new(-7, 3), -1, new(-1, 5), new(1, 7), Rational.Half, new(5, 4), 2];

    private static ImmutableArray<Expr> Variables(Function f) => [.. new[] { "x", "y" }.Take(f.Arity).Select(n => (Expr)Variable.Of(n))];

    private static IEnumerable<Dictionary<string, double>> Points(Function f)
    {
        foreach (var x in s_points)
        {
            double value = x.ToDoubleNearest(), second = f is Huber ? 0.75 : -0.3;
            if (!f.IsTotal && double.IsNaN(DoubleEvaluation.References[f.Name]([value, second])))
                continue;
            yield return new() { ["x"] = value, ["y"] = second };
        }
    }

    [TestCaseSource(nameof(s_all))]
    public void Every_function_is_documented_and_written_as_it_is_called(Function f)
    {
        Assert.That(f.Summary, Does.StartWith(f.Name + "("));
        Assert.That(f.Name, Does.Match("^[a-z][a-z0-9]*$"));
        Assert.That(f.Aliases.Append(f.Name).Select(n => Function.All[n]), Is.All.SameAs(f));
    }

    [TestCaseSource(nameof(s_all))]
    public void Every_function_has_a_reference_value_in_the_tests(Function f) =>
        Assert.That(DoubleEvaluation.References.Keys, Does.Contain(f.Name));

    [TestCaseSource(nameof(s_all))]
    public void Derivatives_agree_with_difference_quotients(Function f)
    {
        for (int i = 0; i < f.Arity; i++)
        {
            string name = ((Variable)Variables(f)[i]).Name;
            var derivative = f.Derivative(Variables(f), i);
            foreach (var point in Points(f))
            {
                const double h = 1e-4;
                double At(double shift) => DoubleEvaluation.References[f.Name](
                    [.. Variables(f).Select(v => point[((Variable)v).Name] + (((Variable)v).Name == name ? shift : 0))]);
                // The five-point formula: error of order h^4.
                double quotient = (8 * (At(h) - At(-h)) - (At(2 * h) - At(-2 * h))) / (12 * h);
                Assert.That(DoubleEvaluation.Evaluate(derivative, point), Is.EqualTo(quotient)
                    .Within(1e-7 * (1 + Math.Abs(quotient))), $"{derivative} at {point["x"]}");
            }
        }
    }

    [TestCaseSource(nameof(s_all))]
    public void Expansions_have_the_same_values(Function f)
    {
        if (f.Expand(Variables(f)) is not { } expansion)
            return;
        foreach (var point in Points(f))
        {
            double expected = DoubleEvaluation.References[f.Name]([.. Variables(f).Select(v => point[((Variable)v).Name])]);
            Assert.That(DoubleEvaluation.Evaluate(expansion, point), Is.EqualTo(expected)
                .Within(1e-13 * (1 + Math.Abs(expected))), $"{expansion} at {point["x"]}");
        }
    }

    [TestCaseSource(nameof(s_all))]
    public void Folded_values_are_the_values(Function f)
    {
        foreach (var x in s_points.Append(0).Append(1))
        {
            if (x.Sign < 0 && f.DomainIsNonnegative || x.Sign <= 0 && f.DomainIsPositive)
                continue;
            ImmutableArray<Expr> arguments = [.. new Expr[] { x, new Rational(3, 4) }.Take(f.Arity)];
            var value = f.Of(arguments);
            if (value is Application)
                continue;
            double expected = DoubleEvaluation.References[f.Name]([x.ToDoubleNearest(), 0.75]);
            Assert.That(DoubleEvaluation.Evaluate(value, new Dictionary<string, double>()), Is.EqualTo(expected)
                .Within(1e-13 * (1 + Math.Abs(expected))), $"{f.Name}({x})");
        }
    }

    [TestCaseSource(nameof(s_all))]
    public void Claimed_symmetry_and_sign_hold(Function f)
    {
        foreach (var point in Points(f))
        {
            double y = point["y"], value = DoubleEvaluation.References[f.Name]([point["x"], y]);
            double mirrored = DoubleEvaluation.References[f.Name]([-point["x"], y]);
            if (f.IsOdd)
                Assert.That(mirrored, Is.EqualTo(-value).Within(1e-13), $"{f.Name} is odd");
            if (f.IsEven)
                Assert.That(mirrored, Is.EqualTo(value).Within(1e-13), $"{f.Name} is even");
            if (f.IsPositive)
                Assert.That(value, Is.GreaterThan(0));
            if (f.IsNonnegative)
                Assert.That(value, Is.GreaterThanOrEqualTo(0));
            if (f.IsTotal)
                Assert.That(double.IsFinite(value), Is.True, $"{f.Name} is defined everywhere");
        }
    }

    [TestCaseSource(nameof(s_all))]
    public void The_condition_a_function_puts_on_its_arguments_reaches_the_reader(Function f)
    {
        ImmutableArray<Expr> arguments = [.. new Expr[] { Variable.Of("x"), -1 }.Take(f.Arity)];
        string text = $"{f.Name}({string.Join(", ", arguments)})";
        bool accepted = Parser.Parse(text).TryGet(out _, out var error);
        Assert.That(accepted, Is.EqualTo(f.Objection(arguments) is null), text);
        Assert.That(error?.Message, Is.EqualTo(f.Objection(arguments)));
    }
}
