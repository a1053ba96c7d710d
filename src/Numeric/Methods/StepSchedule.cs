using System.Collections.Immutable;
using BoundCheck.Numeric.Kernels;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Methods;

/// <summary>Step sizes h_k: one formula in k and h0, or several that take turns (a list of numbers is repeated).</summary>
public sealed class StepSchedule
{
    private readonly ScalarKernel?[] _kernels;
    private readonly double[] _constants;

    /// <param name="text">As typed.</param>
    /// <param name="formulas">
    /// Formulas in <see cref="Number"/> and <see cref="Base"/>; at least one. Step k uses the one with the index k modulo their number.
    /// </param>
    /// <exception cref="NotSupportedException">A formula holds something without numeric value.</exception>
    public StepSchedule(string text, ImmutableArray<Expr> formulas)
    {
        if (formulas.IsDefaultOrEmpty)
            throw new ArgumentException("A schedule has at least one step.", nameof(formulas));
        Text = text;
        Formulas = formulas;
        _constants = [.. formulas.Select(f => f.IsRational(out var value) ? value.ToDoubleNearest() : double.NaN)];
        _kernels = [.. formulas.Select((f, i) => double.IsNaN(_constants[i]) ? Compile(f) : null)];
    }

    /// <summary>k.</summary>
    public static Variable Number { get; } = Variable.Of("k");

    /// <summary>h0, the step size that the formulas refer to.</summary>
    public static Variable Base { get; } = Variable.Of("h0");

    /// <summary>As typed.</summary>
    public string Text { get; }

    /// <summary>The formulas.</summary>
    public ImmutableArray<Expr> Formulas { get; }

    /// <summary>Whether h0 occurs.</summary>
    public bool UsesBase => Formulas.Any(f => f.Variables().Contains(Base));

    /// <summary>h_k in doubles.</summary>
    /// <param name="k">The number of the step, from 0.</param>
    /// <param name="step">h0.</param>
    public double At(long k, double step)
    {
        int i = _kernels.Length == 1 ? 0 : (int)(k % _kernels.Length);
        if (_kernels[i] is not { } kernel)
            return _constants[i];
        double value = double.NaN;
        kernel.Invoke([k, step], new Span<double>(ref value));
        return value;
    }

    /// <summary>The k below a number of steps at which h_k may not be a positive number, as far as doubles can tell.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="step">h0.</param>
    public IEnumerable<long> Suspects(long steps, double step)
    {
        bool isPeriodic = Formulas.All(f => !f.Variables().Contains(Number));
        double least = 1e-9 * At(0, step);
        for (long k = 0; k < (isPeriodic ? Math.Min(steps, Formulas.Length) : steps); k++)
        {
            if (!(At(k, step) is var h && h > least && h < double.PositiveInfinity))
                yield return k;
        }
    }

    private static ScalarKernel Compile(Expr formula)
    {
        var builder = new KernelBuilder();
        var lowering = new Lowering(builder);
        lowering.Bind(Number, builder.Input(0));
        lowering.Bind(Base, builder.Input(1));
        return ScalarKernel.Compile(builder.Build(2, lowering.Lower(KernelForm.Rewrite(formula))));
    }
}
