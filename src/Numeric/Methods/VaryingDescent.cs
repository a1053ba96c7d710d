using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Methods;

/// <summary>
/// Gradient descent whose steps vary: x' = x - w y, y' = y - w x with w = h_k F_k'(s), by a schedule of steps, clipped gradients, or one term of a sum at a
/// time. The steps are those of the uniform sector principle: w = η u with 0 &lt; η &lt;= Λ.
/// </summary>
public sealed record VaryingDescent : MapMethod
{
    /// <summary>The steps h_k; null where all are h.</summary>
    public StepSchedule? Schedule { get; init; }

    /// <summary>τ: the step is h_k min(1, τ/|∇f|); null for none.</summary>
    public Rational? NormBound { get; init; }

    /// <summary>The bound that F' is clipped to; null for none.</summary>
    public Rational? ResidualBound { get; init; }

    /// <summary>How the terms of a sum take turns; null where every step uses the whole objective.</summary>
    public SampleOrder? Samples { get; init; }

    /// <inheritdoc/>
    public override string Name => Samples is not null ? "stochastic gradient descent"
        : NormBound is not null ? "gradient descent with norm clipping" : ResidualBound is not null ? "gradient descent with residual clipping"
        : "gradient descent with a step schedule";

    /// <inheritdoc/>
    public override string Description => string.Join(", ", Parts());

    /// <inheritdoc/>
    public override ImmutableArray<MethodParameter> Parameters =>
    [
        .. Schedule is null ? [] : new[] { new MethodParameter("schedule", Schedule.Text) },
        .. NormBound is { } tau ? [new MethodParameter("clipNorm", tau.ToString())] : Array.Empty<MethodParameter>(),
        .. ResidualBound is { } bound ? [new MethodParameter("clipResidual", bound.ToString())] : Array.Empty<MethodParameter>(),
        .. Samples is null ? [] : new[] { new MethodParameter("sgd", Samples.Text) },
    ];

    /// <inheritdoc/>
    public override bool DependsOnTime => Schedule is not null || Samples is not null;

    /// <inheritdoc/>
    public override int Terms => Samples?.Terms ?? 0;

    /// <inheritdoc/>
    /// <remarks>A term has its share of the sharpness.</remarks>
    public override double EdgeStep(double step) => step / Math.Max(1, Terms);

    /// <inheritdoc/>
    public override int StepsWithin => 1 + 4 * Terms;

    /// <inheritdoc/>
    /// <remarks>Steps that take turns attract when their factors multiply to less than 1; other steps by the one that is to be made. What single terms do to
    /// a minimiser its sharpness does not tell; there the run has to stay.</remarks>
    public override bool Attracts(long k, double step, double sharpness)
    {
        if (Samples is not null)
            return true;
        if (Schedule is not { Formulas: { Length: > 1 } turns })
            return StepAt(k, step) * sharpness < 2;
        double factor = 1;
        for (int i = 0; i < turns.Length; i++)
            factor *= Math.Abs(1 - StepAt(k + i, step) * sharpness);
        return factor < 1;
    }

    /// <summary>h_k.</summary>
    public double StepAt(long k, double step) => Schedule?.At(k, step) ?? step;

    /// <inheritdoc/>
    public override double StepAt(long k, double step, double norm)
    {
        double h = StepAt(k, step);
        return NormBound is { } tau && norm > tau.ToDoubleNearest() ? h * (tau.ToDoubleNearest() / norm) : h;
    }

    /// <inheritdoc/>
    public override PlaneState Next(long k, double step, in PlaneState state, IPlaneForce plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var (sum, difference) = (state.Sum, state.Difference);
        double slope = Samples is { } order ? plane.TermSlope(order.At(k), sum, difference) : plane.Slope(sum, difference);
        if (ResidualBound is { } bound && bound.ToDoubleNearest() is var most)
            slope = Math.Clamp(slope, -most, most);
        double w = StepAt(k, step, NormBound is null ? 0 : Math.Abs(slope) * Math.Sqrt(plane.Size(sum, difference))) * slope;
        return state.Then(sum * (1 - w), difference * (1 + w));
    }

    private IEnumerable<string> Parts()
    {
        if (Samples is not null)
            yield return $"stochastic gradient descent over {Samples.Terms} terms, {Samples.Text}";
        else
            yield return "gradient descent";
        if (Schedule is not null)
            yield return $"steps {Schedule.Text}";
        if (NormBound is { } tau)
            yield return $"gradients clipped to norm {tau}";
        if (ResidualBound is { } bound)
            yield return $"F' clipped to [-{bound}, {bound}]";
    }
}

/// <summary>The order in which the terms of a sum are used, one a step.</summary>
/// <param name="Terms">Their number, at least 1.</param>
/// <param name="Seed">Null for the order of the sum, again and again; else each step draws a term, by this seed.</param>
public sealed record SampleOrder(int Terms, long? Seed)
{
    /// <summary>In words.</summary>
    public string Text => Seed is { } seed ? FormattableString.Invariant($"drawn at random with seed {seed}") : "in turn";

    /// <summary>The term of step k, from 0.</summary>
    public int At(long k)
    {
        if (Seed is not { } seed)
            return (int)(k % Terms);
        // The finaliser of splitmix64 (S. Vigna) of the step's own counter: any step can be looked up.
        ulong z = unchecked((ulong)seed * 0x9E3779B97F4A7C15 + (ulong)(k + 1) * 0xD1B54A32D192ED03);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        z ^= z >> 31;
        return (int)Math.BigMul(z, (ulong)Terms, out _);
    }
}
