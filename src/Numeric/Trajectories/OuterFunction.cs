using BoundCheck.Numeric.Kernels;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>The outer function F of f(x, y) = F(x·y), compiled with F' and F'' as functions of u = s - c, the distance from the centre.</summary>
/// <remarks>
/// A rational centre is substituted exactly before compiling, so that F'(c + u) keeps its relative accuracy as u -> 0.
/// The values are ordinary floating point, accurate to a few ulp of the operations involved; they are measurements, not bounds.
/// Instances are immutable and safe to use from several threads.
/// </remarks>
public sealed class OuterFunction
{
    private readonly ScalarKernel _kernel;
    private readonly Lazy<ScalarKernel> _slope;

    private OuterFunction(Expr value, Expr variable, Rational origin, bool hasCentre, double error)
    {
        // A fresh name: substituting s by c + s would meet the new s again where c + s - c folds to s.
        Variable = Symbolic.Variable.Of(variable is Symbolic.Variable { Name: "u" } ? "v" : "u");
        Value = KernelForm.Rewrite(value.Substitute(variable, Sum.Of([Constant.Of(origin), Variable])));
        var slope = ExactDerivative.Of(Value, Variable);
        Slope = KernelForm.Rewrite(slope.Value);
        Curvature = KernelForm.Rewrite(slope.Written(KernelForm.Rewrite).Next().Formula);
        Origin = origin;
        HasCentre = hasCentre;
        CentreError = error;
        _kernel = Compile(true, Value, Slope, Curvature);
        _slope = new Lazy<ScalarKernel>(() => Compile(false, Slope));
        (PreciseValue, PreciseSlope, PreciseCurvature) = (Precisely(Value), Precisely(Slope), Precisely(Curvature));

        Lazy<PreciseFunction> Precisely(Expr f) => new(() => new PreciseFunction(f, Variable));
    }

    /// <summary>The point that u is measured from: the centre, or 0 where there is none.</summary>
    public Rational Origin { get; }

    /// <summary>Whether the origin is a centre of F, that is F'(c) = 0.</summary>
    public bool HasCentre { get; }

    /// <summary>The centre (its nearest double), or null.</summary>
    public double? Centre => HasCentre ? Origin.ToDoubleNearest() : null;

    /// <summary>Bound on the distance from the origin to the true centre; 0 for a rational centre.</summary>
    public double CentreError { get; }

    /// <summary>F(c + u), as an expression in the variable u.</summary>
    public Expr Value { get; }

    /// <summary>F'(c + u), where it exists.</summary>
    public Expr Slope { get; }

    /// <summary>F''(c + u), where it exists; at a kink of F' between the one-sided values.</summary>
    public Expr Curvature { get; }

    /// <summary>The variable of the expressions, standing for u.</summary>
    public Expr Variable { get; }

    /// <summary>F(c + u) in as many digits as it takes.</summary>
    internal Lazy<PreciseFunction> PreciseValue { get; }

    /// <summary>F'(c + u) likewise.</summary>
    internal Lazy<PreciseFunction> PreciseSlope { get; }

    /// <summary>F''(c + u) likewise.</summary>
    internal Lazy<PreciseFunction> PreciseCurvature { get; }

    /// <summary>Compiles F around an exactly known centre.</summary>
    /// <exception cref="NotSupportedException">F holds something without numeric value, such as a second variable.</exception>
    public static OuterFunction Compile(Expr outer, Expr variable, Rational centre)
    {
        Validate(outer, variable);
        return new OuterFunction(outer, variable, centre, true, 0);
    }

    /// <summary>Compiles F around an approximate centre.</summary>
    /// <param name="outer">F.</param>
    /// <param name="variable">Its variable.</param>
    /// <param name="centre">The centre, to within the error.</param>
    /// <param name="error">A bound on |centre - c|, at least 0.</param>
    /// <exception cref="NotSupportedException">F holds something without numeric value, such as a second variable.</exception>
    public static OuterFunction Compile(Expr outer, Expr variable, double centre, double error)
    {
        Validate(outer, variable);
        ArgumentOutOfRangeException.ThrowIfNegative(error);
        return new OuterFunction(outer, variable, Rational.FromDouble(centre), true, error);
    }

    /// <summary>Compiles an F that has no centre; u is then s itself.</summary>
    /// <exception cref="NotSupportedException">F holds something without numeric value, such as a second variable.</exception>
    public static OuterFunction CompileWithoutCentre(Expr outer, Expr variable)
    {
        Validate(outer, variable);
        return new OuterFunction(outer, variable, 0, false, 0);
    }

    /// <summary>F(c + u), F'(c + u) and F''(c + u).</summary>
    public OuterValues At(double u)
    {
        TryAt(u, out var values);
        return values;
    }

    /// <summary>The values as doubles give them; false where F' may be wrong, something on the way having over- or underflowed.</summary>
    internal bool TryAt(double u, out OuterValues values)
    {
        Span<double> output = stackalloc double[4];
        _kernel.Invoke([u], output);
        values = new OuterValues(output[0], output[1], output[2]);
        return output[3] == 0;
    }

    /// <summary>F'(c + u) alone, the same bits as <see cref="At"/> gives.</summary>
    internal double SlopeAt(double u)
    {
        double slope = 0;
        _slope.Value.Invoke([u], new Span<double>(ref slope));
        return slope;
    }

    private ScalarKernel Compile(bool withReliability, params ReadOnlySpan<Expr> expressions)
    {
        var builder = new KernelBuilder();
        var lowering = new Lowering(builder);
        lowering.Bind(Variable, builder.Input(0));
        var outputs = new List<Real>();
        foreach (var expression in expressions)
            outputs.Add(lowering.Lower(expression));
        if (withReliability)
            outputs.Add(new Reliability(builder, lowering).Of(Slope));
        return ScalarKernel.Compile(builder.Build(1, outputs.ToArray()));
    }

    private static void Validate(Expr outer, Expr variable)
    {
        ArgumentNullException.ThrowIfNull(outer);
        if (variable is not (Symbolic.Variable or Component))
            throw new ArgumentException("The outer function is a function of one scalar variable.", nameof(variable));
    }
}

/// <summary>The outer function and its first two derivatives at a point.</summary>
/// <param name="Value">F.</param>
/// <param name="Slope">F'; NaN where it does not exist.</param>
/// <param name="Curvature">F'', one-sided at a kink of F'.</param>
public readonly record struct OuterValues(double Value, double Slope, double Curvature);
