using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;
using BoundCheck.Symbolic.Structure;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>f(x, y) = F(x·y) for two groups of variables (theory section 1): runs by the exact reduction to A = |x+y|² and B = |x-y|².</summary>
public sealed record ProductStructure : Structure
{
    private ProductStructure(Outer outer, InnerProduct product, Expr written, ImmutableArray<string> conditions)
    {
        Outer = outer;
        Product = product;
        Written = written;
        Conditions = conditions;
    }

    /// <summary>The class.</summary>
    public static StructureKind Kind { get; } = new("product", 0, Detect);

    /// <inheritdoc/>
    public override StructureKind Class => Kind;

    /// <inheritdoc/>
    public override Outer Outer { get; }

    /// <summary>x·y.</summary>
    public InnerProduct Product { get; }

    /// <inheritdoc/>
    public override Expr Written { get; }

    /// <inheritdoc/>
    public override int? Dimension => Product.Dimension;

    /// <inheritdoc/>
    public override ImmutableArray<string> Conditions { get; }

    /// <inheritdoc/>
    public override string Form => "product";

    /// <inheritdoc/>
    public override string Inner => Product.Text;

    /// <inheritdoc/>
    public override bool ComparesRuns => true;

    /// <inheritdoc/>
    public override bool Runs(DescentMethod method) => true;

    /// <inheritdoc/>
    public override ImmutableArray<string> Lines(Objective objective) =>
    [
        $"F(s) = {Outer.Value}, s = {Inner}" + (Dimension is { } d ? $", d = {d}" : ", any d"),
        .. Conditions.Select(c => $"where {c}"),
    ];

    /// <inheritdoc/>
    public override string Sentence(Objective objective) =>
        "It has product form, f = F(s)" + (Dimension is { } d ? $", dimension d = {d}" : ", of any dimension") + ".";

    private static Detection Detect(Expr expression)
    {
        switch (ProductForm.Detect(expression))
        {
            case StructureResult.Product p:
                var outer = PieceMerging.Merge(CompletedSquares.Of(p.Outer), p.Argument);
                var written = ReferenceEquals(outer, p.Outer) ? expression : outer.Substitute(p.Argument, p.Inner.Expression);
                ImmutableArray<string> conditions = [.. p.Conditions.Select(c => c.ToString())];
                // Under conditions f is not F(x·y) at every point an orbit may visit, so no theorem may build on it.
                Verdict verdict = conditions.IsEmpty ? new Proved(Method.Symbolic, p.Proof)
                    : new Unknown($"f = F(x·y) holds only where {string.Join(", ", conditions)}, which an orbit may leave");
                return new Detection(new ProductStructure(new Outer(outer, p.Argument), p.Inner, written, conditions), verdict);
            case StructureResult.General g:
                return new Detection(null, g.Witness is { } w ? new Refuted(ToWitness(w), Method.Symbolic) : new Unknown(g.Reason), g.Reason);
            default:
                throw new InvalidOperationException("A structure is a product or general.");
        }
    }

    private static Witness ToWitness(StructureWitness w)
    {
        var values = ImmutableArray.CreateBuilder<WitnessValue>();
        for (int i = 0; i < w.Points.Length; i++)
        {
            string prime = new('\'', i);
            values.AddRange(w.Points[i].OrderBy(p => p.Key.ToString(), StringComparer.Ordinal).Select(p => new WitnessValue(p.Key + prime, p.Value)));
        }
        return new Witness(values.ToImmutable(), w.Statement);
    }

    /// <inheritdoc/>
    public override StateReading Reduce(Objective objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var x = ImmutableArray.CreateBuilder<Certified>();
        var y = ImmutableArray.CreateBuilder<Certified>();
        for (int i = 0; i < Product.Left.Length; i++)
        {
            int sign = Product.Signs[i];
            if ((Product.Left[i], Product.Right[i]) is (VectorVariable left, VectorVariable right))
            {
                var (a, b) = (point[left.Name], point[right.Name]);
                if (a.Length != b.Length)
                    return new(null, new(right.Name,
                        $"'{left.Name}' has {a.Length} components and '{right.Name}' has {b.Length}; an inner product needs lists of equal length"));
                x.AddRange(a);
                y.AddRange(b.Select(v => sign < 0 ? -v : v));
            }
            else
            {
                x.Add(Problem.CoordinateOf(objective, point, Product.Left[i]));
                var partner = Problem.CoordinateOf(objective, point, Product.Right[i]);
                y.Add(sign < 0 ? -partner : partner);
            }
        }
        return new(new Start { X = x.ToImmutable(), Y = y.ToImmutable() }, null);
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, ImmutableArray<Certified>> Restore(
        Objective objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point, ReducedState state)
    {
        ArgumentNullException.ThrowIfNull(point);
        var (start, next) = ((Start)state, 0);
        for (int i = 0; i < Product.Left.Length; i++)
        {
            int length = Product.Left[i] is VectorVariable v ? point[v.Name].Length : 1;
            for (int j = 0; j < length && next < start.X.Length; j++, next++)
            {
                point = With(objective, point, Product.Left[i], j, start.X[next]);
                point = With(objective, point, Product.Right[i], j, Product.Signs[i] < 0 ? -start.Y[next] : start.Y[next]);
            }
        }
        return point;
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<Certified>> With(
        Objective objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point, Expr variable, int component, Certified value)
    {
        string name = variable is Component { Vector: var vector } ? vector : variable.ToString();
        int index = variable is Component c ? c.Index - Problem.FirstIndexOf(objective, name, point[name].Length) : component;
        return point.SetItem(name, point[name].SetItem(index, value));
    }

    /// <inheritdoc/>
    /// <remarks>A and B are those of d = 1 with x + y = sqrt(A), x - y = sqrt(B); and a run is known by the multiples of x_0 + y_0 and x_0 - y_0.</remarks>
    internal override (Expr Expression, ImmutableArray<Certified> Start)? InPlane(ReducedState state, DescentMethod method)
    {
        if (Dimension == 1 || state is not Start start)
            return null;
        Expr x = Variable.Of("x"), y = Variable.Of("y");
        var (sum, difference) = (Certified.Sqrt(start.A), Certified.Sqrt(start.B));
        return (Outer.Value.Substitute(Outer.Argument, x * y) + method.Ridge * Rational.Half * (x.Pow(2) + y.Pow(2)),
            [(sum + difference) * Rational.Half, (sum - difference) * Rational.Half]);
    }

    /// <inheritdoc/>
    public override Experiment Prepare(Problem problem, RegularityReport regularity)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return ProductExperiment.Of(Outer, problem, regularity);
    }

    /// <inheritdoc/>
    public override CellRuns Prepare(Objective objective, RegularityReport regularity, ICellStarts starts, CellOptions options) =>
        new ProductCells(this, objective, regularity, starts, options);
}
