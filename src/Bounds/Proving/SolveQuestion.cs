using BoundCheck.Bounds.Propositions;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Numeric.Ranges.Solutions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>"Where does this hold?": a claim of one variable, or the domain of definition of an expression.</summary>
public sealed class SolveQuestion
{
    private readonly Claim _claim;
    private readonly Domain _domain;
    private readonly bool _definedOnly;

    private SolveQuestion(Claim claim, Domain domain, bool definedOnly)
    {
        _claim = claim;
        _domain = domain;
        _definedOnly = definedOnly;
    }

    /// <summary>The variable.</summary>
    public Expr Variable => _claim.Box[0].Variable;

    /// <summary>The question as text.</summary>
    public override string ToString() => $"{(_definedOnly ? $"defined({_claim.Body.Left})" : _claim.Body)} on {Variable} in {_domain}";

    /// <summary>Reads "LHS relation RHS" or "defined(EXPR)" with the range of its variable.</summary>
    /// <returns>The question, or what is wrong with its texts.</returns>
    public static (SolveQuestion? Question, QuestionError? Error) Parse(string text, string? on, IReadOnlyDictionary<string, Expr>? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        bool definedOnly = trimmed.StartsWith("defined(", StringComparison.Ordinal) && trimmed.EndsWith(')');
        string inner = definedOnly ? trimmed["defined(".Length..^1] : "";
        if (definedOnly && QuestionError.In("claim", text, text.IndexOf('(', StringComparison.Ordinal) + 1, inner.Length, parameters) is { } unread)
            return (null, unread);
        string claimText = definedOnly ? $"({inner}) == 0" : text;
        var result = ClaimParser.Parse(claimText, on, null, "", parameters);
        if (result.Claim is not { } claim)
            return (null, QuestionError.Of(result.Error!));
        if (claim.Box is not [var range])
            return (null, new("solve: expected a question in one variable, found "
                + $"{(claim.Box.IsEmpty ? "none" : string.Join(", ", claim.Box.Select(r => r.Variable)))}"));
        if (UnivariateStrategy.Narrow(claim, range.Variable) is not (var domain, true))
            return (null, new($"solve: the range {range} is empty, a point, or beyond the numbers that are handled"));
        return (new(claim, domain, definedOnly), null);
    }

    /// <summary>The set where it holds; at a cancellation what is left is undecided, with the reason "time".</summary>
    public SolutionSet Solve(RangeOptions? options = null) => _definedOnly
        ? SolutionSets.Defined(_claim.Body.Left, Variable, _domain, options)
        : SolutionSets.Find(_claim.Body.Left, _claim.Body.Relation, _claim.Body.Right, Variable, _domain, options);
}
