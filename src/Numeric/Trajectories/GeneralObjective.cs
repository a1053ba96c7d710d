using System.Collections.Immutable;
using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>An objective of n scalar variables, compiled with its gradient and Hessian.</summary>
public sealed class GeneralObjective
{
    private readonly ScalarKernel _valueAndGradient;
    private readonly Lazy<ScalarKernel> _hessian;
    private readonly Lazy<PreciseFunction>[] _precise;

    private GeneralObjective(Expr value, ImmutableArray<Expr> variables)
    {
        Variables = variables;
        Value = KernelForm.Rewrite(value);
        Gradient = [.. variables.Select(v => KernelForm.Rewrite(Value.Derivative(v)))];
        _valueAndGradient = Compile([Value, .. Gradient]);
        _precise = [.. new[] { Value }.Concat(Gradient).Select(f => new Lazy<PreciseFunction>(() => new PreciseFunction(f, [.. variables])))];
        // Upper triangle, row by row.
        _hessian = new Lazy<ScalarKernel>(() => Compile(
            [.. Enumerable.Range(0, variables.Length).SelectMany(i => Enumerable.Range(i, variables.Length - i)
                .Select(j => Gradient[i].Derivative(variables[j])))]));
    }

    /// <summary>The variables, in the order of the state vector.</summary>
    public ImmutableArray<Expr> Variables { get; }

    /// <summary>The objective.</summary>
    public Expr Value { get; }

    /// <summary>Its partial derivatives.</summary>
    public ImmutableArray<Expr> Gradient { get; }

    /// <summary>Compiles an objective.</summary>
    /// <param name="value">The objective.</param>
    /// <param name="variables">All its scalar variables, in state order.</param>
    /// <exception cref="NotSupportedException">
    /// The objective holds something without numeric value: a further variable, a dot product of unknown dimension.
    /// </exception>
    public static GeneralObjective Compile(Expr value, ImmutableArray<Expr> variables)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (variables.IsDefaultOrEmpty || variables.Any(v => v is not (Variable or Component)))
            throw new ArgumentException("At least one variable, all of them scalar.", nameof(variables));
        return new GeneralObjective(value, variables);
    }

    /// <summary>
    /// f at a point; the gradient goes to <paramref name="gradient"/>. What is no double only because something on the way overflowed is evaluated precisely.
    /// </summary>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var output = new double[Variables.Length + 1];
        _valueAndGradient.Invoke(point, output);
        for (int i = 0; i < output.Length; i++)
        {
            if (!double.IsFinite(output[i]) && IsFinite(point))
                output[i] = Precisely(_precise[i].Value, point, output[i]);
        }
        output.AsSpan(1).CopyTo(gradient);
        return output[0];
    }

    /// <summary>The largest eigenvalue of the Hessian at a point; NaN where the Hessian is not finite.</summary>
    public double Sharpness(ReadOnlySpan<double> point)
    {
        int n = Variables.Length;
        var upper = new double[n * (n + 1) / 2];
        _hessian.Value.Invoke(point, upper);
        if (upper.Any(v => !double.IsFinite(v)))
            return double.NaN;
        return Eigenvalues.Largest(n, (i, j) => upper[i * n - i * (i - 1) / 2 + (j - i)]);
    }

    private static bool IsFinite(ReadOnlySpan<double> point)
    {
        foreach (double x in point)
        {
            if (!double.IsFinite(x))
                return false;
        }
        return true;
    }

    private static double Precisely(PreciseFunction f, ReadOnlySpan<double> point, double otherwise)
    {
        var exact = new BigFloat[point.Length];
        for (int i = 0; i < exact.Length; i++)
            exact[i] = BigFloat.FromDouble(point[i]);
        var (kind, value) = f.At(exact);
        return kind is Precise.Value or Precise.Zero or Precise.Vanishing ? value.ToDouble() : otherwise;
    }

    private ScalarKernel Compile(ReadOnlySpan<Expr> outputs)
    {
        var builder = new KernelBuilder();
        var lowering = new Lowering(builder);
        for (int i = 0; i < Variables.Length; i++)
            lowering.Bind(Variables[i], builder.Input(i));
        var results = new Real[outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
            results[i] = lowering.Lower(outputs[i]);
        return ScalarKernel.Compile(builder.Build(Variables.Length, results));
    }
}
