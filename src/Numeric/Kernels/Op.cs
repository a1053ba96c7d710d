namespace BoundCheck.Numeric.Kernels;

/// <summary>
/// The primitive operations of a kernel. Each is one machine operation (or a short fixed sequence) that gives the same bits
/// in scalar form and in every vector width, so a kernel means the same at every width.
/// </summary>
internal enum Op : byte
{
    // Leaves.
    Input,
    Constant,
    LongConstant,

    // double -> double, IEEE 754 round to nearest even.
    Add,
    Subtract,
    Multiply,
    Divide,
    FusedMultiplyAdd,
    NegatedMultiplyAdd, // C - A*B with one rounding
    Negate,
    Abs,
    CopySign,      // |A| with the sign of B
    Sqrt,
    Minimum,       // IEEE minimum: NaN if either is NaN
    Maximum,
    MinimumNative, // A < B ? A : B, so a NaN in B comes through
    MaximumNative, // A > B ? A : B
    ReciprocalSqrtEstimate,
    SineFallback,   // sin of A where |A| is beyond the fast reduction; A elsewhere
    CosineFallback,

    // double, double -> mask; false when unordered, except NotEqual.
    Less,
    LessOrEqual,
    Equal,
    NotEqual,

    // masks
    MaskAnd,
    MaskOr,
    Select, // A ? B : C

    // bit patterns
    AsLong,
    AsDouble,
    LongAdd,
    LongSubtract,
    LongAnd,
    LongOr,
    LongXor,
    ShiftLeft,
    ShiftRightLogical,
}

/// <summary>The type of a kernel value.</summary>
internal enum ValueKind : byte
{
    Double,
    Long,
    Mask,
}
