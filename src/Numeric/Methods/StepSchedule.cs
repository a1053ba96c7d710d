using System.Collections.Immutable;
using System.Numerics;
using BoundCheck.Numeric.Kernels;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Methods;

/// <summary>Step sizes h_k: one formula in k and h0, several that take turns (a list of numbers is repeated), or the silver steps.</summary>
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

    private StepSchedule()
    {
        (Text, Formulas, IsSilver) = ("silver", [], true);
        (_kernels, _constants) = ([], []);
    }

    /// <summary>
    /// The silver steps (J. Altschuler, P. Parrilo, 2023): h_k = h0 (1 + ρ^(ν(k+1) - 1)), ρ = 1 + sqrt 2, ν(n) the exponent of 2 in n: h0 times
    /// sqrt 2, 2, sqrt 2, 2 + sqrt 2, sqrt 2, 2, sqrt 2, ...
    /// </summary>
    public static StepSchedule Silver { get; } = new();

    /// <summary>Whether it is the silver schedule, which has no formula in k.</summary>
    public bool IsSilver { get; }

    /// <summary>k.</summary>
    public static Variable Number { get; } = Variable.Of("k");

    /// <summary>h0, the step size that the formulas refer to.</summary>
    public static Variable Base { get; } = Variable.Of("h0");

    /// <summary>As typed.</summary>
    public string Text { get; }

    /// <summary>The formulas that take turns; none for the silver steps.</summary>
    public ImmutableArray<Expr> Formulas { get; }

    /// <summary>Whether h0 occurs.</summary>
    public bool UsesBase => IsSilver || Formulas.Any(f => f.Variables().Contains(Base));

    /// <summary>The formula of h_k.</summary>
    /// <param name="k">The number of the step, from 0.</param>
    public Expr FormulaAt(long k) => IsSilver
        ? Base * (1 + (1 + ((Expr)2).Pow(Rational.Half)).Pow(BitOperations.TrailingZeroCount(k + 1) - 1))
        : Formulas[(int)(k % Formulas.Length)];

    /// <summary>h_k in doubles.</summary>
    /// <param name="k">The number of the step, from 0.</param>
    /// <param name="step">h0.</param>
    public double At(long k, double step)
    {
        if (IsSilver)
        {
            // 1/(1 + sqrt2) = sqrt2 - 1.
            double power = Math.Sqrt(2) - 1;
            for (int i = BitOperations.TrailingZeroCount(k + 1); i > 0; i--)
                power *= 1 + Math.Sqrt(2);
            return step * (1 + power);
        }
        int turn = _kernels.Length == 1 ? 0 : (int)(k % _kernels.Length);
        if (_kernels[turn] is not { } kernel)
            return _constants[turn];
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
