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
using Spectre.Console;

namespace BoundCheck.Cli.Commands;

/// <summary>sweep: certified and measured answers over a grid of starts, of steps, or of both.</summary>
internal static class SweepCommand
{
    private const int AttractorSamples = 256;
    private static readonly FigureSize s_picture = new(6 * 72, 10);
    private const int ListedFailures = 1000;

    internal static Command Create(Session session)
    {
        var command = Create(session, null);
        command.Subcommands.Add(SweepMergeCommand.Create(session));
        return command;
    }

    /// <summary>The command whose cells are run, or taken from a folder of finished parts.</summary>
    internal static Command Create(Session session, string? parts)
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
        var shards = new ShardOptions();
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
                return ShardOptions.Run(parse, shard, plan, identity, report, workers, context);
            bool general = !plan.Objective.Structure.ComparesRuns;
            var region = certify.IsAsked(parse) && !general ? Region(parse, certify, plan, report, workers, context) : null;
            var captured = certify.IsAsked(parse) && general ? Captured(parse, certify, plan, workers, context) : null;
            var runner = new SweepRunner(plan, report, workers, region, captured);
            var table = new SweepTable(plan.Cells) { Theorems = runner.Theorems };
            if (region is not null)
                table = table.WithRegion();
            if (parts is not null)
                SweepParts.Read(parts, ShardManifest.Hash(identity), table);
            using var checkpoint = target is null || parts is not null ? null : SweepCheckpoint.Open(target, identity, table, SweepRunner.BandSize(plan));
            if (checkpoint is { Bands: > 0 })
            {
                table.Finished = Math.Min(plan.Cells, checkpoint.Bands * SweepRunner.BandSize(plan));
                context.Warn($"continuing after {table.Finished} of {plan.Cells} cells");
            }
            bool complete;
            using (var progress = context.Progress("sweeping"))
                complete = context.Part(null, () => runner.Run(table, checkpoint is null
                    ? null
                    : (first, count) => checkpoint.Add(table, first, count), done => progress.Report(done, plan.Cells), context.Interrupt,
                        context.Deadline), false);
            if (!complete)
                context.Missing([table.Finished < table.Cells ? $"{table.Cells - table.Finished} of {table.Cells} cells"
                    + (target is null ? "" : " (the same command continues)") : "longer runs of certified cells that had not converged"]);
            if (target is not null)
                SweepData.Of(plan, table).Write(target);
            if (parse.GetValue(csv) is { } cells)
                SweepData.Of(plan, table).Write(cells);
            if (complete)
                checkpoint?.Complete();
            bool draws = (picture ?? context.ReportTarget ?? figures?.Folder) is not null && plan.Axes.Length == 1 && plan.StepAxis is not null;
            var attractor = draws ? context.Part("the attractor", () => runner.Attractor(AttractorSamples), null) : null;
            if (picture is not null)
            {
                var drawn = SweepReport.Bifurcation(plan, table, report, attractor) ?? SweepPlot.Create(plan, table, colouring);
                byte[] image = Figure.Of(drawn, s_picture)!.Png();
                AtomicFile.Write(picture, stream => stream.Write(image));
            }
            Print(context.Terminal, plan, table);
            if (parts is null && (picture is null || context.ReportTarget is null))
                TextOutput.Next(context.Terminal,
                    NextCommand.Of(parse, "sweep", all: true, picture is null ? ["--png", "map.png"] : ["--report", "report.html"]));
            if (captured is not null)
                TextOutput.Line(context.Terminal, "starts", string.Create(CultureInfo.InvariantCulture,
                    $"{100 * captured.Share:F3} % of the rectangle is certified to converge, in {captured.Cells} boxes ({captured.Source.Theorem})")
                    + (captured.IsComplete ? "" : "; the work limit was reached"));
            if (region?.Worst is { } worst)
                TextOutput.Line(context.Terminal, "region", $"{table.CertifiedCounts.Count(c => c >= 0)} cells: {RegionCommand.Text(region, worst)}");
            var document = context.Document(json => WriteSummary(json, plan, table, region, captured));
            context.WriteJson(document);
            context.WriteReport(() => SweepReport.Render(plan, table, report, attractor, colouring, document));
            if (figures is not null)
                TextOutput.Figures(context.Terminal, figures, FigureFiles.Write(figures, SweepReport.Plots(plan, table, report, attractor, colouring)));
            return complete ? ExitCode(plan, table, report) : ExitCodes.Unknown;
        });
        return command;
    }

    // The starts of the rectangle, in cells that are certified as a whole.
    private static CapturedStarts? Captured(ParseResult parse, RegionOptions certify, SweepPlan plan, int workers, CommandContext context)
    {
        if (plan.Step is null)
            throw new InputException("--certify: expected one step size, found an axis of steps");
        if (!plan.Shape.Method.IsPlain)
            throw new InputException($"--certify: starts are certified for gradient descent with a constant step, not for {plan.Shape.Method.Name}");
        if (parse.GetValue(certify.Within) is not null)
            throw new InputException("--certify: a region is one of F(x·y); for this objective the starts of the grid are certified: expected no value");
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
        if (!plan.Shape.Method.IsPlain)
            throw new InputException($"--certify: regions are certified for gradient descent with a constant step, not for {plan.Shape.Method.Name}");
        var step = plan.StepEnclosure(0);
        var setting = new Setting(plan.Objective, report,
            Certified.Between(Symbolic.Rational.FromDouble(step.Lo), Symbolic.Rational.FromDouble(step.Hi)), null);
        var (certificate, _) = certify.Certify(parse, setting, context, workers);
        if (!certificate.Applies.IsProved)
            context.Warn($"--certify: {JsonOutput.Reason(certificate)}");
        return certificate;
    }

    private static int ExitCode(SweepPlan plan, SweepTable table, RegularityReport report)
    {
        if (table.Failures.Count > 0)
            return ExitCodes.InternalError;
        if (table.Certified > 0)
            return 0;
        bool unknown = plan.Objective.Structure.Outer is not null && (report.Sector.Verdict is Unknown || report.Smooth is Unknown);
        return unknown ? 3 : 1;
    }

    // What a result depends on; the number of threads is not part of it.
    internal static string Identity(SweepPlan plan, ProblemInput input, string? grid, string? region) => string.Join('\n',
        "boundcheck/1", plan.Objective.Expression, input.Step?.Text ?? "", plan.Shape.Method.Description, grid ?? "", region
            ?? "", plan.Steps, plan.Tolerance.ToString("R", CultureInfo.InvariantCulture),
        string.Join(';', input.Start.Select(s => $"{s.Key}={string.Join(',', s.Value.Components)}")));

    private static void Print(IAnsiConsole terminal, SweepPlan plan, SweepTable table)
    {
        TextOutput.Answer(terminal, SweepReport.Answer(table));
        TextOutput.Method(terminal, plan.Shape);
        TextOutput.Line(terminal, "cells",
            $"{(table.Finished < table.Cells ? $"{table.Finished} finished of " : "")}{table.Cells}: "
                + string.Join(" x ", plan.Axes.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Name} in [{a.Lo:G6}, {a.Hi:G6}] ({a.Count})"))));
        TextOutput.Line(terminal, "certified", $"{table.Certified} to converge, {table.CertifiedToFail} not to");
        if (table.FailedButConverged is > 0 and var elsewhere)
            TextOutput.Line(terminal, "", $"{elsewhere} of the latter settle in doubles: at a point that is no minimiser s = c, or by rounding");
        var meanings = new Dictionary<Outcome, string>
        {
            [Outcome.Periodic] = "  (an orbit that repeats)",
            [Outcome.Bounded] = "  (aperiodic, no longer changing in size)",
            [Outcome.Unsettled] = "  (still on the move when the steps ended)",
        };
        foreach (var outcome in Enum.GetValues<Outcome>().Where(o => table.Count(o) > 0))
            terminal.WriteLine($"{outcome.ToString().ToLowerInvariant(),-11} {table.Count(outcome)}{meanings.GetValueOrDefault(outcome)}");
        if (table.Count(Outcome.Converged) > 0)
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"coverage    {100 * table.Coverage:F3} % of what converges is certified"));
        if (table.CertifiedToFail > 0 && !double.IsNaN(table.FailureCoverage))
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"            {100 * table.FailureCoverage:F3} % of what fails is certified to fail"));
        if (table.Exceptional > 0)
            TextOutput.Line(terminal, "exceptional",
                $"{table.Exceptional} certified cells lie on the excluded null set (an A_k = 0, or exactly on an unstable minimiser)");
        if (double.IsFinite(table.StepsPerSecond))
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"speed       {table.StepsPerSecond:G3} steps a second"));
        List("CERTIFIED BUT NOT CONVERGED", table.Failures);
        List("certified, still on their way", table.Slow);

        void List(string title, IReadOnlyList<int> cells)
        {
            if (cells.Count == 0)
                return;
            terminal.WriteLine($"{title}: {cells.Count}");
            foreach (int cell in cells.Take(20))
                terminal.WriteLine("  " + string.Join(", ", plan.Axes.Select((a, i) =>
                    string.Create(CultureInfo.InvariantCulture, $"{a.Name} = {plan.AxisValue(i, cell):R}"))) + $": {table.Outcomes[cell]}");
        }
    }

    private static void WriteSummary(Utf8JsonWriter json, SweepPlan plan, SweepTable table, RegionCertificate? region, CapturedStarts? captured)
    {
        JsonOutput.WriteMethod(json, plan.Shape);
        json.WriteNumber("cells", table.Cells);
        if (table.Finished < table.Cells)
            json.WriteNumber("finishedCells", table.Finished);
        json.WriteNumber("certified", table.Certified);
        json.WriteNumber("certifiedToFail", table.CertifiedToFail);
        json.WriteNumber("certifiedToFailButConverged", table.FailedButConverged);
        json.WriteStartObject("measured");
        foreach (var outcome in Enum.GetValues<Outcome>())
            json.WriteNumber(outcome.ToString().ToLowerInvariant(), table.Count(outcome));
        json.WriteEndObject();
        json.WriteNumber("exceptional", table.Exceptional);
        json.WriteStartArray("certifiedButNotConverged");
        foreach (int cell in table.Failures.Concat(table.Slow).Take(ListedFailures))
        {
            json.WriteStartObject();
            for (int i = 0; i < plan.Axes.Length; i++)
                json.WriteNumber(plan.Axes[i].Name, plan.AxisValue(i, cell));
            json.WriteString("theorem", table.TheoremOf(cell));
            json.WriteString("outcome", table.Outcomes[cell].ToString().ToLowerInvariant());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Write("coverage", table.Coverage);
        Write("failureCoverage", table.FailureCoverage);
        Write("agreement", table.Agreement);
        Write("stepsPerSecond", table.StepsPerSecond);
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
            json.WriteNumber("inRegion", table.CertifiedCounts.Count(c => c >= 0));
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
