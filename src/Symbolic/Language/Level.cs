namespace BoundCheck.Symbolic;

/// <summary>
/// What is open at one depth of parentheses: the sum being read, its current term, and that term's current chain of powers.
/// Lists are made only when there is something to hold, so that a million open parentheses stay small.
/// </summary>
internal sealed class Level(Token opener, string? call)
{
    /// <summary>The parenthesis, or the name of the call; the start of the text at the top.</summary>
    internal Token Opener => opener;

    /// <summary>The function called, or null for plain parentheses and the top.</summary>
    internal string? Call => call;

    /// <summary>Finished arguments of the call.</summary>
    internal List<Expr>? Arguments { get; set; }

    /// <summary>What a sum repeats; null for everything else.</summary>
    internal Loop? Loop { get; set; }

    /// <summary>The relation of a piecewise condition once read.</summary>
    internal Relation? Relation { get; set; }

    /// <summary>Finished terms of the sum.</summary>
    internal List<Expr>? Terms { get; set; }

    /// <summary>Finished factors of the term.</summary>
    internal List<Expr>? Factors { get; set; }

    /// <summary>Bases waiting for their exponent, each with whether a minus stood before it (never on the first).</summary>
    internal List<(Expr Base, bool Negated, int Place)>? Bases { get; set; }

    /// <summary>The operand just read.</summary>
    internal Expr? Operand { get; set; }

    /// <summary>Where the operand starts.</summary>
    internal int OperandPlace { get; set; }

    /// <summary>Whether the operand, an exponent, has a minus before it.</summary>
    internal bool OperandNegated { get; set; }

    /// <summary>Whether the term has an odd number of minus signs.</summary>
    internal bool TermNegated { get; set; }

    /// <summary>Whether the factor being read divides.</summary>
    internal bool Divides { get; set; }

    /// <summary>Where the sum starts, for complaints about its constants.</summary>
    internal int Place { get; set; }
}

/// <summary>A sum over an index: its term is read once for each value.</summary>
internal sealed class Loop(string index)
{
    /// <summary>The name of the index.</summary>
    internal string Index => index;

    /// <summary>The last value.</summary>
    internal int High { get; set; }

    /// <summary>True when the first value is beyond the last; the term is read once all the same, for its errors.</summary>
    internal bool IsEmpty { get; set; }

    /// <summary>The first token of the term, once both bounds are known.</summary>
    internal Token? Term { get; set; }

    /// <summary>The terms so far.</summary>
    internal List<Expr> Values { get; } = [];
}
