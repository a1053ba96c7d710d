using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Input;

/// <summary>
/// Reads the starts of a region: "hphi&lt;=8, A>=0.3, s&lt;=10" and ranges of the variables, "x=-6..6, y=-6..6", where A = |x + y|², B = |x - y|², D = AB,
/// s = x·y, and hphi = hF''(c) sqrt(D + 4c²).
/// </summary>
internal static class RegionText
{
    private const string Expected = "hphi<=.., A>=.., B>=.., D<=.., s<=.., s>=.. or a range variable=lo..hi";

    /// <summary>The region.</summary>
    /// <exception cref="InputException">Not of that form, or a range of no variable, or an empty one.</exception>
    internal static RegionRequest Read(string text, Objective objective, string place)
    {
        var request = new RegionRequest();
        var ranges = new Dictionary<string, (Certified Lo, Certified Hi)>(StringComparer.Ordinal);
        foreach (string part in text.Split([',', ';'], StringSplitOptions.TrimEntries))
        {
            if (part.Length == 0)
                throw new InputException($"{place}: expected {Expected}, found nothing");
            if (part.Split("<=") is [var low, var most])
                request = Bounded(request, low.Trim(), most, above: true, place);
            else if (part.Split(">=") is [var high, var least])
                request = Bounded(request, high.Trim(), least, above: false, place);
            else if (part.Split('=') is [var name, var range] && range.Split("..") is [var from, var to])
                Add(ranges, name.Trim(), Number(from, place), Number(to, place), place);
            else
                throw new InputException($"{place}: expected {Expected}, found '{ProblemReader.Shorten(part)}'");
        }
        return ranges.Count == 0 ? request : Within(request, objective, ranges, place);
    }

    /// <summary>Reads "0.1, 1/100" as tolerances.</summary>
    /// <exception cref="InputException">Not positive exact numbers.</exception>
    internal static ImmutableArray<Rational> Tolerances(string text, string place)
    {
        var tolerances = text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(t => Number(t, place).Exact is { Sign: > 0 } e
                ? e
                : throw new InputException($"{place}: expected rational numbers > 0, found '{ProblemReader.Shorten(t)}'"))
            .Distinct().ToImmutableArray();
        return tolerances.Length is > 0 and <= 4
            ? tolerances
            : throw new InputException($"{place}: expected one to four tolerances, found {tolerances.Length}");
    }

    private static RegionRequest Bounded(RegionRequest request, string name, string value, bool above, string place)
    {
        var number = Number(value, place);
        return (name, above) switch
        {
            ("hphi", true) => request with { MostEdge = Least(request.MostEdge, number) },
            ("D", true) => request with { MostImbalance = Least(request.MostImbalance, number) },
            ("s", true) => request with { MostProduct = Least(request.MostProduct, number) },
            ("s", false) => request with { LeastProduct = Most(request.LeastProduct, number) },
            ("A", false) => request with { LeastA = Most(request.LeastA, number) },
            ("B", false) => request with { LeastB = Most(request.LeastB, number) },
            _ => throw new InputException($"{place}: expected {Expected}, found "
                + $"'{ProblemReader.Shorten(name)}{(above ? "<=" : ">=")}'{Suggestion.Hint(name, ["hphi", "A", "B", "D", "s"])}"),
        };
    }

    private static void Add(Dictionary<string, (Certified Lo, Certified Hi)> ranges, string name, Certified lo, Certified hi, string place)
    {
        if (Certified.Less(hi, lo) == true)
            throw new InputException($"{place}: the range of '{ProblemReader.Shorten(name)}' is empty: expected lo <= hi, found {lo}..{hi}");
        if (!ranges.TryAdd(name, (lo, hi)))
            throw new InputException($"{place}: the range of '{ProblemReader.Shorten(name)}' is given twice");
    }

    // What the ranges say of A, B, s and D, coordinate by coordinate.
    private static RegionRequest Within(RegionRequest request, Objective objective, Dictionary<string, (Certified Lo, Certified Hi)> ranges, string place)
    {
        if (objective.Structure is not ProductStructure { Product: var inner })
            throw new InputException($"{place}: a region needs an objective F(x·y)");
        (Certified Lo, Certified Hi) Of(Expr variable) => ranges.Remove(variable.ToString(), out var range) ? range
            : throw new InputException($"{place}: the range of '{variable}' is missing (every variable needs one, or give A>=.. and s<=..)");
        Certified leastA = 0, leastB = 0, mostA = 0, mostB = 0, leastS = 0, mostS = 0;
        Certified? mostD = null;
        for (int i = 0; i < inner.Left.Length; i++)
        {
            var x = Of(inner.Left[i]);
            var y = Of(inner.Right[i]);
            if (inner.Signs[i] < 0)
                y = (-y.Hi, -y.Lo);
            var (a, b) = (Square(x.Lo + y.Lo, x.Hi + y.Hi), Square(x.Lo - y.Hi, x.Hi - y.Lo));
            var products = new[] { x.Lo * y.Lo, x.Lo * y.Hi, x.Hi * y.Lo, x.Hi * y.Hi };
            (leastA, mostA, leastB, mostB) = (leastA + a.Lo, mostA + a.Hi, leastB + b.Lo, mostB + b.Hi);
            (leastS, mostS) = (leastS + products.Aggregate(Certified.Min), mostS + products.Aggregate(Certified.Max));
            // In one dimension D = (x² - y²)².
            var (xx, yy) = (Square(x.Lo, x.Hi), Square(y.Lo, y.Hi));
            mostD = inner.Left.Length > 1 ? null : Certified.Max((xx.Hi - yy.Lo).Square(), (yy.Hi - xx.Lo).Square());
        }
        if (ranges.Count > 0)
            throw new InputException($"{place}: '{ProblemReader.Shorten(ranges.Keys.First())}' is no variable of the objective");
        return request with
        {
            LeastA = Most(request.LeastA, leastA),
            LeastB = Most(request.LeastB, leastB),
            LeastProduct = Most(request.LeastProduct, leastS),
            MostProduct = Least(request.MostProduct, mostS),
            MostImbalance = Least(request.MostImbalance, mostD ?? mostA * mostB),
        };
    }

    // The range of t² for lo <= t <= hi.
    private static (Certified Lo, Certified Hi) Square(Certified lo, Certified hi) =>
        (Certified.Max(0, Certified.Max(lo, -hi)).Square(), Certified.Max(lo.Square(), hi.Square()));

    private static Certified Least(Certified? a, Certified b) => a is null ? b : Certified.Min(a, b);

    private static Certified Most(Certified? a, Certified b) => a is null ? b : Certified.Max(a, b);

    private static Certified Number(string text, string place) => ProblemReader.ReadNumber(new SourceText(text.Trim(), place), "the bound");
}
