using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>What the symbols of a theorem are for one objective, step and start: exactly, by an enclosure, or nothing, with the reason.</summary>
/// <remarks>β and G are proposals, bounds that the analysis proved; a theorem is about them only by its hypotheses, which are checked as they stand.</remarks>
internal sealed class Valuation
{
    /// <summary>A proposed constant is rounded up by less than this part of itself, so that a claim about it need not be decided to the last digit.</summary>
    private static readonly Rational s_slack = new(1, 1 << 30);

    private readonly Dictionary<Expr, Expr> _exact = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, Certified> _enclosed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, string> _missing = new(ReferenceEqualityComparer.Instance);

    /// <summary>Values that are known exactly, rational or not.</summary>
    internal IReadOnlyDictionary<Expr, Expr> Exact => _exact;

    /// <summary>Values known by an enclosure only.</summary>
    internal IReadOnlyDictionary<Expr, Certified> Enclosed => _enclosed;

    /// <summary>The value of a symbol; null where it has none.</summary>
    internal Certified? this[Expr symbol] => _enclosed.TryGetValue(symbol, out var enclosed) ? enclosed : _exact.TryGetValue(symbol, out var exact)
        ? CertifiedEvaluation.Evaluate(exact) : null;

    /// <summary>Why a symbol has no value; null where it has one.</summary>
    internal string? Missing(Expr symbol) => _missing.GetValueOrDefault(symbol);

    /// <summary>The first of some symbols without a value, with the reason.</summary>
    internal string? FirstMissing(IEnumerable<Expr> symbols) => symbols.Select(s => Missing(s) is { } reason ? $"{s} has no value: {reason}" : null)
        .FirstOrDefault(r => r is not null);

    /// <summary>The same with other values for the step and the start.</summary>
    internal Valuation With(Vocabulary words, Certified step, IReadOnlyList<Certified>? start)
    {
        var copy = new Valuation();
        foreach (var (symbol, value) in _exact)
            copy._exact[symbol] = value;
        foreach (var (symbol, value) in _enclosed)
            copy._enclosed[symbol] = value;
        foreach (var (symbol, reason) in _missing)
            copy._missing[symbol] = reason;
        copy.Set(Vocabulary.H, step);
        copy.SetStart(words, start);
        return copy;
    }

    internal static Valuation Of(Vocabulary words, Setting setting, IReadOnlyList<Certified>? start, CancellationToken cancellation)
    {
        var values = new Valuation();
        values.Set(Vocabulary.H, setting.Step);
        values.SetStart(words, start);
        if (!words.IsProduct)
            return values;
        var report = setting.Regularity;
        if (report.CentreExpr is { } c)
            values._exact[Vocabulary.Centre] = c;
        else
            values.Set(Vocabulary.Centre, report.Centre, report.CentreNote ?? "there is no centre");
        var sector = LocalSector.Choose(setting, cancellation).Sector;
        values.Propose(Vocabulary.Sector, sector);
        values.Propose(Vocabulary.Slope, report.DerivativeBound);
        return values;
    }

    private void SetStart(Vocabulary words, IReadOnlyList<Certified>? start)
    {
        var symbols = words.At("0");
        for (int i = 0; i < symbols.Length; i++)
            Set(symbols[i], start?[i], "no start is given");
    }

    private void Propose(Expr symbol, RegularityConstant constant) =>
        Set(symbol, constant.Verdict.IsProved ? RoundedUp(constant.Value) : null, constant.Verdict switch
        {
            Verdicts.Refuted r => $"there is no finite bound ({r.Witness})",
            Verdicts.Unknown u => u.Reason,
            _ => "no bound is proved",
        });

    private static Certified? RoundedUp(Certified? value) =>
        value?.Exact is not null ? value : value?.UpperBound is { } high ? Rational.Simplest(high, high + Rational.Abs(high) * s_slack) : null;

    private void Set(Expr symbol, Certified? value, string missing = "it is not known")
    {
        _exact.Remove(symbol);
        _enclosed.Remove(symbol);
        _missing.Remove(symbol);
        if (value is null)
            _missing[symbol] = missing;
        else if (value.Exact is { } exact)
            _exact[symbol] = exact;
        else
            _enclosed[symbol] = value;
    }
}
