using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Capture;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Figures;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Report;
using BoundCheck.Cli.Sweep;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Commands;

/// <summary>sweep: certified and measured answers over a grid of starts, of steps, or of both.</summary>
internal static class SweepCommand
{
    private const int AttractorSamples = 256;
    private static readonly FigureSize s_picture = new(6 * 72, 10);

    // Beside a larger map the table of its cells is written where it is asked for.
    private const long MostCellsBesideAMap = 1_000_000;

    internal static Command Create(Session session)
    {
        var command = Create(session, null);
        command.Subcommands.Add(MergeCommand.Create("sweep", "the answers of one process, and --certify", session, parts => Create(session, parts)));
        return command;
    }

    /// <summary>The command whose cells are run, or taken from a folder of finished parts.</summary>
    private static Command Create(Session session, string? parts)
    {
        var options = new CommonOptions();
        var grid = new Option<string?>("--grid") { Description =
            "The grid of starts, \"x=-6..6:400,y=-6..6:400\": one or two scalar variables; others stand in --start.", HelpName = "GRID" };
        var steps = new Option<string?>("--steps") { Description = "The largest number of steps. Default 10000.", HelpName = "K" };
        var tolerance = new Option<string?>("--tolerance") { Description = "Converged when |u_k| (general form: the gradient) is at most this. Default 1e-10.",
            HelpName = "t" };
        var parquet = new Option<string?>("--parquet") { Description =
            "Write one row a cell. An interrupted sweep with this option is continued by the same command.", HelpName = "FILE" };
        var png = new Option<string?>("--png") { Description = "Draw the map (with a range of steps alone: the attractor against the step).",
            HelpName = "FILE" };
        var csv = new Option<string?>("--csv") { Description = "Write one row a cell as CSV (docs/traces.md).", HelpName = "FILE" };
        var colour = new Option<string?>("--colour") { Description = $"What the colours of the map say: {string.Join(", ", CellColouring.Names)}. Default "
            + "outcome.", HelpName = "WHAT" };
        var plots = new FigureOptions();
        var threads = new Option<int>("--threads") { Description = "Threads. The answers do not depend on it.", HelpName = "N", DefaultValueFactory = _ =>
            Environment.ProcessorCount };
        var certify = RegionOptions.OfSweep();
        var shards = new ShardOptions("sweep", "cells", SweepParts.Extension, "--parquet", "--csv", "--png", "--report", "--plots", "--certify", "--table");
        var command = new Command("sweep",
            "Map where gradient descent converges and where that is certified.\n\nExample: boundcheck sweep \"log(cosh(x*y-1))\" --step 0.4 --grid "
                + "\"x=-6..6:400,y=-6..6:400\" --png map.png")
        {
            options.Objective, options.Step, grid, options.Start, options.Data, steps, tolerance,
                parquet, csv, png, colour, threads, certify.Within, certify.Epsilon, certify.Table,
                shards.Shard, shards.Out,
        };
        foreach (var option in plots.All.Concat(options.Shared).Concat(options.Method.All))
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            var input = options.Read(parse);
            if (parse.GetValue(steps) is { } k)
                input = input with { Steps = new SourceText(k, "--steps") };
            if (parse.GetValue(tolerance) is { } t)
                input = input with { Tolerance = new SourceText(t, "--tolerance") };
            int workers = parse.GetValue(threads);
            if (workers is < 1 or > 1024)
                throw new InputException($"--threads: expected 1 to 1024, found {workers}");
            string? target = parse.GetValue(parquet), picture = parse.GetValue(png);
            var figures = plots.Read(parse);
            var colouring = CellColouring.Named(parse.GetValue(colour));
            if (parse.GetValue(colour) == "certified-steps" && !certify.IsAsked(parse))
                throw new InputException("--colour certified-steps: a region's counts; ask for one with --certify");
            OutputPath.CheckFile("--parquet", target, ".parquet", ".pq");
            OutputPath.CheckFile("--csv", parse.GetValue(csv), ".csv");
            OutputPath.CheckFile("--png", picture, ".png");
            var plan = context.Part(() => SweepText.Read(input, parse.GetValue(grid)));
            string identity = Identity(plan, input, parse.GetValue(grid), parse.GetValue(certify.Within));
            var report = context.Regularity(plan.Objective);
            if (shards.Read(parse) is { } shard)
                return SweepShardCommand.Run(parse, shard, plan, identity, report, workers, context);
            // Regions are about gradient descent on F(x·y); of other runs the starts are followed themselves.
            bool follows = !plan.Objective.Structure.ComparesRuns || !plan.Shape.Method.IsPlain;
            var region = certify.IsAsked(parse) && !follows ? Region(parse, certify, plan, report, workers, context) : null;
            var captured = certify.IsAsked(parse) && follows ? Captured(parse, certify, plan, workers, context) : null;
            var runner = new SweepRunner(plan, report, workers, region, captured);
            var summary = new SweepSummary(plan.Cells, runner.Theorems);
            var known = parts is null ? [] : SweepParts.Read(parts, ShardManifest.Hash(identity), plan.Cells, runner.Theorems);
            using var checkpoint = target is null || parts is not null ? null : SweepCheckpoint.Open(target, identity);
            if (checkpoint is not null)
                known = checkpoint.Finished(plan.Cells, SweepRunner.BandSize(plan), found => context.Warn($"continuing after {found} of {plan.Cells} cells"));
            bool beside = figures is not null && plan.Cells <= MostCellsBesideAMap && (figures.Panels.IsEmpty || figures.Panels.Contains("map"));
            string? cells = parse.GetValue(csv) ?? (beside ? Path.Combine(figures!.Folder, "map-cells.csv") : null);
            bool draws = (picture ?? context.ReportTarget ?? figures?.Folder) is not null;
            var map = draws ? new SweepMap(plan, colouring) : null;
            bool complete;
            using (var rows = new SweepRows(plan, runner.Theorems, region is not null, workers, target, cells))
            {
                using (var progress = context.Progress("sweeping"))
                {
                    var gate = new SweepGate(band =>
                    {
                        summary.Add(band);
                        map?.Add(band);
                        rows.Add(band);
                        progress.Report(summary.Finished, plan.Cells);
                    });
                    complete = context.Part(null, () => runner.Run(known, checkpoint is null ? null : checkpoint.Add, gate.Pass, context.Interrupt,
                        context.Deadline), false);
                    gate.Close();
                }
                if (!complete)
                    context.Missing([$"{plan.Cells - summary.Finished} of {plan.Cells} cells" + (target is null ? "" : " (the same command continues)")]);
                rows.Complete();
            }
            if (complete)
                checkpoint?.Complete();
            var drawn = map is null ? [] : Plots(plan, summary, map, report, runner, context);
            if (picture is not null)
            {
                byte[] image = Figure.Of(drawn[^1], s_picture)!.Png();
                AtomicFile.Write(picture, stream => stream.Write(image));
            }
            Print(context.Terminal, plan, summary);
            if (parts is null && (picture is null || context.ReportTarget is null))
                TextOutput.Next(context.Terminal,
                    NextCommand.Of(parse, "sweep", all: true, picture is null ? ["--png", "map.png"] : ["--report", "report.html"]));
            if (captured is not null)
                TextOutput.Line(context.Terminal, "starts", string.Create(CultureInfo.InvariantCulture,
                    $"{100 * captured.Share:F3} % of the rectangle is certified to converge, in {captured.Cells} boxes ({captured.Source.Theorem})")
                    + (!captured.IsComplete ? "; the work limit was reached"
                        : captured.Share < 0.9 * summary.Count(Outcome.Converged) / summary.Cells
                            ? "; boxes are no narrower than the spacing of the grid: a finer one may certify more" : ""));
            if (region?.Worst is { } worst)
                TextOutput.Line(context.Terminal, "region", $"{summary.InRegion} cells: {RegionCommand.Text(region, worst)}");
            var document = context.Document(json => WriteSummary(json, plan, summary, region, captured));
            context.WriteJson(document);
            context.WriteReport(() => SweepReport.Render(plan, summary, report, drawn, SweepPlot.Caption(summary, map!), document));
            if (figures is not null)
                TextOutput.Figures(context.Terminal, figures, FigureFiles.Write(figures, drawn));
            return complete ? ExitCode(plan, summary, report) : ExitCodes.Unknown;
        });
        return command;
    }

    // The map, and where the step is the only axis the attractor over it.
    private static List<SvgPlot> Plots(
        SweepPlan plan, SweepSummary summary, SweepMap map, RegularityReport report, SweepRunner runner, CommandContext context)
    {
        var attractor = plan.Axes.Length == 1 && plan.StepAxis is not null
            ? context.Part("the attractor", () => runner.Attractor(AttractorSamples), null) : null;
        var view = SweepReport.Bifurcation(plan, summary, report, attractor);
        var drawn = SweepPlot.Create(plan, map, plan.Cells - summary.Finished);
        return view is null ? [drawn] : [drawn, view];
    }

    // The starts of the rectangle, in cells that are certified as a whole.
    private static CapturedStarts? Captured(ParseResult parse, RegionOptions certify, SweepPlan plan, int workers, CommandContext context)
    {
        if (plan.Step is null)
            throw new InputException("--certify: expected one step size, found an axis of steps");
        if (parse.GetValue(certify.Within) is not null)
            throw new InputException("--certify: a region is one of gradient descent on F(x·y); here the starts of the grid are certified: expected no value");
        string? reason = null;
        using var progress = context.Progress("certifying starts");
        var captured = context.Part("certified starts", () => CaptureSweep.Certify(plan, workers, out reason, context.Deadline), null);
        if (captured is null && reason is not null)
            context.Warn($"--certify: {reason}");
        return captured;
    }

    // For every step between the one typed and the double that the cells are run with.
    private static RegionCertificate Region(ParseResult parse, RegionOptions certify,
        SweepPlan plan, RegularityReport report, int workers, CommandContext context)
    {
        if (plan.Step is null)
            throw new InputException("--certify: expected one step size, found an axis of steps");
        var step = plan.StepEnclosure(0);
        var setting = new Setting(plan.Objective, report,
            Certified.Between(Symbolic.Rational.FromDouble(step.Lo), Symbolic.Rational.FromDouble(step.Hi)), null);
        var (certificate, _) = certify.Certify(parse, setting, context, workers);
        if (!certificate.Applies.IsProved)
            context.Warn($"--certify: {JsonOutput.Reason(certificate)}");
        return certificate;
    }

    private static int ExitCode(SweepPlan plan, SweepSummary summary, RegularityReport report)
    {
        if (summary.Contradictions > 0)
            return ExitCodes.InternalError;
        if (summary.Certified > 0)
            return 0;
        bool unknown = plan.Objective.Structure.Outer is not null && (report.Sector.Verdict is Unknown || report.Smooth is Unknown);
        return unknown ? 3 : 1;
    }

    // What a result depends on; the number of threads is not part of it.
    internal static string Identity(SweepPlan plan, ProblemInput input, string? grid, string? region) => string.Join('\n',
        "boundcheck/1", plan.Objective.Expression, input.Step?.Text ?? "", plan.Shape.Method.Description, grid ?? "", region
            ?? "", plan.Steps, plan.Tolerance.ToString("R", CultureInfo.InvariantCulture),
        string.Join(';', input.Start.Select(s => $"{s.Key}={string.Join(',', s.Value.Components)}")));

    private static void Print(Terminal terminal, SweepPlan plan, SweepSummary summary)
    {
        TextOutput.Answer(terminal, SweepReport.Answer(summary));
        TextOutput.Method(terminal, plan.Shape);
        TextOutput.Line(terminal, "cells",
            $"{(summary.Finished < summary.Cells ? $"{summary.Finished} finished of " : "")}{summary.Cells}: "
                + string.Join(" x ", plan.Axes.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Name} in [{a.Lo:G6}, {a.Hi:G6}] ({a.Count})"))));
        TextOutput.Line(terminal, "certified", $"{summary.Certified} to converge, {summary.CertifiedToFail} not to");
        if (summary.FailedButConverged is > 0 and var elsewhere)
            TextOutput.Line(terminal, "", $"{elsewhere} of the latter settle in doubles: at a point that is no minimiser s = c, or by rounding");
        var meanings = new Dictionary<Outcome, string>
        {
            [Outcome.Periodic] = "  (an orbit that repeats)",
            [Outcome.Bounded] = "  (aperiodic, no longer changing in size)",
            [Outcome.Unsettled] = "  (still on the move when the steps ended)",
        };
        foreach (var outcome in Enum.GetValues<Outcome>().Where(o => summary.Count(o) > 0))
            terminal.WriteLine($"{outcome.ToString().ToLowerInvariant(),-11} {summary.Count(outcome)}{meanings.GetValueOrDefault(outcome)}");
        if (summary.Count(Outcome.Converged) > 0)
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"coverage    {100 * summary.Coverage:F3} % of what converges is certified"));
        if (summary.CertifiedToFail > 0 && !double.IsNaN(summary.FailureCoverage))
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"            {100 * summary.FailureCoverage:F3} % of what fails is certified to fail"));
        if (summary.Exceptional > 0)
            TextOutput.Line(terminal, "exceptional",
                $"{summary.Exceptional} certified cells lie on the excluded null set (an A_k = 0, or exactly on an unstable minimiser)");
        if (double.IsFinite(summary.StepsPerSecond))
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"speed       {summary.StepsPerSecond:G3} steps a second"));
        List("CERTIFIED BUT NOT CONVERGED", summary.Contradictions, summary.ListedContradictions);
        List("certified, still on their way", summary.Slow, summary.ListedSlow);

        void List(string title, long count, IReadOnlyList<ListedCell> cells)
        {
            if (count == 0)
                return;
            terminal.WriteLine($"{title}: {count}");
            foreach (var cell in cells.Take(20))
                terminal.WriteLine("  " + string.Join(", ", plan.Axes.Select((a, i) =>
                    string.Create(CultureInfo.InvariantCulture, $"{a.Name} = {plan.AxisValue(i, cell.Cell):R}"))) + $": {cell.Outcome}");
        }
    }

    private static void WriteSummary(Utf8JsonWriter json, SweepPlan plan, SweepSummary summary, RegionCertificate? region, CapturedStarts? captured)
    {
        JsonOutput.WriteMethod(json, plan.Shape);
        json.WriteNumber("cells", summary.Cells);
        if (summary.Finished < summary.Cells)
            json.WriteNumber("finishedCells", summary.Finished);
        json.WriteNumber("certified", summary.Certified);
        json.WriteNumber("certifiedToFail", summary.CertifiedToFail);
        json.WriteNumber("certifiedToFailButConverged", summary.FailedButConverged);
        json.WriteStartObject("measured");
        foreach (var outcome in Enum.GetValues<Outcome>())
            json.WriteNumber(outcome.ToString().ToLowerInvariant(), summary.Count(outcome));
        json.WriteEndObject();
        json.WriteNumber("exceptional", summary.Exceptional);
        json.WriteStartArray("certifiedButNotConverged");
        foreach (var cell in summary.ListedContradictions.Concat(summary.ListedSlow).Take(SweepSummary.MostListed))
        {
            json.WriteStartObject();
            for (int i = 0; i < plan.Axes.Length; i++)
                json.WriteNumber(plan.Axes[i].Name, plan.AxisValue(i, cell.Cell));
            json.WriteString("theorem", cell.Theorem);
            json.WriteString("outcome", cell.Outcome.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Write("coverage", summary.Coverage);
        Write("failureCoverage", summary.FailureCoverage);
        Write("agreement", summary.Agreement);
        Write("stepsPerSecond", summary.StepsPerSecond);
        if (captured is not null)
        {
            json.WriteStartObject("certifiedStarts");
            json.WriteNumber("share", captured.Share);
            json.WriteNumber("boxes", captured.Cells);
            json.WriteBoolean("complete", captured.IsComplete);
            json.WriteEndObject();
        }
        if (region is not null)
        {
            json.WriteNumber("inRegion", summary.InRegion);
            JsonOutput.WriteRegion(json, region, null);
        }

        void Write(string name, double value)
        {
            if (double.IsFinite(value))
                json.WriteNumber(name, value);
            else
                json.WriteNull(name);
        }
    }
}
