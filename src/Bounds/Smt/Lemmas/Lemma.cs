namespace BoundCheck.Bounds.Smt.Lemmas;

/// <summary>One instance of a proven bound: its name in docs/trust.md ("Lemma bounds") with its parameters, and the formula it asserts.</summary>
/// <param name="Name">Such as "exp-taylor(3) at centre 0".</param>
/// <param name="Formula">An SMT-LIB formula that is true whenever the symbols have their meaning.</param>
internal readonly record struct Lemma(string Name, string Formula);
