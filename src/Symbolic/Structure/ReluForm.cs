using System.Collections.Immutable;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Structure;

/// <summary>A neuron a relu(w·z): its output weight, with the sign that the objective gives it, and its linear form.</summary>
/// <param name="Output">The variable a.</param>
/// <param name="Sign">+1 or -1.</param>
/// <param name="Input">The variables w with their data z, none of them 0.</param>
public sealed record ReluNeuron(Expr Output, int Sign, ImmutableArray<(Expr Weight, Rational Datum)> Input);

/// <summary>f = F(Σ_j ± a_j relu(w_j·z_j)), no variable twice and all |z_j|² equal: a layer of rectified linear units on one datum.</summary>
/// <param name="Outer">F, in <paramref name="Argument"/> alone.</param>
/// <param name="Argument">The variable of F.</param>
/// <param name="Neurons">The neurons.</param>
/// <param name="SquaredNorm">|z|² > 0.</param>
/// <param name="Proof">The reason why f has this form.</param>
public sealed record ReluForm(Expr Outer, Variable Argument, ImmutableArray<ReluNeuron> Neurons, Rational SquaredNorm, string Proof)
{
    /// <summary>The form of an objective; null where it is not shown.</summary>
    public static ReluForm? Detect(Expr f)
    {
        ArgumentNullException.ThrowIfNull(f);
        var units = Expr.Postorder(f).OfType<Application>().Where(a => ReferenceEquals(a.Function, Max.Instance)).ToList();
        if (units.Count == 0)
            return null;
        var stands = new Dictionary<Expr, Expr>();
        var inputs = new Dictionary<Expr, ImmutableArray<(Expr, Rational)>>();
        foreach (var unit in units)
        {
            if (Linear(unit) is not { } input)
                return null;
            stands[unit] = Variable.Of($"relu_{stands.Count}");
            inputs[stands[unit]] = input;
        }
        // With a variable for each unit it has to be F of an inner product, in which each unit meets an output weight.
        if (ProductForm.Detect(f.Substitute(stands)) is not StructureResult.Product { Conditions.IsEmpty: true, Inert.IsEmpty: true } product)
            return null;
        var neurons = ImmutableArray.CreateBuilder<ReluNeuron>();
        for (int j = 0; j < product.Inner.Left.Length; j++)
        {
            var (left, right) = (product.Inner.Left[j], product.Inner.Right[j]);
            var (unit, output) = inputs.ContainsKey(left) ? (left, right) : (right, left);
            if (inputs.ContainsKey(output) || !inputs.TryGetValue(unit, out var input))
                return null;
            neurons.Add(new ReluNeuron(output, product.Inner.Signs[j], input));
        }
        var used = neurons.SelectMany(n => n.Input.Select(i => i.Weight).Append(n.Output)).ToList();
        var norms = neurons.Select(n => n.Input.Aggregate(Rational.Zero, (sum, i) => sum + i.Datum * i.Datum)).Distinct().ToList();
        return used.Distinct().Count() == used.Count && norms.Count == 1
            ? new ReluForm(product.Outer, product.Argument, neurons.ToImmutable(), norms[0], product.Proof) : null;
    }

    /// <summary>w·z of max(w·z, 0); null for any other maximum.</summary>
    private static ImmutableArray<(Expr, Rational)>? Linear(Application unit)
    {
        if (unit.Children is not [var form, Constant { Value.IsZero: true }] && unit.Children is not [Constant { Value.IsZero: true }, var _])
            return null;
        form = unit.Children[0] is Constant ? unit.Children[1] : unit.Children[0];
        var forms = NormalForms.Of(form);
        if (forms.IsUndefined(form) || !forms[form].Denominator.IsConstant)
            return null;
        var scale = forms[form].Denominator.ConstantTerm;
        var terms = ImmutableArray.CreateBuilder<(Expr, Rational)>();
        foreach (var (monomial, coefficient) in forms[form].Numerator.Terms)
        {
            if (monomial.Factors is not [var (index, exponent)] || exponent != 1 || forms.Generator(index) is not (Variable or Component))
                return null;
            terms.Add((forms.Generator(index), coefficient / scale));
        }
        return terms.Count > 0 ? terms.ToImmutable() : null;
    }
}
