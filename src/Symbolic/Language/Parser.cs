namespace BoundCheck.Symbolic;

/// <summary>Reads the objective language.</summary>
/// <remarks>
/// Operators + - * / ^, unary minus and parentheses; ^ associates to the right and binds tighter than unary minus, so
/// -x^2 = -(x^2) and 2^-3 = 1/8. Literals are exact rationals (0.1 is 1/10, 1e-3 is 1/1000). A product needs its sign: 2x is an error.
/// b^q with a constant rational q (3, 0.75, (3/4), or any expression that folds to a rational) is a power; b^a with any other
/// exponent is exp(a*log(b)), hence defined for b > 0 only; e^a is exp(a).
/// Parsing takes time and memory linear in the text, with its sums and matrix products written out, and recurses only inside frob2, to a bounded depth.
/// Literals have at most 100000 digits and decimal exponents
/// of magnitude at most 10000; constants whose exact value would be enormous are an error.
/// </remarks>
public static class Parser
{
    /// <summary>The expression that the text writes.</summary>
    /// <param name="text">One expression.</param>
    /// <param name="options">Parameters to substitute and names known to be vectors.</param>
    public static ParseResult<Expr> Parse(string text, ParseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Run(text, options, machine => machine.ParseExpression());
    }

    /// <summary>A claim "LHS relation RHS" with one of &lt;, &lt;=, &gt;, &gt;=, ==, != between two expressions.</summary>
    /// <param name="text">One claim.</param>
    /// <param name="options">Parameters to substitute and names known to be vectors.</param>
    public static ParseResult<ParsedRelation> ParseRelation(string text, ParseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Run(text, options, machine => machine.ParseRelation());
    }

    /// <summary>A closed expression, as option values are: 1/3, 0.1, pi/4, 2*e.</summary>
    /// <param name="text">One expression without variables.</param>
    public static ParseResult<Expr> ParseConstant(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Run(text, null, machine => machine.ParseConstant());
    }

    private static ParseResult<T> Run<T>(string text, ParseOptions? options, Func<ParserMachine, T> goal)
    {
        options ??= ParseOptions.Default;
        foreach (var name in options.Parameters.Keys.Concat(options.VectorNames).Concat(options.Tables.Keys).Concat(options.Matrices.Keys))
        {
            if (!Names.IsVariable(name))
                throw new ArgumentException($"'{name}' is not a name that can be given a meaning.", nameof(options));
        }
        try
        {
            return new ParseResult<T>.Success(goal(new ParserMachine(text, options)));
        }
        catch (ParserMachine.Stop stop)
        {
            return new ParseResult<T>.Failure(stop.Error);
        }
    }
}
