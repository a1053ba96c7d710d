using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

// Parse, analyze, check, run: log cosh from x = 5, y = 1/20 with h = 3/10.
const string Text = "log(cosh(x*y - 1))";
if (!Parser.Parse(Text).TryGet(out var expression, out var error))
    throw new FormatException(error.Render(Text));
var objective = Objective.Analyze(Text, expression);
var regularity = objective.Structure.Regularity(CancellationToken.None);
Console.WriteLine($"beta = {regularity.Sector.Value}, G = {regularity.DerivativeBound.Value}, good regularity {regularity.Good.Text}");

Certified x = 5, y = new Rational(1, 20);
var point = ImmutableSortedDictionary.CreateRange<string, ImmutableArray<Certified>>([new("x", [x]), new("y", [y])]);
var problem = new Problem { Objective = objective, Step = new Rational(3, 10), Point = point };
var study = Study.Check(problem, regularity, CancellationToken.None);
Console.WriteLine($"{study.Prediction.Convergence} below h = {study.Prediction.StepCertified} ({study.Prediction.StepThreshold})");

var run = Runner.Run(study, progress: null, CancellationToken.None);
Console.WriteLine($"{run.Measurement.Outcome} after {run.Measurement.Steps} steps, limit sharpness {run.Measurement.LimitSharpness:F6}");

// Sweep: where it converges, and where that is certified, over 200 x 200 starts.
var plan = new SweepPlan(problem, [SweepAxis.Of("x", -6, 6, 200), SweepAxis.Of("y", -6, 6, 200)], stepIsAxis: false);
var runner = new SweepRunner(plan, regularity, Environment.ProcessorCount);
var summary = new SweepSummary(plan.Cells, runner.Theorems);
runner.Run(finished: [], keep: null, take: summary.Add, CancellationToken.None, CancellationToken.None);
Console.WriteLine($"{summary.Certified} of {summary.Cells} starts are certified to converge, {summary.Count(Outcome.Converged)} do");
