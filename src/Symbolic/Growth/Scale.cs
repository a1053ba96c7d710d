namespace BoundCheck.Symbolic.Growth;

/// <summary>
/// One member of an asymptotic scale: a function that tends to +infinity. The first ones are the large variable x, log x, log log x, ...;
/// the others are exponentials of functions that tend to +infinity.
/// </summary>
internal sealed class Element(Expr definition, Series? logarithm)
{
    /// <summary>The function as an expression in the large variable.</summary>
    internal Expr Definition { get; } = definition;

    /// <summary>The expansion of its logarithm over slower elements; null for the last iterated logarithm so far.</summary>
    internal Series? Logarithm { get; set; } = logarithm;

    /// <summary>The place in the scale, 0 for the fastest.</summary>
    internal int Rank { get; set; }
}

/// <summary>
/// An ordered list of elements b_1, b_2, ..., where log b_(i+1) = o(log b_i): representatives of the comparability classes
/// (Gruntz 1996, chapter 3) met so far. It grows while expressions are expanded; existing expansions stay valid.
/// </summary>
internal sealed class Scale
{
    private readonly List<Element> _elements = [];

    internal Scale()
    {
        Variable = new Element(NormalForm.Large, null);
        _elements.Add(Variable);
    }

    /// <summary>The large variable itself.</summary>
    internal Element Variable { get; }

    internal IReadOnlyList<Element> Elements => _elements;

    /// <summary>Puts an element at a rank, moving the slower ones down.</summary>
    internal void Insert(Element element, int rank)
    {
        _elements.Insert(rank, element);
        for (int i = rank; i < _elements.Count; i++)
            _elements[i].Rank = i;
    }

    /// <summary>The logarithm of an element; for the slowest one a new element is appended.</summary>
    internal Series LogarithmOf(Element element)
    {
        if (element.Logarithm is { } known)
            return known;
        if (_elements.Count > 24)
            throw new UndecidedException("too many comparability classes");
        // log of the k-th iterated logarithm is the next one, slower than everything so far.
        var next = new Element(Log.Instance.Of(element.Definition), null) { Rank = _elements.Count };
        _elements.Add(next);
        return element.Logarithm = Series.Power(next, NormalForm.One);
    }
}
