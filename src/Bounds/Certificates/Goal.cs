using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates;

/// <summary>What one step of a proof has to show: the claim, definedness included unless that is known already.</summary>
/// <param name="Claim">A comparison over a box with side conditions.</param>
/// <param name="IsDefined">Whether both sides are known to be defined at every point asked about.</param>
internal sealed record Goal(Claim Claim, bool IsDefined)
{
    /// <summary>The box as a certificate writes it.</summary>
    internal string On => Claim.On;

    /// <summary>One of &gt;, >=, ==, !=: the claim is <see cref="Value"/> in this relation to 0.</summary>
    internal Relation Relation => Claim.Body.Relation switch
    {
        Relation.Less => Relation.Greater,
        Relation.LessOrEqual => Relation.GreaterOrEqual,
        var r => r,
    };

    /// <summary>right - left of &lt; and &lt;=, left - right of the others.</summary>
    internal Expr Value { get; } = Claim.Body.Relation is Relation.Less or Relation.LessOrEqual
        ? new Comparison(Claim.Body.Right, Claim.Body.Relation, Claim.Body.Left).Difference
        : Claim.Body.Difference;

    /// <summary>The variables of the box in order.</summary>
    internal Expr[] Variables => [.. Claim.Box.Select(r => r.Variable)];

    /// <summary>Another value in relation to 0 at the same points.</summary>
    internal Goal With(Expr value, Relation relation, bool isDefined = false) =>
        new(Claim with { Body = new(value, relation, Constant.Zero) }, isDefined);

    /// <summary>The same in a part of the box.</summary>
    internal Goal Within(VariableRange range) =>
        this with { Claim = Claim with { Box = Claim.Box.Replace(Claim.RangeOf(range.Variable)!, range) } };

    /// <summary>The same also where conditions that speak of the variable fail; null when it may be undefined there.</summary>
    internal Goal? Without(Expr variable)
    {
        ImmutableArray<Comparison> kept = [.. Claim.Where.Where(c => !c.Left.Variables().Contains(variable) && !c.Right.Variables().Contains(variable))];
        if (kept.Length == Claim.Where.Length)
            return this;
        var wider = new Goal(Claim with { Where = kept }, false);
        return wider.IsEvidentlyDefined ? wider with { IsDefined = true } : null;
    }

    /// <summary>Known to be defined, or so by the signs of the parts.</summary>
    internal bool IsEvidentlyDefined => IsDefined || Definition.IsEvident(Claim, new BoxSigns(Claim));

    /// <summary>The closed hull of the box, ends rounded outward to the digits.</summary>
    internal BigInterval[] Hull(int digits) => [.. Claim.Box.Select(r => Hull(r, digits))];

    private static BigInterval Hull(VariableRange range, int digits)
    {
        var line = BigInterval.Entire;
        var half = BigInterval.FromInterval(Numeric.Intervals.Interval.Nonnegative, digits);
        if (range.Low is { } low)
            line = BigInterval.Intersect(line, BigInterval.FromRational(low, digits) + half);
        if (range.High is { } high)
            line = BigInterval.Intersect(line, BigInterval.FromRational(high, digits) - half);
        return line;
    }

    /// <summary>An enclosure of an expression over the hull of the box.</summary>
    internal Decorated<BigInterval> Enclose(Expr expr, int digits) =>
        new ValueEvaluator<BigInterval>(Tape.Compile(expr, Variables), digits).Evaluate(Hull(digits));

    /// <inheritdoc/>
    public override string ToString() => Claim.ToString();
}
