using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Problems;

/// <summary>An objective as typed, and the structure found in it.</summary>
public sealed record Objective
{
    private Objective(string text, Expr expression, Structure structure, ImmutableArray<(StructureKind, Detection)> detections)
    {
        Text = text;
        Expression = expression;
        Structure = structure;
        Detections = detections;
    }

    /// <summary>The text the user typed.</summary>
    public string Text { get; }

    /// <summary>The expression with parameters substituted.</summary>
    public Expr Expression { get; }

    /// <summary>The structure: that of the least general class.</summary>
    public Structure Structure { get; }

    /// <summary>What the classes said that were asked, the least general first.</summary>
    public ImmutableArray<(StructureKind Kind, Detection Detection)> Detections { get; }

    /// <summary>Why it is of no less general class; null when it is of the least general one.</summary>
    public string? Reason =>
        Detections.Where(d => d.Detection is { Found: null, Reason: not null }).Select(d => d.Detection.Reason!).ToList() is { Count: > 0 } reasons
            ? string.Join("; ", reasons) : null;

    /// <summary>Finds the structure of an expression.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="expression">The parsed expression, parameters bound.</param>
    public static Objective Analyze(string text, Expr expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var detections = ImmutableArray.CreateBuilder<(StructureKind, Detection)>();
        foreach (var kind in StructureKind.All)
        {
            var detection = kind.Detect(expression);
            detections.Add((kind, detection));
            if (detection.Found is { } structure)
                return new Objective(text, expression, structure, detections.ToImmutable());
        }
        throw new InvalidOperationException("The last class holds every objective.");
    }

    /// <summary>Whether it is of a class everywhere: proved, refuted with a witness, or unknown.</summary>
    public Verdict Is(StructureKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Detections.FirstOrDefault(d => d.Kind == kind).Detection?.Verdict
            ?? new Unknown($"the objective was found to be of the class {Structure.Class.Name}");
    }

    /// <summary>The function of scalar variables that a method descends: under weight decay with λ/2 times the square of each.</summary>
    public Expr Descended(ImmutableSortedDictionary<string, ImmutableArray<Certified>> point, DescentMethod method)
    {
        ArgumentNullException.ThrowIfNull(method);
        var written = WrittenOut(point);
        return method.Ridge.IsZero ? written : Sum.Of(written.Variables().Select(v => method.Ridge * Rational.Half * v.Pow(2)).Prepend(written));
    }

    /// <summary>The objective with dot products written out in components, their number being that of the start.</summary>
    public Expr WrittenOut(ImmutableSortedDictionary<string, ImmutableArray<Certified>> point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return Structure.Written.Transform(node => node is Dot dot
            ? Sum.Of(Enumerable.Range(0, point[dot.Left.Name].Length).Select(i => (Expr)Component.Of(dot.Left.Name, i) * Component.Of(dot.Right.Name, i)))
            : node);
    }
}
