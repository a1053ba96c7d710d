using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>Decides the hypotheses of a theorem of one's own by the prover.</summary>
/// <remarks>
/// Symbols known exactly are put in; one known by an enclosure becomes a variable over the enclosure, so that a proof holds for its value, and a
/// refutation is kept only when it holds over the whole enclosure.
/// </remarks>
internal static class HypothesisCheck
{
    private const int Digits = 512;

    internal static Verdict Decide(BoundTheorem theorem, BoundHypothesis hypothesis, Objective objective, RegularityReport report, Valuation values,
        ProverOptions options)
    {
        if (hypothesis.Property is { } property)
            return Property(property, objective, report);
        if (values.FirstMissing(hypothesis.Uses) is { } missing)
            return new Unknown(missing);
        try
        {
            return Decide(theorem, hypothesis, values, options);
        }
        catch (DivideByZeroException)
        {
            return new Unknown("a division by zero, with the values of this objective and start");
        }
    }

    private static Verdict Decide(BoundTheorem theorem, BoundHypothesis hypothesis, Valuation values, ProverOptions options)
    {
        var box = ImmutableArray<VariableRange>.Empty;
        var where = ImmutableArray<Comparison>.Empty;
        if (hypothesis.Box is { } text)
        {
            (box, where, var error) = BoxParser.Parse(text, new ParseOptions { Parameters = NamesAt(theorem, values), Functions = theorem.Words.Functions });
            if (error is not null)
                return new Unknown($"the range of the quantifier: {error.Error.Message}");
        }
        var body = hypothesis.Body!.Map(e => e.Substitute(values.Exact));
        where = [.. where, .. hypothesis.Where.Select(c => c.Map(e => e.Substitute(values.Exact)))];
        var free = where.Append(body).SelectMany(c => new[] { c.Left, c.Right }).SelectMany(e => e.Variables()).Distinct()
            .Where(v => values.Enclosed.ContainsKey(v)).ToImmutableArray();
        var ranges = free.Select(v => values.Enclosed[v] is { LowerBound: { } lo, UpperBound: { } hi } ? VariableRange.Closed(v, lo, hi)
            : VariableRange.Line(v));
        var claim = new Claim(hypothesis.Id, body, [.. box, .. ranges], where);
        var verdict = Prover.Decide(claim, options);
        return verdict is not Refuted refuted || free.IsEmpty || FailsEverywhere(claim, box, refuted.Witness, values)
            ? verdict : new Unknown($"it fails for a value in the enclosure of {string.Join(", ", free)}, and is not decided for all of them");
    }

    /// <summary>What names and symbols stand for, with the values put in; those without a value are left out.</summary>
    private static Dictionary<string, Expr> NamesAt(BoundTheorem theorem, Valuation values)
    {
        var names = new Dictionary<string, Expr>(StringComparer.Ordinal);
        foreach (var (name, value) in theorem.Names)
        {
            if (!value.Variables().Any(v => !values.Exact.ContainsKey(v)))
                names[name] = value.Substitute(values.Exact);
        }
        foreach (var (symbol, value) in values.Exact)
            names[symbol.ToString()] = value;
        return names;
    }

    /// <summary>Whether the body certainly fails at the witness's quantified values, whatever the enclosed symbols are.</summary>
    private static bool FailsEverywhere(Claim claim, ImmutableArray<VariableRange> quantified, Witness witness, Valuation values)
    {
        var inputs = claim.Box.Select(r => r.Variable).ToArray();
        var point = new BigInterval[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (i >= quantified.Length)
                point[i] = values.Enclosed[inputs[i]].Enclosure;
            else if (witness.Values.FirstOrDefault(v => v.Name == inputs[i].ToString()) is { IsExact: true } at)
                point[i] = BigInterval.FromRational(at.Low, Digits);
            else
                return false;
        }
        var all = claim.Where.Append(claim.Body).ToArray();
        var evaluator = new ValueEvaluator<BigInterval>(Tape.Compile([.. all.Select(c => c.Difference)], inputs), Digits);
        evaluator.Run(point);
        bool?[] holds = [.. all.Select((c, i) => evaluator.Output(i) is { IsDefined: true } d ? PointCheck.Holds(c.Relation, d.Value) : null)];
        return holds[..^1].All(h => h == true) && holds[^1] == false;
    }

    private static Verdict Property(string property, Objective objective, RegularityReport report) => property switch
    {
        "product" => objective.ProductForm,
        "smooth" => report.Smooth,
        "sign" => report.Sign,
        "sector" => report.Sector.Verdict,
        "bounded-derivative" => report.DerivativeBound.Verdict,
        "good" => report.Good,
        "convex" => report.Convex,
        "star-convex" => report.StarConvex,
        "monotone-ratio" => report.MonotoneRatio,
        _ => report.Even,
    };
}
