using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>Finds κ, λ and the smallest ν for which a set of T13 below a given ē is certified.</summary>
/// <remarks>
/// Proposals come from the conditions sampled in doubles and are guesses; what is returned was certified by <see cref="EdgeInvariance"/>. κ is tried
/// around r'(0)/(r(0)s₀) + γ/2, the value that makes the border condition hold to first order in υ at e = 2.
/// </remarks>
internal sealed class EdgeSetSearch
{
    /// <summary>Boxes for one proposal: some ten times what the certified ones take.</summary>
    private const int Boxes = 60_000;

    private const double LargestNu = 0.6;
    private const double SmallestNu = 1e-9;

    private static readonly double[] s_kappas = [1, 1.1, 0.9, 0];
    private static readonly double[] s_lambdas = [1.02, 1.05, 1.1, 1.2, 1.35, 1.6, 2, 2.6];
    private static readonly double[] s_margins = [1.0005, 1.005, 1.02, 1.06];

    private readonly EdgeSamples _samples;
    private readonly double _kappa;
    private readonly double _gamma;

    private EdgeSetSearch(NormalisedModel model, double kappa)
    {
        (Model, _kappa, _gamma) = (model, kappa, model.Gamma.Mid);
        _samples = new EdgeSamples(model);
    }

    /// <summary>The step in the variables of the sets: b₀ = F''(c), or any number near r(0) where that does not exist.</summary>
    internal NormalisedModel Model { get; }

    /// <summary>The search of a problem; null where there is no normalised step, or γ >= 1, so that no e is both near 2 and above 2γ.</summary>
    internal static EdgeSetSearch? Of(Setting setting)
    {
        var model = NormalisedModel.AtCentre(setting) ?? (setting.Regularity.Local?.Ratio.Evaluate(Interval.Zero).Value is { IsPositive: true,
            IsBounded: true } r
            ? NormalisedModel.Of(setting, Rational.FromDouble(r.Mid)) : null);
        if (model is null || !(model.Gamma.Hi < 1))
            return null;
        // ρ'(0)/ρ(0) + γ/2.
        double kappa = (model.FirstAtCentre.IsBounded ? model.FirstAtCentre.Mid / model.Ratio(Interval.Zero).Mid : 0) + model.Gamma.Mid / 2;
        return double.IsFinite(kappa) ? new EdgeSetSearch(model, kappa) : null;
    }

    /// <summary>The certified set of smallest ν found below ē that, where a state is given, holds it; null when none is certified.</summary>
    /// <param name="ceiling">ē.</param>
    /// <param name="state">A state (υ, e) to be held, e &lt;= ē.</param>
    /// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
    internal EdgeSet? Below(double ceiling, EdgeState? state, CancellationToken cancellation)
    {
        if (!double.IsFinite(ceiling) || state is { } s && !(s.Offset.IsBounded && s.Edge.Hi <= ceiling))
            return null;
        var proposals = new List<(double Nu, double Kappa, double Share)>();
        foreach (double factor in _kappa == 0 ? [1] : s_kappas)
        {
            foreach (double share in s_lambdas)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Smallest(factor * _kappa, share, ceiling, state) is { } nu)
                    proposals.Add((nu, factor * _kappa, share));
            }
        }
        foreach (double margin in s_margins)
        {
            foreach (var (nu, kappa, share) in proposals.OrderBy(p => p.Nu).Take(3))
            {
                if (Proposal(nu * margin, kappa, share, ceiling) is { } shape && (state is not { } held || shape.Contains(held.Offset, held.Edge))
                    && EdgeInvariance.Holds(Model, shape, Boxes, cancellation))
                    return new EdgeSet(Model, shape);
            }
        }
        return null;
    }

    private double? Smallest(double kappa, double share, double ceiling, EdgeState? state)
    {
        bool Fits(double nu) => Proposal(nu, kappa, share, ceiling) is { } shape
            && (state is not { } s || shape.Contains(s.Offset, s.Edge)) && _samples.Allow(shape);
        // For one λν the feasible ν are an interval that may end below the largest: up a ratio scale to the first, then bisection.
        double low = SmallestNu, high = low;
        while (!Fits(high))
        {
            low = high;
            high *= 1.25;
            if (high > LargestNu)
                return null;
        }
        while (high > 1.001 * low)
        {
            double mid = Math.Sqrt(low * high);
            if (Fits(mid))
                high = mid;
            else
                low = mid;
        }
        return high;
    }

    private EdgeShape? Proposal(double nu, double kappa, double share, double ceiling)
    {
        double lambda = (1 - _gamma * _gamma) * share / nu, level = (ceiling - 2 + nu) / lambda;
        if (!(level > 0))
            return null;
        return Near(level, kappa) is { } right && Near(level, -kappa) is { } left ? new EdgeShape(nu, lambda, kappa, left, right, ceiling) : null;
    }

    /// <summary>The smaller root x of x²e^{2kx} = level, slightly enlarged.</summary>
    private static double? Near(double level, double k)
    {
        double root = Math.Sqrt(level), x = root;
        for (int i = 0; i < 200; i++)
        {
            double next = root * Interval.Exp(Interval.Point(-k * x)).Mid;
            if (!(next < 1e6))
                return null;
            if (Math.Abs(next - x) <= 1e-12 * x)
                break;
            x = next;
        }
        return -k * x < 1 ? x * (1 + 1e-7) : null;
    }
}
