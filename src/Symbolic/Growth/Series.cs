namespace BoundCheck.Symbolic.Growth;

/// <summary>A term c b^e of an expansion, followed by the rest, whose exponents are smaller. The coefficient may turn out to be zero.</summary>
internal sealed record Cell(NormalForm Exponent, Series Coefficient, Terms Rest);

/// <summary>A lazy list of terms, each computed once.</summary>
internal sealed class Terms
{
    private Func<Cell?>? _next;
    private Cell? _cell;

    internal Terms(Func<Cell?> next) => _next = next;

    internal Terms(Cell? cell) => _cell = cell;

    internal static Terms None { get; } = new((Cell?)null);

    /// <summary>The first term and the rest, or null at the end.</summary>
    internal Cell? Force(Budget work)
    {
        if (_next is { } next)
        {
            work.Take();
            _cell = next();
            _next = null;
        }
        return _cell;
    }
}

/// <summary>
/// A multiseries: a constant, or an expansion in powers of one element of the scale whose coefficients are multiseries over slower elements
/// (van der Hoeven 1997; Richardson, Salvy, Shackell, van der Hoeven 1996). It also knows the function it expands as an expression, for zero tests.
/// </summary>
internal sealed class Series
{
    private readonly Func<Expr>? _origin;
    private Expr? _expr;

    private Series(NormalForm? constant, Element? top, Terms? terms, Func<Expr>? origin)
    {
        Constant = constant;
        Top = top;
        Terms = terms;
        _origin = origin;
    }

    /// <summary>The value of a constant, otherwise null.</summary>
    internal NormalForm? Constant { get; }

    /// <summary>The element of the outermost expansion; null for a constant.</summary>
    internal Element? Top { get; }

    /// <summary>The terms; the leading ones may have been found to be zero and dropped.</summary>
    internal Terms? Terms { get; private set; }

    /// <summary>Set when the first coefficient is known to be nonzero.</summary>
    internal bool Trimmed { get; private set; }

    /// <summary>Set when the whole series is known to be zero.</summary>
    internal bool IsKnownZero { get; private set; }

    internal static Series Zero { get; } = Of(NormalForm.Zero);

    internal static Series One { get; } = Of(NormalForm.One);

    internal static Series Of(NormalForm constant) => new(constant, null, null, null);

    internal static Series Of(Element top, Terms terms, Func<Expr> origin) => new(null, top, terms, origin);

    /// <summary>The element to a constant power other than zero.</summary>
    internal static Series Power(Element element, NormalForm exponent) =>
        Of(element, new Terms(new Cell(exponent, One, Terms.None)), () => PowerExpr(element, exponent));

    /// <summary>The element to a power as an expression.</summary>
    internal static Expr PowerExpr(Element element, NormalForm exponent) => exponent.IsRational(out var q)
        ? element.Definition.Pow(q)
        : Exp.Instance.Of(exponent.ToExpr() * Log.Instance.Of(element.Definition));

    /// <summary>The function expanded, in the large variable.</summary>
    internal Expr ToExpr() => _expr ??= Constant?.ToExpr() ?? _origin!();

    internal void TrimTo(Terms terms)
    {
        Terms = terms;
        Trimmed = true;
    }

    internal void MarkZero()
    {
        Terms = Terms.None;
        IsKnownZero = true;
    }
}
