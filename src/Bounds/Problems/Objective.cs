using System.Collections.Immutable;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;
using BoundCheck.Symbolic.Structure;

namespace BoundCheck.Bounds.Problems;

/// <summary>An objective as typed, and the structure found in it.</summary>
public sealed record Objective
{
    /// <summary>The text the user typed.</summary>
    public required string Text { get; init; }

    /// <summary>The expression with parameters substituted.</summary>
    public required Expr Expression { get; init; }

    /// <summary>
    /// The same function with squares completed and without cases that make no difference (see <see cref="PieceMerging"/>): what is differentiated.
    /// </summary>
    public required Expr Merged { get; init; }

    /// <summary>The variable s of <see cref="Outer"/>.</summary>
    public required Variable Argument { get; init; }

    /// <summary>F with f = F(inner), written like <see cref="Merged"/>, or null when the objective has no product form.</summary>
    public Expr? Outer { get; init; }

    /// <summary>F', or null when the objective has no product form.</summary>
    public ExactDerivative? Slope => _slope ??= Outer is { } outer ? ExactDerivative.Of(outer, Argument) : null;

    /// <summary>F'', or null when the objective has no product form.</summary>
    public ExactDerivative? Curvature => _curvature ??= Slope?.Next();

    private ExactDerivative? _slope, _curvature;

    /// <summary>The inner product, or null when the objective has no product form.</summary>
    public InnerProduct? Inner { get; init; }

    /// <summary>The dimension n of x and y in product form, the number of scalar variables otherwise; null when the input does not fix it.</summary>
    public int? Dimension { get; init; }

    /// <summary>Why there is no product form.</summary>
    public string? GeneralReason { get; init; }

    /// <summary>
    /// Whether f = F(x·y) everywhere: proved by identity, refuted by points that break it, or unknown (also where it holds under conditions only).
    /// </summary>
    public required Verdict ProductForm { get; init; }

    /// <summary>Conditions under which the product form holds (such as x != 0), as text.</summary>
    public ImmutableArray<string> Conditions { get; init; } = [];

    /// <summary>True when f = F(x·y).</summary>
    public bool IsProduct => Outer is not null;

    /// <summary>Finds the structure of an expression.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="expression">The parsed expression, parameters bound.</param>
    public static Objective Analyze(string text, Expr expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        switch (Symbolic.Structure.ProductForm.Detect(expression))
        {
            case StructureResult.Product p:
                var outer = PieceMerging.Merge(CompletedSquares.Of(p.Outer), p.Argument);
                return new Objective
                {
                    Text = text,
                    Expression = expression,
                    Merged = ReferenceEquals(outer, p.Outer) ? expression : outer.Substitute(p.Argument, p.Inner.Expression),
                    Argument = p.Argument,
                    Outer = outer,
                    Inner = p.Inner,
                    Dimension = p.Inner.Dimension,
                    Conditions = [.. p.Conditions.Select(c => c.ToString())],
                    // Under conditions f is not F(x·y) at every point an orbit may visit, so no theorem may build on it.
                    ProductForm = p.Conditions.IsEmpty
                        ? new Proved(Method.Symbolic, p.Proof)
                        : new Unknown($"f = F(x·y) holds only where {string.Join(", ", p.Conditions)}, which an orbit may leave"),
                };
            case StructureResult.General g:
                var variables = expression.Variables();
                return new Objective
                {
                    Text = text,
                    Expression = expression,
                    Merged = PieceMerging.Merge(CompletedSquares.Of(expression)),
                    Argument = Variable.Of("s"),
                    GeneralReason = g.Reason,
                    Dimension = variables.Any(v => v is VectorVariable) ? null : variables.Length,
                    ProductForm = g.Witness is { } w ? new Refuted(ToWitness(w), Method.Symbolic) : new Unknown(g.Reason),
                };
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
}
