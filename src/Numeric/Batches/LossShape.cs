namespace BoundCheck.Numeric.Batches;

/// <summary>What is known of F around its centre: decides how cheaply a sweep can follow the loss.</summary>
public enum LossShape
{
    /// <summary>Nothing: the loss is evaluated at every step.</summary>
    Unknown = 0,

    /// <summary>u F'(c + u) > 0 for u != 0: the largest loss is at the largest or the least u, but whether it rose needs its values.</summary>
    Unimodal = 1,

    /// <summary>Unimodal and even about c: the loss rises exactly when |u| does.</summary>
    Even = 2,
}
