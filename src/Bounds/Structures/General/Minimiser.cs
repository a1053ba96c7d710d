using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>A critical point that is proved to exist: exactly, or by an enclosure that holds exactly one.</summary>
/// <param name="Box">Contains the point.</param>
/// <param name="Exact">Its rational coordinates, where the gradient is 0 by exact arithmetic.</param>
/// <param name="Argument">Why it is one.</param>
internal sealed record CertifiedCriticalPoint(Interval[] Box, ImmutableArray<Rational>? Exact, string Argument)
{
    /// <summary>The point in doubles.</summary>
    internal ImmutableArray<double> Middle => [.. Box.Select(v => v.Mid)];

    /// <summary>f there, enclosed.</summary>
    internal Certified? Value(BoxObjective f)
    {
        if (Exact is { } point)
            return ExactAt.Value(f.Value, f.Variables, point);
        var value = f.ValueOn(Box);
        return value.IsDefined && value.Value.IsBounded ? Certified.Between(Rational.FromDouble(value.Value.Lo), Rational.FromDouble(value.Value.Hi)) : null;
    }
}

/// <summary>Expressions at rational points.</summary>
internal static class ExactAt
{
    /// <summary>The value, exact where it folds to a rational; null where it is not certainly defined.</summary>
    internal static Certified? Value(Expr e, ImmutableArray<Expr> variables, ImmutableArray<Rational> point)
    {
        try
        {
            return new CertifiedFunction(e, [.. variables]).At([.. point.Select(r => (Certified)r)]);
        }
        catch (DivideByZeroException)
        {
            return null;
        }
    }
}

/// <summary>Finds a critical point near a trajectory of Newton steps and proves that it is there.</summary>
internal static class MinimiserFinder
{
    private const int NewtonSteps = 60;

    /// <summary>A proved critical point near <paramref name="start"/>, or null. The search is plain floating point; the proof is not.</summary>
    internal static CertifiedCriticalPoint? Find(BoxObjective f, double[] start)
    {
        var x = (double[])start.Clone();
        double[]? step = null;
        for (int i = 0; i < NewtonSteps; i++)
        {
            step = Newton(f, x);
            if (step is null)
                break;
            double scale = 1;
            double before = Norm(f, x);
            var next = Plus(x, step, scale);
            while (scale > 1e-4 && !(Norm(f, next) < before))
                next = Plus(x, step, scale /= 2);
            if (!(Norm(f, next) < before))
                break;
            x = next;
        }
        if (Exactly(f, x) is { } exact)
            return exact;
        return step is null ? null : Krawczyk(f, x);
    }

    private static double[] Plus(double[] x, double[] d, double scale) => [.. x.Select((v, i) => v + scale * d[i])];

    private static double Norm(BoxObjective f, double[] x) =>
        x.All(double.IsFinite) && f.GradientOn([.. x.Select(Interval.Point)]) is { } g ? g.Sum(v => v.Mid * v.Mid) : double.PositiveInfinity;

    /// <summary>-H⁻¹g in doubles, with H shifted to be definite where it is not; null where there is none.</summary>
    private static double[]? Newton(BoxObjective f, double[] x)
    {
        var point = x.Select(Interval.Point).ToArray();
        if (f.GradientOn(point) is not { } g || f.HessianOn(point) is not { } h)
            return null;
        var bounds = SpectrumBounds.Of(h);
        double shift = bounds.MinHi > 1e-12 * Math.Abs(bounds.MaxHi) ? 0 : Math.Max(0, -bounds.MinHi) + 1e-3 * Math.Max(Math.Abs(bounds.MaxHi), 1e-9);
        var a = new double[f.N, f.N];
        for (int i = 0; i < f.N; i++)
        {
            for (int j = 0; j < f.N; j++)
                a[i, j] = h[i, j].Mid + (i == j ? shift : 0);
        }
        return LinearSystem.Solve(a, [.. g.Select(v => -v.Mid)]);
    }

    /// <summary>A rational point of small denominators within 1e-6 where every partial derivative is exactly 0.</summary>
    private static CertifiedCriticalPoint? Exactly(BoxObjective f, double[] x)
    {
        foreach (double tolerance in new[] { 1e-9, 1e-6, 1e-3 })
        {
            ImmutableArray<Rational> point = [.. x.Select(v =>
                Rational.Simplest(Rational.FromDouble(v - tolerance * Math.Max(1, Math.Abs(v))),
                    Rational.FromDouble(v + tolerance * Math.Max(1, Math.Abs(v)))))];
            if (f.IsCritical(point))
                return new CertifiedCriticalPoint([.. point.Select(Interval.FromRational)], point, "the gradient is exactly 0 there");
        }
        return null;
    }

    /// <summary>
    /// Krawczyk (1969): if K(X) = m - Y g(m) + (I - Y H(X))(X - m) lies in the interior of X, then g has exactly one zero in X, and it lies in K(X).
    /// </summary>
    private static CertifiedCriticalPoint? Krawczyk(BoxObjective f, double[] m)
    {
        int n = f.N;
        var middle = m.Select(Interval.Point).ToArray();
        if (f.GradientOn(middle) is not { } g || f.HessianOn(middle) is not { } h0)
            return null;
        var y = new double[n, n];
        for (int j = 0; j < n; j++)
        {
            var a = new double[n, n];
            var e = new double[n];
            e[j] = 1;
            for (int i = 0; i < n; i++)
            {
                for (int k = 0; k < n; k++)
                    a[i, k] = h0[i, k].Mid;
            }
            if (LinearSystem.Solve(a, e) is not { } column)
                return null;
            for (int i = 0; i < n; i++)
                y[i, j] = column[i];
        }
        double radius = 1e-15 * Math.Max(1, m.Max(Math.Abs));
        for (int attempt = 0; attempt < 10; attempt++, radius *= 8)
        {
            var box = m.Select(v => Interval.Of(v - radius, v + radius)).ToArray();
            if (f.HessianOn(box) is not { } h)
                return null;
            var image = new Interval[n];
            bool inside = true;
            for (int i = 0; i < n; i++)
            {
                var sum = middle[i];
                for (int j = 0; j < n; j++)
                {
                    sum -= Interval.Point(y[i, j]) * g[j];
                    var entry = i == j ? Interval.One : Interval.Zero;
                    for (int k = 0; k < n; k++)
                        entry -= Interval.Point(y[i, k]) * h[k, j];
                    sum += entry * (box[j] - middle[j]);
                }
                image[i] = sum;
                inside &= box[i].InteriorContains(sum);
            }
            if (inside)
                return new CertifiedCriticalPoint(image, null, "Krawczyk's operator maps a box into its interior");
        }
        return null;
    }
}
