using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Polynomials;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>A quadratic objective: its rational Hessian, and the eigenvalues as exact roots of the characteristic polynomial.</summary>
internal sealed class QuadraticForm
{
    private const int LargestOrder = 12;
    private static readonly Rational s_width = new(1, System.Numerics.BigInteger.One << 180);
    private readonly Rational[,] _h;

    private QuadraticForm(Rational[,] h, ImmutableArray<Certified> eigenvalues) => (_h, Eigenvalues) = (h, eigenvalues);

    /// <summary>The distinct eigenvalues, ascending; rational ones exact.</summary>
    internal ImmutableArray<Certified> Eigenvalues { get; }

    /// <summary>The form, or null when the Hessian is not a matrix of rational constants or its order is above 12.</summary>
    internal static QuadraticForm? Of(BoxObjective f)
    {
        int n = f.N;
        if (n > LargestOrder)
            return null;
        var h = new Rational[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                var entry = Simplifier.Simplify(f.Hessian[i][j]);
                if (!entry.Conditions.IsEmpty || !entry.Value.IsRational(out h[i, j]))
                    return null;
            }
        }
        var values = ImmutableArray.CreateBuilder<Certified>();
        foreach (var (root, _) in Characteristic(h).RealRoots())
        {
            if (!root.IsRational)
                root.Refine(s_width);
            values.Add(Certified.Between(root.Lo, root.Hi));
        }
        return new QuadraticForm(h, values.ToImmutable());
    }

    /// <summary>det(tI - H) by the Faddeev-LeVerrier recursion: M_k = H M_{k-1} + c_{n-k+1} I, c_{n-k} = -tr(H M_k)/k.</summary>
    private static Polynomial Characteristic(Rational[,] h)
    {
        int n = h.GetLength(0);
        var c = new Rational[n + 1];
        c[n] = 1;
        var m = new Rational[n, n];
        for (int k = 1; k <= n; k++)
        {
            var next = Multiply(h, m);
            for (int i = 0; i < n; i++)
                next[i, i] += c[n - k + 1];
            m = next;
            var hm = Multiply(h, m);
            Rational trace = 0;
            for (int i = 0; i < n; i++)
                trace += hm[i, i];
            c[n - k] = -trace / k;
        }
        return Polynomial.Of(c);
    }

    private static Rational[,] Multiply(Rational[,] a, Rational[,] b)
    {
        int n = a.GetLength(0);
        var result = new Rational[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                Rational sum = 0;
                for (int k = 0; k < n; k++)
                    sum += a[i, k] * b[k, j];
                result[i, j] = sum;
            }
        }
        return result;
    }

    /// <summary>
    /// The displacement d from x to the nearest critical point x - d: H d = g with d in the range of H, from H² w = g, d = H w (H symmetric: both have one
    /// range). Null when there is none: then f has no critical point.
    /// </summary>
    internal Rational[]? ToCritical(Rational[] gradient)
    {
        int n = gradient.Length;
        var a = Multiply(_h, _h);
        var b = (Rational[])gradient.Clone();
        var pivots = new List<(int Row, int Column)>();
        int row = 0;
        for (int column = 0; column < n && row < n; column++)
        {
            int pivot = Enumerable.Range(row, n - row).FirstOrDefault(r => !a[r, column].IsZero, -1);
            if (pivot < 0)
                continue;
            for (int k = 0; k < n; k++)
                (a[row, k], a[pivot, k]) = (a[pivot, k], a[row, k]);
            (b[row], b[pivot]) = (b[pivot], b[row]);
            for (int r = 0; r < n; r++)
            {
                if (r == row || a[r, column].IsZero)
                    continue;
                var factor = a[r, column] / a[row, column];
                for (int k = column; k < n; k++)
                    a[r, k] -= factor * a[row, k];
                b[r] -= factor * b[row];
            }
            pivots.Add((row++, column));
        }
        if (Enumerable.Range(row, n - row).Any(r => !b[r].IsZero))
            return null;
        var w = new Rational[n];
        foreach (var (r, column) in pivots)
            w[column] = b[r] / a[r, column];
        return [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Aggregate((Rational)0, (sum, k) => sum + _h[i, k] * w[k]))];
    }
}
