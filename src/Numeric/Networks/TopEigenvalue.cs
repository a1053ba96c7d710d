using System.Numerics;
using BoundCheck.Numeric.Networks.Products;

namespace BoundCheck.Numeric.Networks;

/// <summary>
/// The algebraically largest eigenvalue of the Hessian by Lanczos iteration with full reorthogonalisation, started from the
/// eigenvector of the time before.
/// </summary>
/// <remarks>
/// The value is a Rayleigh quotient, hence at most the true one up to rounding; it stops when the residual |H v - λ v| is small, which puts
/// an eigenvalue within that distance (C. Lanczos 1950; B. Parlett, The Symmetric Eigenvalue Problem, 1998, 4.5 and 13).
/// The eigenvalue of largest magnitude may be very negative: it is not the one asked for.
/// </remarks>
internal sealed unsafe class TopEigenvalue<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The largest number of products a warm start may take.</summary>
    internal const int MostIterations = 25;

    // A start that is nearly an eigenvector hides the others: a few steps let one that has overtaken grow.
    private const int Least = 6;

    private readonly Network<T> _network;
    private readonly ParameterLayout<T> _layout;
    private readonly int _most;
    private readonly AlignedBuffer<T> _basis;
    private readonly AlignedBuffer<T> _work;
    private readonly double[] _diagonal;
    private readonly double[] _off;
    private readonly double[] _ritz;

    /// <param name="network">Whose Hessian, at its last evaluated parameters.</param>
    /// <param name="most">The largest number of products, at least 2.</param>
    internal TopEigenvalue(Network<T> network, int most = MostIterations)
    {
        _network = network;
        _layout = network.Layout;
        _most = most;
        _basis = new AlignedBuffer<T>(checked(_layout.Length * most));
        _work = new AlignedBuffer<T>(_layout.Length);
        _diagonal = new double[most];
        _off = new double[most];
        _ritz = new double[most];
    }

    /// <summary>Hessian-vector products made so far.</summary>
    internal long Products { get; set; }

    /// <summary>|H v - λ v| of the last answer.</summary>
    internal double Residual { get; private set; }

    /// <summary>The eigenvalue; the vector is where the iteration starts, and becomes the eigenvector.</summary>
    /// <param name="vector">A start, not 0, padding 0.</param>
    /// <param name="tolerance">The residual, relative to the eigenvalue, at which to stop.</param>
    /// <returns>NaN where the Hessian is not finite.</returns>
    internal double Find(Span<T> vector, double tolerance)
    {
        int length = _layout.Length;
        double norm = Math.Sqrt(Lanes<T>.Dot(vector, vector));
        if (!(norm > 0) || !double.IsFinite(norm))
            return double.NaN;
        Lanes<T>.Scale(T.CreateTruncating(1 / norm), vector, Basis(0));
        double value = double.NaN;
        int size = 0;
        while (true)
        {
            var w = _work.Span;
            _network.HessianProduct(_basis.Data + (long)size * length, _work.Data);
            Products++;
            double along = Lanes<T>.Dot(Basis(size), w);
            if (!double.IsFinite(along))
                return double.NaN;
            _diagonal[size++] = along;
            Orthogonalise(w, size);
            double next = Math.Sqrt(Lanes<T>.Dot(w, w));
            bool last = size == _most || !(next > 1e-14 * Math.Abs(_diagonal[0]));
            // The small problem is cheap beside a product, but not free.
            if (last || size >= Least)
            {
                value = TridiagonalTop.Find(_diagonal.AsSpan(0, size), _off, _ritz);
                Residual = next * Math.Abs(_ritz[size - 1]);
                if (last || Residual <= tolerance * Math.Abs(value))
                    break;
            }
            _off[size - 1] = next;
            Lanes<T>.Scale(T.CreateTruncating(1 / next), w, Basis(size));
        }
        vector.Clear();
        for (int i = 0; i < size; i++)
            Lanes<T>.Add(T.CreateTruncating(_ritz[i]), Basis(i), vector);
        return value;
    }

    public void Dispose()
    {
        _basis.Dispose();
        _work.Dispose();
    }

    private Span<T> Basis(int index) => new(_basis.Data + (long)index * _layout.Length, _layout.Length);

    // Twice is enough (W. Kahan; see Parlett 6.9).
    private void Orthogonalise(Span<T> w, int size)
    {
        for (int round = 0; round < 2; round++)
        {
            for (int i = size - 1; i >= 0; i--)
                Lanes<T>.Add(T.CreateTruncating(-Lanes<T>.Dot(Basis(i), w)), Basis(i), w);
        }
    }
}
