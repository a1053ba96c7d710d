using System.Runtime.CompilerServices;

namespace BoundCheck.Symbolic.Growth;

/// <summary>A total order of expressions that is the same in every process (string hash codes are not).</summary>
internal static class StructuralKey
{
    private static readonly ConditionalWeakTable<Expr, StrongBox<ulong>> s_keys = [];

    /// <summary>Negative, zero or positive; zero exactly for the same expression.</summary>
    internal static int Compare(Expr a, Expr b)
    {
        if (ReferenceEquals(a, b))
            return 0;
        if (a is Constant x && b is Constant y)
            return x.Value.CompareTo(y.Value);
        int c = Rank(a).CompareTo(Rank(b));
        if (c == 0)
            c = Of(a).CompareTo(Of(b));
        // A collision of 64-bit keys leaves the order open; refusing is the sound way out.
        return c != 0 ? c : throw new UndecidedException("two expressions share a structural key");
    }

    // Numbers first, then named constants, variables, functions: terms then print in the customary order.
    private static int Rank(Expr e) => e switch { Constant => 0, NamedConstant => 1, Variable or Component => 2, Application => 3, _ => 4 };

    private static ulong Of(Expr e)
    {
        if (s_keys.TryGetValue(e, out var known))
            return known.Value;
        foreach (var node in Expr.Postorder(e))
        {
            if (s_keys.TryGetValue(node, out _))
                continue;
            ulong h = node switch
            {
                Constant c => Mix(1, Text(c.Value.ToString())),
                NamedConstant n => Mix(2, Text(n.Name)),
                Variable v => Mix(3, Text(v.Name)),
                VectorVariable v => Mix(4, Text(v.Name)),
                Component c => Mix(Mix(5, Text(c.Vector)), (ulong)c.Index),
                Power p => Mix(6, Text(p.Exponent.ToString())),
                Application a => Mix(7, Text(a.Function.Name)),
                Piecewise w => Mix(8, (ulong)w.Relation),
                Sum => 9,
                Product => 10,
                _ => 11,
            };
            foreach (var child in node.Children)
                h = Mix(h, s_keys.TryGetValue(child, out var k) ? k.Value : 0);
            s_keys.AddOrUpdate(node, new StrongBox<ulong>(h));
        }
        return s_keys.TryGetValue(e, out var done) ? done.Value : 0;
    }

    // FNV-1a (Fowler, Noll, Vo), then the finaliser of splitmix64 (Steele, Lea, Flood 2014).
    private static ulong Text(string s)
    {
        ulong h = 14695981039346656037;
        foreach (char c in s)
            h = (h ^ c) * 1099511628211;
        return h;
    }

    private static ulong Mix(ulong h, ulong v)
    {
        ulong z = h * 0x9E3779B97F4A7C15 + v;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
