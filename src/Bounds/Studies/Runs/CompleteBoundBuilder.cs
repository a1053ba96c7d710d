using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Numeric.Trajectories.Enclosed;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>Carries the rigorous prefix until T5's set is entered and T6 encloses the limit sharpness to the width asked for.</summary>
/// <remarks>The measured run only decides whether to try; nothing certified depends on it.</remarks>
internal sealed class CompleteBoundBuilder
{
    /// <summary>The longest prefix: a run that needs more is too slow for enclosures of every step.</summary>
    private const long LongestPrefix = 50_000;

    private const int MostEntries = 12;

    private readonly PhaseModel _model;
    private readonly EnclosedRun _run;
    private readonly double _asked;
    private readonly long _steps;
    private readonly CancellationToken _cancellation;
    private readonly ImmutableArray<PrefixPoint>.Builder _prefix = ImmutableArray.CreateBuilder<PrefixPoint>();
    private readonly Pace _entryPace = new();
    private readonly Pace _limitPace = new();
    private readonly ImmutableArray<PhaseEntry>.Builder _entries = ImmutableArray.CreateBuilder<PhaseEntry>();
    private readonly EdgeWatch _edge;
    private LimitEnclosure _limit;
    private string _reason = "no step came near enough to the centre";

    private CompleteBoundBuilder(PhaseModel model, EnclosedProblem problem, double asked, long steps, CancellationToken cancellation)
    {
        _model = model;
        _run = new EnclosedRun(problem);
        _edge = new EdgeWatch(model.Setting, cancellation);
        _asked = asked;
        _steps = Math.Min(steps, LongestPrefix);
        _cancellation = cancellation;
        _limit = new LimitEnclosure(null, null, null, null, asked, model.Curvature is null ? "F''(c) does not exist or is not known" : null);
    }

    /// <summary>The bound of a measured run.</summary>
    internal static CompleteBound Build(Study study, Measurement measured, double asked, CancellationToken cancellation)
    {
        CompleteBound None(string reason) => new() { Verdict = new Unknown(reason), Limit = new LimitEnclosure(null, null, null, null, asked, reason) };
        if (!study.Problem.Method.IsPlain)
            return None("it is proved for gradient descent with a constant step only");
        if (PhaseModel.Of(study.Setting) is not { } model)
            return None("it needs f = F(x·y) with a locally Lipschitz F' and a centre c, all proved");
        if (measured.Outcome is not (Outcome.Converged or Outcome.Unsettled))
            return None($"the measured run is {measured.Outcome.ToString().ToLowerInvariant()}, so no contraction set is looked for");
        // D must be known about as well as the width asked for, relative to φ.
        double accuracy = measured.LimitSharpness is { } phi and > 0 ? Math.Clamp(asked / (16 * phi), 1e-200, 1e-10) : 1e-10;
        return new CompleteBoundBuilder(model, model.Enclosed() with { Accuracy = accuracy }, asked, study.Problem.Steps, cancellation).Run();
    }

    private CompleteBound Run()
    {
        try
        {
            while (true)
            {
                var point = new PrefixPoint(_run.K, _run.U.ToInterval(), _run.D.ToInterval());
                _prefix.Add(point);
                Look(point);
                if (_entries.Count > 0 && (_limit.Width <= _asked || _model.Curvature is null))
                    break;
                if (point.U.Mag == 0)
                {
                    _reason = $"u_k = 0 at step {point.K}: the run stays there";
                    break;
                }
                if (_run.K >= _steps)
                {
                    _reason = $"within {_run.K} steps: {_reason}";
                    break;
                }
                if (!_run.Advance(_cancellation))
                {
                    _reason = $"{_run.Failure}; before that, {_reason}";
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            _reason = $"the time limit was reached at step {_run.K}; before that, {_reason}";
        }
        if (_limit.Phi is null || !(_limit.Width <= _asked))
            _limit = _limit with { Reason = _limit.Reason ?? (_limit.Phi is null ? _reason : $"wider than asked: {_reason}") };
        return new CompleteBound
        {
            Verdict = _entries is [var e, ..]
                ? new Proved(Method.Interval,
                    $"enclosures of the first {e.Step} steps in {_run.Precision} binary digits; {e.Source.Theorem} with ρ = {e.Set.Rho:G8} from step "
                        + $"{e.Step} on")
                : new Unknown(_reason),
            Prefix = _prefix.ToImmutable(),
            Precision = _run.Precision,
            BitsLost = _run.BitsLost,
            Entries = _entries.ToImmutable(),
            Edge = _edge.Entry,
            Limit = _limit,
        };
    }

    private void Look(PrefixPoint point)
    {
        Certified u = Certified.Of(_run.U), d = Certified.Of(_run.D);
        _edge.Look(point.K, u, d);
        double gap = _model.EdgeRatio(Certified.Of(Numeric.Precision.BigInterval.FromInterval(point.D, 64))) is { } edge ? 2 - edge.ToInterval().Mid : 1;
        if (gap > 0 && _entries.Count < MostEntries && _entryPace.IsDue(point.U.Mag, gap))
        {
            var outcome = ContractionSearch.Around(_model, u, d, symmetric: false, _cancellation);
            if (outcome.Set is { } set)
                Enter(point, gap, set);
            else
                _entryPace.Failed(point.U.Mag, gap);
            if (_entries.Count == 0)
                _reason = $"at step {point.K}, {outcome.Reason}";
        }
        else if (_entries.Count == 0 && gap <= 0)
        {
            _reason = $"at step {point.K}, hφ(D_k) = {2 - gap:G8} >= 2";
        }
        if (_entries.Count > 0 && _model.Curvature is not null && !(_limit.Width <= _asked) && _limitPace.IsDue(point.U.Mag, gap))
            Enclose(point, u, d);
    }

    private void Enter(PrefixPoint point, double gap, ContractionSet set)
    {
        _reason = "the enclosure of the limit was not as narrow as asked";
        bool better = _entries.Count == 0 || 1 - set.Rho > 1.1 * (1 - _entries[^1].Set.Rho);
        if (better)
            _entries.Add(new PhaseEntry(point.K, set, set.Source));
        // A smaller set has a smaller ρ; once it hardly falls any more, the last one will do.
        _entryPace.Succeeded(better ? 0.5 * point.U.Mag : 0.1 * point.U.Mag);
    }

    /// <summary>T6 at the current step, kept when it is narrower than what is known.</summary>
    private void Enclose(PrefixPoint point, Certified u, Certified d)
    {
        var outcome = ContractionSearch.Around(_model, u, d, symmetric: true, _cancellation);
        // T5's own set bounds the loss of D too (T5.band), with κ in the loss.
        var set = outcome.Set?.Loss is not null ? outcome.Set : _entries[^1].Step == point.K && _entries[^1].Set.Loss is not null ? _entries[^1].Set : null;
        if (set?.Loss is not { } q)
        {
            _limitPace.Failed(point.U.Mag, 1);
            _reason = $"at step {point.K}, {outcome.Reason}";
            return;
        }
        var phi = LimitRange.Sharpness(_model, d, q)!;
        var candidate = new LimitEnclosure(phi, _model.Setting.Step * phi, point.K, set, _asked, null) { Source = LimitRange.Source };
        if (_limit.Width is not { } known || candidate.Width < known)
            _limit = candidate;
        // The width is about proportional to u²; try again when it should suffice.
        _limitPace.Succeeded(point.U.Mag * Math.Sqrt(Math.Min(0.8, 0.9 * _asked / Math.Max(candidate.Width ?? 1, double.Epsilon))));
    }

    /// <summary>When the next attempt is worth its time: after a failure when |u| fell by a fifth or the gap 2 - hφ grew by a quarter.</summary>
    private sealed class Pace
    {
        private double _below = double.PositiveInfinity;
        private double _above = double.PositiveInfinity;

        internal bool IsDue(double u, double gap) => u <= _below || gap >= _above;

        internal void Failed(double u, double gap) => (_below, _above) = (0.8 * u, 1.25 * gap);

        internal void Succeeded(double next) => (_below, _above) = (next, double.PositiveInfinity);
    }
}
