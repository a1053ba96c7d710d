using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Numeric.Methods;

/// <summary>
/// One step x' = m x - w y, y' = m y - w x of a method on F(x·y), in the coordinates of the reduction (theory R1): what every engine of the program
/// steps by, in whatever numbers. m = 1 and w = hF'(s) is gradient descent.
/// </summary>
/// <remarks>
/// With A = |x+y|², B = |x-y|², p = (A + B)/2, s = (A - B)/4 and D = AB: A' = A(m - w)², B' = B(m + w)², s' = s(m² + w²) - mwp,
/// p' = p(m² + w²) - 4mws, D' = D(m² - w²)².
/// </remarks>
/// <typeparam name="T">The numbers.</typeparam>
public readonly struct ProductStep<T>
    where T : IRing<T>
{
    private readonly T _keep;
    private readonly bool _shrinks;

    /// <summary>The step with m = 1.</summary>
    /// <param name="push">w.</param>
    public ProductStep(T push)
    {
        Push = push;
        _keep = push;
        _shrinks = false;
    }

    /// <summary>The step with any m.</summary>
    /// <param name="keep">m.</param>
    /// <param name="push">w.</param>
    public ProductStep(T keep, T push)
    {
        Push = push;
        _keep = keep;
        _shrinks = true;
    }

    /// <summary>Whether m is 1 as it stands, by no computation.</summary>
    public bool KeepsAll => !_shrinks;

    /// <summary>m.</summary>
    public T Keep => _shrinks ? _keep : T.OneLike(Push);

    /// <summary>w.</summary>
    public T Push { get; }

    /// <summary>m - w, by which x + y is multiplied.</summary>
    public T Down => Keep - Push;

    /// <summary>m + w, by which x - y is multiplied.</summary>
    public T Up => Keep + Push;

    /// <summary>m² - w², by which the root of D is multiplied, up to its sign.</summary>
    public T Turn => (_shrinks ? T.Square(_keep) : Keep) - T.Square(Push);

    /// <summary>A coordinate of x + y after the step.</summary>
    public T Sum(T sum) => _shrinks ? Down * sum : T.NegatedMultiplyAdd(Push, sum, sum);

    /// <summary>A coordinate of x - y after the step.</summary>
    public T Difference(T difference) => _shrinks ? Up * difference : T.MultiplyAdd(Push, difference, difference);

    /// <summary>A after the step.</summary>
    public T SumSquared(T a) => a * T.Square(Down);

    /// <summary>B after the step.</summary>
    public T DifferenceSquared(T b) => b * T.Square(Up);

    /// <summary>D after the step.</summary>
    public T Imbalance(T d) => d * T.Square(Turn);

    /// <summary>u = s - c after the step, keeping the relative accuracy of a small u where m = 1: u + w(ws - p) + ((m² - 1)s - w(m - 1)p).</summary>
    /// <param name="u">u.</param>
    /// <param name="s">s.</param>
    /// <param name="p">p.</param>
    public T Offset(T u, T s, T p)
    {
        T moved = T.MultiplyAdd(Push, T.MultiplyAdd(Push, s, -p), u);
        if (!_shrinks)
            return moved;
        T loss = _keep - T.OneLike(_keep);
        return moved + loss * ((_keep + T.OneLike(_keep)) * s - Push * p);
    }

    /// <summary>s after the step.</summary>
    public T Product(T s, T p) => Offset(s, s, p);

    /// <summary>p after the step: p + w(wp - 4ms) + (m² - 1)p.</summary>
    public T Size(T s, T p)
    {
        T twice = Keep * (s + s), moved = p + Push * (Push * p - (twice + twice));
        return _shrinks ? moved + (T.Square(_keep) - T.OneLike(_keep)) * p : moved;
    }
}
