using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The natural logarithm.</summary>
public sealed class Log : Function
{
    private Log()
    {
    }

    /// <summary>The only instance.</summary>
    public static Log Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "log";

    /// <inheritdoc/>
    public override ImmutableArray<string> Aliases => ["ln"];

    /// <inheritdoc/>
    public override string Summary => "log(x): the natural logarithm, for x > 0 (also ln)";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override bool DomainIsPositive => true;

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // log' = 1/x
        arguments[0].Pow(-1);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) =>
        arguments[0] is Constant c && c.Value.IsOne ? Constant.Zero : ReferenceEquals(arguments[0], NamedConstant.E) ? Constant.One : null;
}
