using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Polynomials;

public sealed partial class Polynomial
{
    /// <summary>All real roots in ascending order with their multiplicities; rational ones exactly, the others isolated.</summary>
    /// <exception cref="InvalidOperationException">The zero polynomial.</exception>
    public ImmutableArray<(AlgebraicNumber Root, int Multiplicity)> RealRoots()
    {
        if (IsZero)
            throw new InvalidOperationException("Every number is a root of the zero polynomial.");
        var roots = new List<(AlgebraicNumber Root, int Multiplicity)>();
        foreach (var (factor, multiplicity) in SquarefreeFactors())
            roots.AddRange(Isolate(factor.Primitive()).Select(r => (r, multiplicity)));
        roots.Sort((a, b) => a.Root.CompareTo(b.Root));
        return [.. roots];
    }

    /// <summary>The sign on the open interval when there is no root in it, 0 for the zero polynomial, null otherwise. Null ends are infinite.</summary>
    public int? SignOn(Rational? lo, Rational? hi)
    {
        if (Degree < 1)
            return LeadingCoefficient.Sign;
        if (SquarefreeFactors().Any(f => new SturmSequence(f.Factor).CountOpen(lo, hi) > 0))
            return null;
        return (lo, hi) switch
        {
            ({ } a, { } b) => At((a + b) / 2).Sign,
            (_, null) => SignAtInfinity(1),
            _ => SignAtInfinity(-1),
        };
    }

    private static List<AlgebraicNumber> Isolate(Polynomial p)
    {
        var found = new List<AlgebraicNumber>();
        // Cauchy's bound: every root has |x| < 1 + max |a_i/a_n|, rounded up to a power of two so that the midpoints stay short.
        Rational bound = 1;
        var largest = 1 + p.Coefficients.Max(c => Rational.Abs(c / p.LeadingCoefficient));
        while (bound < largest)
            bound *= 2;
        var sturm = new SturmSequence(p);
        var stack = new Stack<(Rational Lo, Rational Hi, int Count)>();
        stack.Push((-bound, bound, sturm.CountOpen(-bound, bound)));
        var isolated = new List<(Rational Lo, Rational Hi)>();
        var exact = new SortedSet<Rational>();
        while (stack.TryPop(out var part))
        {
            if (part.Count == 0)
                continue;
            if (part.Count == 1 && !p.At(part.Lo).IsZero && !p.At(part.Hi).IsZero)
            {
                isolated.Add((part.Lo, part.Hi));
                continue;
            }
            var middle = (part.Lo + part.Hi) / 2;
            if (p.At(middle).IsZero)
                exact.Add(middle);
            stack.Push((part.Lo, middle, sturm.CountOpen(part.Lo, middle)));
            stack.Push((middle, part.Hi, sturm.CountOpen(middle, part.Hi)));
        }
        // A rational root m/q in lowest terms has q | lead. In an interval shorter than 1/lead^2 there is at most one rational of such
        // a denominator, and then it is the simplest one there.
        var width = Rational.Pow(p.LeadingCoefficient, -2) / 2;
        var irrational = new List<(Rational Lo, Rational Hi)>();
        foreach (var (l, h) in isolated)
        {
            var (lo, hi) = (l, h);
            int signAtHi = p.At(hi).Sign;
            bool done = false;
            while (hi - lo >= width)
            {
                var middle = (lo + hi) / 2;
                int sign = p.At(middle).Sign;
                if (sign == 0)
                {
                    exact.Add(middle);
                    done = true;
                    break;
                }
                (lo, hi) = sign == signAtHi ? (lo, middle) : (middle, hi);
            }
            if (done)
                continue;
            var simplest = Rational.Simplest(lo, hi);
            if (p.At(simplest).IsZero)
                exact.Add(simplest);
            else
                irrational.Add((lo, hi));
        }
        var rest = p;
        foreach (var r in exact)
        {
            found.Add(AlgebraicNumber.Of(r));
            rest = DivRem(rest, X - One * r).Quotient;
        }
        rest = rest.Primitive();
        found.AddRange(irrational.Select(i => new AlgebraicNumber(rest, i.Lo, i.Hi)));
        return found;
    }
}
