using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Polynomials;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Tests.Claims;

/// <summary>
/// Claims near true inequalities: an inequality D >= 0 that is tight somewhere, with constants a little off, a factor that changes sign, a term that vanishes
/// at a hidden place, a strict relation, any box with open and closed ends, any side conditions. A claim is given out only with a point where it certainly
/// fails.
/// </summary>
internal sealed class FalseClaimGenerator(int seed)
{
    private const int Attempts = 24;

    // D >= 0 where it is meant to hold, left and right apart.
    private static readonly (string Left, string Right)[] s_tight =
    [
        ("exp(x)", "1 + x"), ("exp(x)*exp(y)", "1 + x + y"), ("x", "log(1 + x)"), ("x - 1", "log(x)"),
            ("log(x)", "1 - 1/x"), ("y - x", "sin(y) - sin(x)"), ("y - x", "tanh(y) - tanh(x)"),
        ("atan(y) - atan(x)", "0*x"), ("softsign(x)", "x/(1+x)"), ("softsign(x) + exp(y)", "x/(1+x) + exp(y)"),
            ("abs(x)", "x"), ("max(x, y)", "x"), ("x", "min(x, y)"), ("(x+y)/2", "sqrt(x)*sqrt(y)"),
        ("x/3 + 2*y/3", "x^(1/3)*y^(2/3)"), ("x*log(x) + y*log(y)", "(x+y)*log((x+y)/2)"),
            ("cosh(x)*cosh(y)", "sqrt(1 + x^2 + y^2)"), ("x^y", "1 + y*(x-1)"), ("1 + y*(x-1)", "x^y"),
        ("log(1 + exp(x))", "x"), ("sqrt(x^2 + y^2)", "x"), ("x^x*y^y", "x^y*y^x"), ("x^y + y^x", "1 + 0*x"),
            ("1 + 0*x", "cos(x)"), ("cos(x) + x^2/2", "1 + 0*x"), ("x + 1/x", "2 + 0*y"),
        ("x/y + y/x", "2 + 0*x"), ("exp(y) - exp(x)", "exp(x)*(y - x)"), ("log(x/2 + y/2)", "log(x)/2 + log(y)/2"),
            ("(exp(x) + exp(y))/2", "exp((x+y)/2)"), ("abs(x - y)", "abs(tanh(x) - tanh(y))"),
        ("abs(x - y)", "abs(sqrt(1+x^2) - sqrt(1+y^2))"), ("exp(x*y)", "1 + x*y"), ("sqrt(1 + x)", "1 + x/3"),
            ("1 + x/2", "sqrt(1 + x)"), ("x^2*sqrt(y)", "0*x"), ("x*sqrt(y)", "y*sqrt(x)"),
        ("sqrt(x)", "x"), ("x^(1/3)", "x"), ("exp(x)*sqrt(y)", "y"), ("exp(-x)*y", "y*(1-x)"),
            ("atan(x) + atan(1/x)", "pi/2 + 0*x"), ("x*(atan(x) + atan(1/x) - pi/2)", "0*x"),
        ("log(x^2)", "2*log(x)"), ("sqrt(x^2)", "x"), ("(x^3)^(1/3)", "x"), ("x*log(y)", "log(y)"),
            ("y*exp(x)", "y*(1 + x)"), ("exp(x) + sign(y)", "1 + x + sign(y)"), ("x^3 - y^3", "0*x"),
        ("exp(x) - exp(y)", "x - y"), ("1/(x-y)", "0*x"), ("x*exp(-1/x)", "0*x"),
            ("sqrt(x)*log(x)", "-exp(-1)*2 + 0*x"), ("x^y*2^(1-y)", "x*y"), ("piecewise(x < y, exp(x), 1 + x)", "1 + x"),
        ("sqrt(x - y)", "x - y"), ("sqrt(x*y)", "x*y"), ("(x+y)^(1/2)", "sqrt(x)"), ("1/sqrt(x)", "1/x"), ("x*exp(1/x)", "exp(1)*x"),
        ("sqrt(2)/2 + 0*x", "x*y"), ("x*log(x)", "-exp(-1) + 0*y"), ("x + y", "pi/2 + 0*x"),
            ("1/(3*sqrt(3)) + 0*x", "x*(1-x^2)/2"), ("log(2*x - y)", "log(x)"), ("1/(1+x-y)", "1 - x + y"), ("sqrt(1 - x*y)", "1 - x*y"),
    ];

    private static readonly string[] s_factors = ["x", "y", "(x-y)", "(y-1/2)", "(-1)",
        "sin(x)", "1/(x-y)", "(x^2-y)", "exp(-y)", "(1/y)", "sqrt(y)", "log(y)", "(x+y)", "y^3"];
    private static readonly string[] s_touches = ["(exp(y)-2)^2", "(y^2-1/2)^2", "abs(y-sqrt(2)/2)",
        "abs(x-y)", "(x-1)^2", "y^2", "sqrt(y)", "(exp(x)-exp(1))^2", "(exp(y)-y-3/2)^2", "0*log(y)", "abs(log(x))"];

    private static readonly string[] s_conditions =
        ["x < y", "x <= y", "y < x", "x != y", "x*y < 1", "x + y > 0", "x - y > 1/2", "2*x - 2*y >= 0", "x^2 + y^2 <= 1", "y > x^2",
            "x*y == 1", "x + y == 1", "x == 2*y", "x^2 == y", "exp(x) > y", "x*y > 0", "y^3 > 0", "x^2 + y^2 == 1", "x - y^2 >= 0", "sin(x) > 0"];

    private static readonly Rational?[] s_ends = [null, -1, 0, new(1, 2), 1, 2, 3, new(-1, 2), 10, new(1, 1000)];
    private static readonly string[] s_exact = ["log(2)", "sqrt(2)/2", "1", "0", "1/2", "2", "exp(-1)", "pi/2", "sqrt(2)", "3/4", "-1/2", "exp(1)"];
    private static readonly Expr s_x = Variable.Of("x"), s_y = Variable.Of("y");

    private readonly Random _random = new(seed);

    /// <summary>A false claim, or null when the next one tried was not seen to be false.</summary>
    internal Claim? Next()
    {
        var claim = Any();
        return claim is not null && IsFalse(claim) ? claim : null;
    }

    /// <summary>A claim of the same kind, true or false; null when the text makes none.</summary>
    internal Claim? Any()
    {
        var (a, b) = Pick(s_tight);
        string left = Text(a), right = Text(b);
        if (_random.Next(5) == 0)
            (left, right) = (right, left);
        if (_random.Next(4) == 0)
            right = $"{Pick([99, 101, 999, 1001])}/{Pick([100, 1000])}*({right})";
        if (_random.Next(5) == 0)
            right += Pick([" + 1/1000000", " - 1/1000000", " + 1/10", " - 1/100"]);
        if (_random.Next(4) == 0)
        {
            string factor = Pick(s_factors);
            (left, right) = ($"{factor}*({left})", $"{factor}*({right})");
        }
        if (_random.Next(3) == 0)
            left += $" + {Pick(["1", "1/3", "x", "-1"])}*{Pick(s_touches)}";
        bool mirrored = _random.Next(2) == 0;
        string relation = (_random.Next(2) == 0, mirrored) switch { (true, false) => ">", (false, false) => ">=", (true, true) => "<", _ => "<=" };
        if (_random.Next(12) == 0)
            relation = "!=";
        var conditions = Enumerable.Range(0, Pick([0, 0, 1, 1, 2])).Select(_ => Pick(s_conditions)).Distinct();
        var result = ClaimParser.Parse(mirrored
            ? $"{right} {relation} {left}"
            : $"{left} {relation} {right}", $"x={Range()};y={Range()}", string.Join(';', conditions));
        return result.Error is null && result.ValueOrThrow() is { IsVacuous: false, Box.Length: 2 } claim ? claim : null;
    }

    private string Text(string side) => _random.Next(4) switch
    {
        0 => side.Replace("x", "z", StringComparison.Ordinal).Replace("y", "x", StringComparison.Ordinal)
            .Replace("z", "y", StringComparison.Ordinal).Replace("eyp", "exp", StringComparison.Ordinal)
            .Replace("may(", "max(", StringComparison.Ordinal),
        _ => side,
    };

    private string Range()
    {
        var (a, b) = (Pick(s_ends), Pick(s_ends));
        if (a is { } p && b is { } q && p > q)
            (a, b) = (b, a);
        return $"{(a is null || _random.Next(2) == 0 ? "(" : "[")}{a?.ToString() ?? "-inf"},{b?.ToString() ?? "inf"}{(b is null || _random.Next(2) == 0 ? ")" : "]")}";
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];

    // At simple rational points, on the diagonal, near ends, and at exact irrational points.
    private bool IsFalse(Claim claim)
    {
        var check = new PointCheck(claim);
        foreach (var point in SampleSearch.Diagonal(claim).Take(Attempts))
        {
            if (Fails(point) || Fails([point[0], point[0]]) || Fails([point[1], point[1]]))
                return true;
        }
        for (int k = 0; k < Attempts; k++)
        {
            var first = Parser.Parse(Pick(s_exact)).ValueOrThrow();
            var second = _random.Next(3) switch { 0 => first, 1 => first.Pow(2), _ => Parser.Parse(Pick(s_exact)).ValueOrThrow() };
            var values = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance) { [s_x] = first, [s_y] = second };
            if (ExactWitness.Refute(claim, new ExactPoint(values, ImmutableDictionary<Expr, AlgebraicNumber>.Empty)) is not null)
                return true;
        }
        return false;

        bool Fails(Rational[] point) => check.At(point).Outcome is PointOutcome.Fails or PointOutcome.Undefined;
    }
}
