namespace BoundCheck.Numeric.Intervals;

/// <summary>
/// What is known about an expression on its whole input box, from weakest to strongest (IEEE 1788-2015, 11.2; the standard's "ill" is an
/// exception here). The decoration of a computed value is the weakest of those met on the way.
/// </summary>
internal enum Decoration
{
    /// <summary>Trivial: nothing. The expression may be undefined somewhere on the box, even everywhere.</summary>
    Trv = 0,

    /// <summary>Defined at every point of the non-empty box, perhaps not continuous.</summary>
    Def = 1,

    /// <summary>Defined and (restricted to the box) continuous.</summary>
    Dac = 2,

    /// <summary>Common: continuous on a bounded box, with every intermediate enclosure bounded.</summary>
    Com = 3,
}
