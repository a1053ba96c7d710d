using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>Cells of F(x·y), run in A = |x+y|² and B = |x-y|².</summary>
internal sealed class ProductCells : CellRuns
{
    private readonly ProductStructure _structure;
    private readonly ICellStarts _starts;
    private readonly CellOptions _options;
    private readonly OuterFunction _outer;
    private readonly double? _curvature;
    private readonly ProductSweep _sweep;
    private readonly DescentMethod _method;
    private readonly ImmutableArray<OuterFunction> _terms;
    private SweepCells? _last;

    internal ProductCells(ProductStructure structure, Objective objective, RegularityReport regularity, ICellStarts starts, CellOptions options)
    {
        _structure = structure;
        _starts = starts;
        _options = options;
        _outer = structure.Outer.Compile(regularity);
        _method = starts.Shape.Method;
        _terms = SampleTerms.Compiled(objective, _method, regularity);
        _curvature = regularity.CurvatureAtCentre is { } k ? 0.5 * (k.ToInterval().Lo + k.ToInterval().Hi) : null;
        _sweep = new ProductSweep(_outer, _curvature, Pairs(0, 1).Count(), options.Tolerance)
        {
            Steps = options.Steps,
            Threads = options.Threads,
            Shape = !regularity.Sign.IsProved ? LossShape.Unknown : regularity.Even.IsProved ? LossShape.Even : LossShape.Unimodal,
            CurvatureBound = CurvatureBound(_outer),
        };
    }

    public override SweepCells Run(long first, int count, double[] steps, CancellationToken cancellation)
    {
        if (!_method.IsPlain)
            return SingleSweep.Run(count,
                i => ProductRun.Execute(Of(first + i, Rational.FromDouble(steps[steps.Length == 1 ? 0 : i])), null, cancellation), _options.Threads);
        var (a, b) = Squares(first, count);
        return _last = _sweep.Run(a, b, steps, _last, null, cancellation);
    }

    public override Interval[] States(long first, int count)
    {
        var states = new Interval[2 * count];
        foreach (var (xs, ys) in Pairs(first, count))
        {
            for (int i = 0; i < count; i++)
            {
                Interval x = Interval.Point(xs[i]), y = Interval.Point(ys[i]);
                states[2 * i] += Interval.Sqr(x + y);
                states[2 * i + 1] += Interval.Sqr(x - y);
            }
        }
        return states;
    }

    public override Experiment Single(long cell, Rational step, long steps) => new ProductExperiment(Of(cell, step) with { Steps = steps });

    private ProductProblem Of(long cell, Rational step)
    {
        var pairs = Pairs(cell, 1).Select(p => (X: Rational.FromDouble(p.X[0]), Y: Rational.FromDouble(p.Y[0]))).ToList();
        return new ProductProblem
        {
            Outer = _outer,
            CurvatureAtCentre = _curvature,
            Step = step,
            Method = _method,
            Terms = _terms,
            X = [.. pairs.Select(p => p.X)],
            Y = [.. pairs.Select(p => p.Y)],
            Steps = _options.Steps,
            Tolerance = _options.Tolerance,
        };
    }

    public override double[][]? Attractor(double[] steps, int samples)
    {
        if (!_method.IsPlain)
            return null;
        var (a, b) = Squares(0, steps.Length);
        return _sweep.Attractor(a, b, steps, _options.Steps, samples);
    }

    // sup |F''|, or infinity where no bound is found with little work: it only decides how the steps are tracked, not what comes out.
    private static double CurvatureBound(OuterFunction outer)
    {
        var options = new RangeOptions(Tolerance: 1e-3, WorkLimit: 2000);
        var bound = Extrema.Magnitude(UnivariateFunction.FromExpr(outer.Curvature, outer.Variable), Domain.Line, options);
        return bound.IsInfinite || double.IsNaN(bound.Value.Hi) ? double.PositiveInfinity : bound.Value.Hi;
    }

    private (double[] A, double[] B) Squares(long first, int count)
    {
        double[] a = new double[count], b = new double[count];
        foreach (var (x, y) in Pairs(first, count))
        {
            for (int i = 0; i < count; i++)
            {
                a[i] += (x[i] + y[i]) * (x[i] + y[i]);
                b[i] += (x[i] - y[i]) * (x[i] - y[i]);
            }
        }
        return (a, b);
    }

    /// <summary>The pairs (x_i, y_i) of the inner product, each by cell, the signs absorbed in y. The next pair overwrites the arrays.</summary>
    private IEnumerable<(double[] X, double[] Y)> Pairs(long first, int count)
    {
        var inner = _structure.Product;
        double[] x = new double[count], y = new double[count];
        for (int i = 0; i < inner.Left.Length; i++)
        {
            int sign = inner.Signs[i];
            if ((inner.Left[i], inner.Right[i]) is (VectorVariable left, VectorVariable right))
            {
                var (xs, ys) = (_starts.Vector(left.Name), _starts.Vector(right.Name));
                for (int j = 0; j < xs.Count; j++)
                {
                    x.AsSpan().Fill(xs[j]);
                    y.AsSpan().Fill(sign * ys[j]);
                    yield return (x, y);
                }
            }
            else
            {
                _starts.Fill(inner.Left[i], first, x);
                _starts.Fill(inner.Right[i], first, y);
                for (int j = 0; j < count && sign < 0; j++)
                    y[j] = -y[j];
                yield return (x, y);
            }
        }
    }
}
