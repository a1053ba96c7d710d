using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>
/// The reduced state of gradient descent on F(x·y) in two charts of the same plane (theory R1): α = |x+y| and β = |x-y|, or u = s - c and
/// the root of the imbalance √D = αβ.
/// </summary>
/// <remarks>
/// α' = α|1-w| and β' = β|1+w| with w = hF'(s) keep the relative accuracy of α and β, and an exact zero stays one; but u = (α² - β²)/4 - c
/// cancels near the minimiser. There, |u| &lt;= p/8, the state is (u, √D): u' = u + w(ws - p) and √D' = √D|1 - w²| keep the relative accuracy of
/// both. Two numbers determine the state in each chart and the others follow from them, so that nothing can drift apart: a u carried
/// beside α and β would grow its error by 1 + w² a step. A step costs the same whatever the dimension.
/// </remarks>
internal readonly struct ProductState<T>
    where T : struct, IRunNumber<T>
{
    private readonly T _centre;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ProductState(T centre, T alpha, T beta, T rootD, T u, bool isSumTurned, bool isDifferenceTurned)
    {
        _centre = centre;
        IsSumTurned = isSumTurned;
        IsDifferenceTurned = isDifferenceTurned;
        T p = T.From(0.5) * (alpha * alpha + beta * beta);
        if (T.IsNoLarger(u, T.From(0.125) * p))
        {
            (U, RootD, S) = (u, rootD, centre + u);
            T twice = S + S;
            P = T.Hypot(rootD, twice);
            T larger = T.Sqrt(P + T.Abs(twice)), smaller = larger.IsZero ? larger : rootD / larger;
            (Alpha, Beta) = S.Sign >= 0 ? (larger, smaller) : (smaller, larger);
        }
        else
        {
            (Alpha, Beta, P) = (alpha, beta, p);
            RootD = alpha * beta;
            // The difference of the roots is exact where it cancels.
            S = T.From(0.25) * (alpha - beta) * (alpha + beta);
            U = S - centre;
        }
    }

    /// <summary>|x+y|.</summary>
    internal T Alpha { get; }

    /// <summary>|x-y|.</summary>
    internal T Beta { get; }

    /// <summary>sqrt(D) = αβ.</summary>
    internal T RootD { get; }

    /// <summary>s - c.</summary>
    internal T U { get; }

    /// <summary>x·y.</summary>
    internal T S { get; }

    /// <summary>|x|² + |y|².</summary>
    internal T P { get; }

    /// <summary>Whether x + y points against x_0 + y_0.</summary>
    internal bool IsSumTurned { get; }

    /// <summary>Whether x - y points against x_0 - y_0.</summary>
    internal bool IsDifferenceTurned { get; }

    /// <summary>The start; one rounding in each number, however close s_0 is to c.</summary>
    internal static ProductState<T> Start(ProductProblem problem, int bits = 128)
    {
        Rational a = 0, b = 0, s = 0;
        for (int i = 0; i < problem.X.Length; i++)
        {
            Rational x = problem.X[i], y = problem.Y[i];
            a += (x + y) * (x + y);
            b += (x - y) * (x - y);
            s += x * y;
        }
        return new(To(problem.Outer.Origin), Root(a), Root(b), Root(a * b), To(s - problem.Outer.Origin), false, false);

        T Root(Rational square) => T.From(BigInterval.Sqrt(BigInterval.FromRational(square, bits)).Lo, bits);

        T To(Rational value) => T.From(BigInterval.FromRational(value, bits).Lo, bits);
    }

    /// <summary>The state after a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="down">Its m - w, where that is known better than by the difference.</param>
    /// <param name="up">Its m + w likewise.</param>
    /// <param name="moved">u', where it is known better than by the formula.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal ProductState<T> Next(in ProductStep<T> step, T down, T up, T? moved = null)
    {
        // 1 - w² leaves D as it is to the last digit where w is small; the product keeps its digits where w is near 1.
        T turn = step.KeepsAll && T.IsNoLarger(step.Push, T.From(0.5)) ? step.Turn : T.Abs(down * up);
        T u = moved ?? step.Offset(U, S, P);
        return new(_centre, Alpha * T.Abs(down), Beta * T.Abs(up), RootD * turn, u, IsSumTurned ^ down.Sign < 0, IsDifferenceTurned ^ up.Sign < 0);
    }

    /// <summary>x and y themselves.</summary>
    internal (ImmutableArray<double> X, ImmutableArray<double> Y) Recover(ProductProblem problem, ProductState<T> start)
    {
        // x + y is a multiple of x_0 + y_0, and so is x - y of x_0 - y_0; where the start has none, so has every iterate.
        T sum = Factor(Alpha, start.Alpha, IsSumTurned), difference = Factor(Beta, start.Beta, IsDifferenceTurned);
        // x = own x_0 + other y_0, y = other x_0 + own y_0: a small y_0 beside a large x_0 keeps its digits.
        T own = T.From(0.5) * (sum + difference), other = T.From(0.5) * (sum - difference);
        var x = ImmutableArray.CreateBuilder<double>(problem.X.Length);
        var y = ImmutableArray.CreateBuilder<double>(problem.X.Length);
        for (int i = 0; i < problem.X.Length; i++)
        {
            T x0 = Nearest(problem.X[i]), y0 = Nearest(problem.Y[i]);
            x.Add((own * x0 + other * y0).ToDouble());
            y.Add((other * x0 + own * y0).ToDouble());
        }
        return (x.MoveToImmutable(), y.MoveToImmutable());

        static T Factor(T now, T then, bool isTurned) => then.IsZero ? then : isTurned ? -(now / then) : now / then;
    }

    /// <summary>The same state in another format.</summary>
    internal ProductState<TOther> To<TOther>()
        where TOther : struct, IRunNumber<TOther>
    {
        return new(In(_centre), In(Alpha), In(Beta), In(RootD), In(U), IsSumTurned, IsDifferenceTurned);

        static TOther In(T value) => TOther.From(value.ToBigFloat());
    }

    private static T Nearest(Rational value) => T.From(BigInterval.FromRational(value, 128).Lo);
}
