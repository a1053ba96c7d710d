using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Networks;

/// <summary>The death of a neuron.</summary>
/// <param name="Neuron">Which, from 1.</param>
/// <param name="Step">The first k with w·z &lt;= 0; 0 for one that starts dead.</param>
internal sealed record NeuronDeath(int Neuron, int Step);

/// <summary>The run of a relu layer in enclosures: planar maps of the living neurons, begun anew after each death.</summary>
/// <remarks>
/// While all living neurons have y > 0, x_j + y_j = (x_j + y_j)_0 P_k and x_j - y_j = (x_j - y_j)_0 Q_k with P_k = Π(1 - w), Q_k = Π(1 + w), w = hF̃'(s).
/// The first k at which 2y_j = (x_j + y_j)_0 P_k - (x_j - y_j)_0 Q_k &lt;= 0 is the death of neuron j; it rests from then on, and the others go on as F̃(x·y)
/// of fewer coordinates. The end: where T6 gives |u_{k+j}| &lt;= ρ^j |u_k| and q, Σ|w| &lt;= σ = sqrt(q(1+ρ)/(1-ρ)), so that P and Q stay in [1 - σ, e^σ]: no
/// neuron dies any more whose 2y is positive for all such P and Q.
/// </remarks>
internal sealed class ReluRun
{
    private const int Most = 3000;

    /// <summary>Distances |u| at which the end is asked for.</summary>
    private static readonly double[] s_near = [1e-4, 1e-6, 1e-9, 1e-12];

    private readonly CertifiedFunction _slope;
    private readonly Setting _setting;
    private readonly CancellationToken _cancellation;
    private readonly Certified?[] _sum, _difference;

    private ReluRun(Setting setting, ReluStart start, CancellationToken cancellation)
    {
        var outer = setting.Objective.Structure.Outer!;
        _slope = new CertifiedFunction(outer.Slope.Value, outer.Argument);
        _setting = setting;
        _cancellation = cancellation;
        _sum = [.. start.Neurons.Select(n => n.X + n.Y)];
        _difference = [.. start.Neurons.Select(n => n.X - n.Y)];
    }

    /// <summary>The deaths in order.</summary>
    internal List<NeuronDeath> Deaths { get; } = [];

    /// <summary>Up to which step the run was followed.</summary>
    internal int Steps { get; private set; }

    /// <summary>Why it was not followed further; null where it is known for ever.</summary>
    internal string? Reason { get; private set; }

    /// <summary>T6 from the last step on, with no death to come; null where that is not shown.</summary>
    internal TheoremResult? End { get; private set; }

    /// <summary>Some neuron rests at w·z = 0 exactly, where f has no Hessian.</summary>
    internal bool AtKink { get; private set; }

    /// <summary>All neurons are dead: the run rests.</summary>
    internal bool Rests { get; private set; }

    /// <summary>Follows the run.</summary>
    internal static ReluRun Of(Setting setting, ReluStart start, CancellationToken cancellation)
    {
        var run = new ReluRun(setting, start, cancellation);
        run.Follow();
        return run;
    }

    private IEnumerable<int> Living => Enumerable.Range(0, _sum.Length).Where(j => _sum[j] is not null);

    private void Follow()
    {
        int asked = 0;
        for (; ; Steps++)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!Bury())
                return;
            var s = Living.Aggregate((Certified)0, (sum, j) => sum + (_sum[j]!.Square() - _difference[j]!.Square()) / 4);
            if (_setting.Regularity.Centre is { } c && asked < s_near.Length && (s - c).ToInterval().Mag <= s_near[asked])
            {
                asked++;
                if (Ends())
                    return;
            }
            if (Steps == Most || _slope.At(s) is not { } g || !g.ToInterval().IsBounded)
            {
                Reason = Steps == Most ? $"nothing is certified to settle within {Most} steps" : $"step {Steps + 1} of the run is not enclosed";
                return;
            }
            var w = _setting.Step * g;
            foreach (int j in Living)
                (_sum[j], _difference[j]) = (_sum[j]! * (1 - w), _difference[j]! * (1 + w));
        }
    }

    /// <summary>Takes out the neurons that are dead at this step; false where the run ends here.</summary>
    private bool Bury()
    {
        foreach (int j in Living.ToList())
        {
            switch ((_sum[j]! - _difference[j]!).Sign())
            {
                case null:
                    Reason = $"whether neuron {j + 1} is alive at step {Steps} is not decided";
                    return false;
                case <= 0:
                    AtKink |= (_sum[j]! - _difference[j]!).Sign() == 0;
                    Deaths.Add(new NeuronDeath(j + 1, Steps));
                    (_sum[j], _difference[j]) = (null, null);
                    break;
            }
        }
        Rests = !Living.Any();
        return !Rests;
    }

    private bool Ends()
    {
        var outer = _setting.Objective.Structure.Outer!;
        var inner = Dot.Of(VectorVariable.Of("x"), VectorVariable.Of("y"));
        var objective = Objective.Analyze("F(x·y)", outer.Value.Substitute(outer.Argument, inner));
        var alive = new Start { X = [.. Living.Select(j => (_sum[j]! + _difference[j]!) / 2)], Y = [.. Living.Select(j => (_sum[j]! - _difference[j]!) / 2)] };
        var result = LimitSharpness.Instance.Check(new Setting(objective, _setting.Regularity, _setting.Step, alive), _cancellation);
        if (!result.Applies.IsProved || Value("rho") is not { } rho || Value("q") is not { } q)
            return false;
        var sigma = Certified.Sqrt(q * (1 + rho) / (1 - rho));
        if (Certified.Less(sigma, 1) != true)
            return false;
        var factor = Certified.Of(Numeric.Precision.BigInterval.Hull((1 - sigma).Enclosure, Certified.Exp(sigma).Enclosure));
        if (!Living.All(j => (_sum[j]! * factor - _difference[j]! * factor).Sign() == 1))
            return false;
        End = result;
        return true;

        Certified? Value(string name) => result.Conclusions.FirstOrDefault(c => c.Name == name)?.Value as Certified;
    }
}
