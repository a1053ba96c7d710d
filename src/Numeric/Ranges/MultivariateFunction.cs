using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>
/// A real function of several variables, given by an expression, with enclosures of its values and partial derivatives over boxes (forward automatic
/// differentiation). Keeps its buffers: one instance a thread.
/// </summary>
/// <typeparam name="T">The enclosures: doubles or arbitrary precision.</typeparam>
internal sealed class MultivariateFunction<T>
    where T : struct, IEnclosure<T>
{
    private readonly ValueEvaluator<T> _values;
    private readonly TaylorEvaluator<T> _slopes;
    private readonly T[] _direction;

    /// <summary>f over the given variables, in this order.</summary>
    /// <param name="f">The expression.</param>
    /// <param name="variables">Every variable of it.</param>
    /// <param name="precision">Binary digits of constants, at least 53.</param>
    /// <exception cref="ArgumentException">Another variable occurs in f.</exception>
    public MultivariateFunction(Expr f, IReadOnlyList<Expr> variables, int precision = 53)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(variables);
        var tape = Tape.Compile(f, [.. variables]);
        _values = new(tape, precision);
        _slopes = new(tape, precision);
        _direction = new T[variables.Count];
    }

    /// <summary>The number of variables.</summary>
    public int Dimension => _direction.Length;

    /// <summary>The natural enclosure over a box.</summary>
    public Decorated<T> Evaluate(ReadOnlySpan<T> box) => _values.Evaluate(box);

    /// <summary>
    /// Fills in enclosures of the partial derivatives over a box (across kinks of their generalised values, Clarke), 0 for a variable that is a point. True
    /// when f is
    /// continuous on the box, so that the mean value theorem holds with them.
    /// </summary>
    public bool Gradient(ReadOnlySpan<T> box, Span<T> gradient)
    {
        for (int i = 0; i < box.Length; i++)
        {
            if (box[i].IsPoint)
            {
                gradient[i] = T.Zero;
                continue;
            }
            Array.Fill(_direction, T.Zero);
            _direction[i] = T.One;
            _slopes.Run(box, _direction, 1);
            if (_slopes.State() != Definedness.Continuous)
                return false;
            gradient[i] = _slopes.Coefficients()[1];
        }
        return true;
    }

    /// <summary>
    /// The values over a box: the natural enclosure, met with the mean value form f(m) + sum of g_i (X_i - m_i) (Moore 1966), after each variable in which f
    /// is monotone
    /// has been set to its ends (the extremes of f are there).
    /// </summary>
    public Decorated<T> Range(ReadOnlySpan<T> box)
    {
        var natural = Evaluate(box);
        if (!natural.IsContinuous)
            return natural;
        var gradient = new T[box.Length];
        if (!Gradient(box, gradient))
            return natural;
        var low = box.ToArray();
        var high = box.ToArray();
        bool monotone = false;
        for (int i = 0; i < box.Length; i++)
        {
            if (box[i].IsPoint || !box[i].IsBounded || !(gradient[i].IsNonnegative || gradient[i].IsNonpositive))
                continue;
            bool rises = gradient[i].IsNonnegative;
            (low[i], high[i]) = rises ? (box[i].LowerPoint, box[i].UpperPoint) : (box[i].UpperPoint, box[i].LowerPoint);
            monotone = true;
        }
        if (!monotone)
            return natural with { Value = T.Intersect(natural.Value, Centred(box, gradient)) };
        var least = OnFace(low);
        var most = OnFace(high);
        return natural with { Value = T.Intersect(natural.Value, T.Hull(least, most)) };
    }

    private T OnFace(T[] face)
    {
        var value = Evaluate(face);
        var gradient = new T[face.Length];
        return value.IsContinuous && Gradient(face, gradient) ? T.Intersect(value.Value, Centred(face, gradient)) : value.Value;
    }

    private T Centred(ReadOnlySpan<T> box, ReadOnlySpan<T> gradient)
    {
        var middle = new T[box.Length];
        for (int i = 0; i < box.Length; i++)
        {
            if (!box[i].IsBounded || !gradient[i].IsBounded)
                return T.Entire;
            middle[i] = box[i].MidPoint;
        }
        var at = Evaluate(middle);
        if (!at.IsDefined)
            return T.Entire;
        var sum = at.Value;
        for (int i = 0; i < box.Length; i++)
            sum += gradient[i] * (box[i] - middle[i]);
        return sum;
    }
}
