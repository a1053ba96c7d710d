using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>Finds convex sets that hold every iterate, with the constants of the classical theorems on them.</summary>
internal static class ClassicalAnalysis
{
    private const int LargestDimension = 12;
    private const int PathSteps = 300;
    private const int Budget = 400;

    /// <summary>The report for an objective written out in scalar variables.</summary>
    /// <param name="setting">The problem; its step is used, and its product form where there is one.</param>
    /// <param name="expression">The objective in scalar variables.</param>
    /// <param name="start">The start of every variable, in order of first occurrence.</param>
    /// <param name="cancellation">Stops the search; what is left is unknown.</param>
    public static ClassicalReport Analyze(Setting setting, Expr expression, ImmutableArray<Certified> start, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(expression);
        var variables = expression.Variables();
        if (variables.Length > LargestDimension)
            return WithoutScalars(setting, $"{variables.Length} variables: sets are searched up to {LargestDimension}", cancellation);
        var pathBall = setting.Method.IsPlain ? PathBallSets.Find(setting, cancellation) : null;
        if (BoxObjective.TryCompile(expression, variables, out string? obstacle) is not { } f)
            return ClassicalReport.Nothing(obstacle!);
        var x0 = start.Select(v => v.ToInterval()).ToArray();
        if (x0.Any(v => v.IsEmpty || !v.IsBounded))
            return ClassicalReport.Nothing("the start is beyond the range of doubles");
        var search = new Search(setting, f, start, x0, cancellation);
        var sets = search.Sets();
        if (pathBall is not null)
            sets.Add(pathBall);
        return search.Report([.. sets]);
    }

    /// <summary>What needs no coordinates: the ball of a product form.</summary>
    internal static ClassicalReport WithoutScalars(Setting setting, string reason, CancellationToken cancellation)
    {
        var none = ClassicalReport.Nothing(reason);
        return !setting.Method.IsPlain || PathBallSets.Find(setting, cancellation) is not { } ball ? none
            : none with { Sets = [ball], StartValue = new CertifiedFunction(setting.Objective.Structure.Outer!.Value,
                setting.Objective.Structure.Outer.Argument)
                .At(setting.Start!.S) };
    }

    private sealed class Search(Setting setting, BoxObjective f, ImmutableArray<Certified> start, Interval[] x0, CancellationToken cancellation)
    {
        private readonly List<string> _missing = [];
        private readonly double[][] _path = Path(f, [.. x0.Select(v => v.Mid)], setting.Step.ToInterval().Mid);

        internal List<ClassicalSet> Sets()
        {
            var sets = new List<ClassicalSet>();
            if (f.SpectrumOn(x0) is null)
            {
                _missing.Add("f is not shown to be C^1 with a Lipschitz gradient at the start");
                return sets;
            }
            if (setting.Objective.IsProduct)
            {
                _missing.Add("sublevel sets of a product form are unbounded, and no ball around the start was shown to be larger than the path");
                return sets;
            }
            var minimiser = MinimiserFinder.Find(f, _path[^1]) ?? MinimiserFinder.Find(f, [.. x0.Select(v => v.Mid)]);
            if (WholeSpace.Find(f, minimiser, start, cancellation) is { } whole)
                sets.Add(whole);
            if (sets is [{ Kind: SetKind.Whole, Pl: not null, DistanceSquared: not null }])
                return sets;
            // Steps that vary may be longer than 2/L and leave every bounded set.
            if (setting.Method is not ({ IsPlain: true } or Momentum { IsNesterov: false }))
                return sets;
            try
            {
                AddBounded(sets, minimiser);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // The sets so far hold; the report says that time was short.
            }
            return sets;
        }

        private void AddBounded(List<ClassicalSet> sets, CertifiedCriticalPoint? minimiser)
        {
            if (minimiser is null)
                _missing.Add("no minimiser was certified near the end of a measured path");
            else if (setting.Method.IsPlain && ConvexBallSets.Find(f, minimiser, x0, setting.Step, Budget, cancellation) is { } ball)
                sets.Add(ball);
            else
                _missing.Add("f is not shown to be convex, with h <= 2/L, on a ball around the minimiser that holds the start");
            if (!sets.Any(s => s.Kind == SetKind.ConvexBall))
            {
                if (SublevelSets.Find(f, _path, x0, setting.Step, minimiser, Budget, cancellation) is { } sublevel)
                    sets.Add(sublevel);
                else
                    _missing.Add("no box around the measured path was found with f > f_0 on its boundary and h < 2/L inside");
            }
        }

        /// <summary>Verdicts at the start: what no convex set that holds the iterates can mend.</summary>
        internal ClassicalReport Report(ImmutableArray<ClassicalSet> sets)
        {
            string tried = cancellation.IsCancellationRequested ? "time" : string.Join("; ", _missing.DefaultIfEmpty("no other set was searched"));
            string missing = sets.IsEmpty ? "no set is certified" : $"not certified on {sets[0].Text}";
            Verdict step = new Unknown(missing), convex = new Unknown(missing), strong = new Unknown(missing);
            if (f.SpectrumOn(x0) is { } s)
            {
                Certified top = double.IsFinite(s.MaxLo) ? Rational.FromDouble(s.MaxLo) : 0;
                if (Certified.LessOrEqual(2, setting.Step * top) == true)
                    step = new Refuted(AtStart($"the Hessian at the start has an eigenvalue of at least {Inequality.Rough(top)}, so every L has h >= 2/L"),
                        Method.Interval);
                if (s.MinHi < 0)
                    convex = new Refuted(AtStart($"the Hessian at the start has the eigenvalue {s.MinHi:G6} or one below"), Method.Interval);
                if (s.MinHi <= 0)
                    strong = new Refuted(AtStart($"the Hessian at the start has the eigenvalue {s.MinHi:G6} or one below"), Method.Interval);
            }
            if (sets.FirstOrDefault() is { LeastSeen: { } least, LeastAt: { } at })
            {
                if (convex is Unknown && least.Sign() == -1)
                    convex = new Refuted(At(at, $"the Hessian has the eigenvalue {Inequality.Rough(least)} or one below"), Method.Interval);
                if (strong is Unknown && least.Sign() is -1 or 0)
                    strong = new Refuted(At(at, $"the Hessian has the eigenvalue {Inequality.Rough(least)} or one below"), Method.Interval);
            }
            var value = f.ValueOn(x0);
            Certified? startValue = Exactly() ?? (value.IsDefined && value.Value.IsBounded
                ? Certified.Between(Rational.FromDouble(value.Value.Lo), Rational.FromDouble(value.Value.Hi))
                : null);
            return new ClassicalReport(sets, tried, step, convex, strong, NotPl(sets, missing), startValue) { StartGradientSquared = GradientSquared() };
        }

        private Certified? GradientSquared()
        {
            if (f.GradientOn(x0) is not { } g)
                return null;
            var sum = g.Aggregate(Interval.Zero, (total, v) => total + Interval.Sqr(v));
            return sum.IsBounded ? Certified.Between(Rational.FromDouble(sum.Lo), Rational.FromDouble(sum.Hi)) : null;
        }

        private Certified? Exactly() => start.All(v => v.Exact is not null)
            ? ExactAt.Value(f.Value, f.Variables, [.. start.Select(v => v.Exact!.Value)])
            : null;

        /// <summary>A critical point of the first set where f is above its value at another point of the path: |∇f|² >= 2μ(f - f*) fails there for every μ >
        /// 0.</summary>
        private Verdict NotPl(ImmutableArray<ClassicalSet> sets, string missing)
        {
            var candidates = new List<ImmutableArray<Rational>> { ImmutableArray.CreateRange(Enumerable.Repeat((Rational)0, f.N)) };
            if (start.All(v => v.Exact is not null))
                candidates.Add([.. start.Select(v => v.Exact!.Value)]);
            foreach (var point in candidates)
            {
                var at = point.Select(Interval.FromRational).ToArray();
                if (sets.FirstOrDefault() is not { } set || (set.Kind != SetKind.Whole && (set.Box is null || !BoxTools.Contains(set.Box, at)))
                    || !f.IsCritical(point))
                    continue;
                double here = f.ValueOn(at).Value.Lo;
                foreach (var other in _path)
                {
                    var y = other.Select(Interval.Point).ToArray();
                    if ((set.Kind == SetKind.Whole || BoxTools.Contains(set.Box!, y)) && f.ValueOn(y) is { IsDefined: true } v && v.Value.Hi < here)
                        return new Refuted(At([.. at.Select(a => a.Mid)],
                            $"the gradient is 0 there, f >= {here:G6}, and f <= {v.Value.Hi:G6} at another point of the set"), Method.Interval);
                }
            }
            return new Unknown(missing);
        }

        private Witness AtStart(string what) => new([.. start.Select((v, i) => v.Exact is { } exact
            ? new WitnessValue(f.Variables[i].ToString(), exact)
            : new WitnessValue(f.Variables[i].ToString(), Rational.FromDouble(x0[i].Lo), Rational.FromDouble(x0[i].Hi)))], what);

        private Witness At(double[] point, string what) =>
            new([.. point.Select((v, i) => new WitnessValue(f.Variables[i].ToString(), Rational.FromDouble(v)))], what);

        /// <summary>A measured path, for guesses: gradient descent in doubles until it settles, leaves the range, or 300 steps.</summary>
        private static double[][] Path(BoxObjective f, double[] x, double h)
        {
            var path = new List<double[]> { x };
            for (int k = 0; k < PathSteps; k++)
            {
                if (f.GradientOn([.. x.Select(Interval.Point)]) is not { } g)
                    break;
                var next = x.Select((v, i) => v - h * g[i].Mid).ToArray();
                if (next.Any(v => !double.IsFinite(v) || Math.Abs(v) > 1e100))
                    break;
                bool settled = next.Select((v, i) => Math.Abs(v - x[i])).Max() <= 1e-13 * Math.Max(1, next.Max(Math.Abs));
                x = next;
                path.Add(x);
                if (settled)
                    break;
            }
            return [.. path];
        }
    }
}
