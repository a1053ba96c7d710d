using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>
/// The values that F' takes on whole intervals. T1.C2 and T4 leave out the starts with some A_k = 0, that is some hF'(s_k) = 1; those are a null set
/// when {s : |hF'(s)| = 1} is one, and Huber's flat parts show that it need not be (with h = β = 1, c = 1/2 every start with s_0 >= 3/2 has A_1 = 0).
/// </summary>
/// <remarks>On an interval where F is real-analytic, F' is constant or takes each value on a discrete set only (identity theorem).</remarks>
/// <param name="IsKnown">Proved that <paramref name="Values"/> are all.</param>
/// <param name="Values">The constant values of F'.</param>
/// <param name="Note">Why they are not known, or empty.</param>
public sealed record FlatSlopes(bool IsKnown, ImmutableArray<Certified> Values, string Note)
{
    /// <summary>Nothing is known, for the given reason.</summary>
    public static FlatSlopes Unknown(string note) => new(false, [], note);

    /// <summary>Proved that |hF'| is 1 on a null set only, for every h in the enclosure.</summary>
    public bool AvoidOne(Interval step) => IsKnown && Values.All(v => !(step * Interval.Abs(v.ToInterval())).Contains(1.0));

    /// <summary>The flat slopes of F; <paramref name="smooth"/> must be proved, so that F is defined and C^1 everywhere.</summary>
    internal static FlatSlopes Of(OuterExpressions f, bool smooth)
    {
        if (!smooth)
            return Unknown("F is not proved to be C^1");
        if (IsAnalytic(f.Value))
            return new(true, [], "");
        var split = f.Split;
        if (!split.IsComplete)
            return Unknown($"F was not split into pieces: {split.Note}");
        var values = ImmutableArray.CreateBuilder<Certified>();
        foreach (var piece in split.Pieces)
        {
            var slope = piece.Expression.Derivative(f.Argument);
            if (!IsAnalytic(piece.Expression))
                return Unknown($"{piece.Expression} is not seen to be analytic on its piece");
            if (slope.IsClosed() && CertifiedEvaluation.Evaluate(slope) is { } value)
                values.Add(value);
            else if (!Varies(new CertifiedFunction(slope, f.Argument), piece))
                return Unknown($"{slope} is not seen to vary on its piece");
        }
        return new(true, values.ToImmutable(), "");
    }

    /// <summary>No node switches formulas, and fractional powers stay away from 0.</summary>
    private static bool IsAnalytic(Expr e) => !Pieces.HasCases(e)
        && Expr.Postorder(e).All(n => n is not Power { Exponent.IsInteger: false } p || p.Base.IsClosed() || Totality.IsEvidentlyPositive(p.Base));

    /// <summary>Two points inside the piece where the slopes certainly differ.</summary>
    private static bool Varies(CertifiedFunction slope, Piece piece)
    {
        Rational? lo = piece.Lo?.Enclose(80)?.Hi, hi = piece.Hi?.Enclose(80)?.Lo;
        if ((piece.Lo is not null && lo is null) || (piece.Hi is not null && hi is null) || lo >= hi)
            return false;
        Rational a, b;
        if (lo is { } l && hi is { } h)
            (a, b) = ((2 * l + h) / 3, (l + 2 * h) / 3);
        else
            (a, b) = lo is { } left ? (left + 1, left + 2) : hi is { } right ? (right - 1, right - 2) : ((Rational)1, (Rational)2);
        return slope.At(a) is { } first && slope.At(b) is { } second && (first - second).Sign() is 1 or -1;
    }
}
