using System.Collections.Immutable;

namespace BoundCheck.Bounds.Smt;

/// <summary>How large the polynomials of a query are: the terms of its largest atom, multiplied out.</summary>
/// <remarks>
/// Z3 counts its steps (rlimit) and looks at an interrupt between operations on polynomials, whatever one of them takes: resultants of polynomials
/// with thousands of terms run for minutes within a few steps. So the share of a heavy query is smaller, by a count of ours.
/// </remarks>
internal static class QueryWeight
{
    // What multiplying out may give before Z3's steps are no measure of its work.
    private const double Light = 100;
    private const double Most = 1e12;

    private sealed record Size(double Terms, int Degree, ImmutableHashSet<string> Symbols)
    {
        // Like terms are collected: no more than there are monomials of the degree.
        internal double Collected => Math.Min(Terms, Monomials(Symbols.Count, Degree));
    }

    /// <summary>The steps that a query may take of those offered: fewer by the square of its excess over light ones, at least 1.</summary>
    internal static uint Steps(string script, uint offered)
    {
        double excess = Math.Max(1, Terms(script) / Light);
        return (uint)Math.Max(1, offered / (excess * excess));
    }

    /// <summary>An upper estimate of the terms of the largest atom, multiplied out.</summary>
    internal static double Terms(string script)
    {
        var defined = new Dictionary<string, Size>(StringComparer.Ordinal);
        var stack = new Stack<List<object>>();
        double most = 0;
        foreach (var token in Tokens(script))
        {
            if (token == "(")
            {
                stack.Push([]);
                continue;
            }
            object item = token == ")" ? Close(stack.Pop()) : Leaf(token);
            if (stack.TryPeek(out var parent))
                parent.Add(item);
        }
        return most;

        object Leaf(string symbol) => defined.TryGetValue(symbol, out var size) ? size : symbol;

        object Close(List<object> parts)
        {
            if (parts is ["define-fun", string name, .., var body])
                defined[name] = Of(body);
            if (parts is not [string head, .. var operands])
                return parts.Count == 0 ? "" : parts[0];
            var sizes = operands.Select(Of).ToList();
            switch (head)
            {
                case "*" or "/":
                    return Checked(new(sizes.Aggregate(1.0, (n, s) => n * s.Collected), sizes.Sum(s => s.Degree), Union(sizes)));
                case "+" or "-" or "ite":
                    return Checked(new(sizes.Sum(s => s.Collected), sizes.Max(s => s.Degree), Union(sizes)));
                case "=" or "<" or "<=" or ">" or ">=" or "distinct":
                    most = Math.Max(most, sizes.Sum(s => s.Collected));
                    return "true";
                default:
                    return head;
            }
        }
    }

    private static Size Of(object item) => item switch
    {
        Size size => size,
        string symbol when symbol.Length > 0 && !char.IsAsciiDigit(symbol[0]) => new(1, 1, [symbol]),
        _ => new(1, 0, []),
    };

    private static Size Checked(Size size) => size with { Terms = Math.Min(size.Terms, Most), Degree = Math.Min(size.Degree, 10_000) };

    private static ImmutableHashSet<string> Union(List<Size> sizes) => sizes.Aggregate(ImmutableHashSet<string>.Empty, (all, s) => all.Union(s.Symbols));

    private static double Monomials(int symbols, int degree)
    {
        double count = 1;
        for (int i = 1; i <= symbols && count < Most; i++)
            count *= (degree + i) / (double)i;
        return count;
    }

    private static IEnumerable<string> Tokens(string script)
    {
        foreach (var line in script.Split('\n'))
        {
            if (line.StartsWith(';'))
                continue;
            int at = 0;
            while (at < line.Length)
            {
                if (char.IsWhiteSpace(line[at]))
                {
                    at++;
                    continue;
                }
                int end = at + 1;
                if (line[at] is not ('(' or ')'))
                {
                    while (end < line.Length && !char.IsWhiteSpace(line[end]) && line[end] is not ('(' or ')'))
                        end++;
                }
                yield return line[at..end];
                at = end;
            }
        }
    }
}
