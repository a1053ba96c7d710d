using System.Collections.Immutable;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>A conclusion compiled for enclosures in any number format: its sides, their difference, the side conditions, and the terms of its folds.</summary>
internal sealed class ConclusionCode
{
    internal ConclusionCode(Vocabulary words, BoundConclusion conclusion)
    {
        Conclusion = conclusion;
        Expr[] inputs = [.. words.Inputs, .. conclusion.Folds.Select(f => f.Name)];
        Body = Tape.Compile([conclusion.Body.Left, conclusion.Body.Right, conclusion.Body.Difference, .. conclusion.Where.Select(c => c.Difference)], inputs);
        Folds = [.. conclusion.Folds.Select(f => Tape.Compile(f.Value, words.Inputs))];
    }

    internal BoundConclusion Conclusion { get; }

    /// <summary>Left, right, left - right, and the differences of the side conditions.</summary>
    internal Tape Body { get; }

    /// <summary>The term of each fold at step k.</summary>
    internal ImmutableArray<Tape> Folds { get; }

    internal static ImmutableArray<ConclusionCode> Of(BoundTheorem theorem) =>
        [.. theorem.Conclusions.Where(c => !c.IsLimit).Select(c => new ConclusionCode(theorem.Words, c))];
}
