using System.Globalization;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Output;

/// <summary>The trace of a run as a table: a row a step (docs/traces.md).</summary>
internal static class RunTrace
{
    internal static DataTable Of(RunReport run)
    {
        var (trace, variables) = (run.Measurement.Trace, run.Measurement.Variables);
        double h = run.Study.Problem.Step.ToInterval().Mid;
        var series = new RunSeries(run);
        // What a theorem says of f - f* at a step; the least of several.
        var losses = run.Study.Prediction.Implications.OfType<RateBound>().Where(r => r.Quantity is { IsLoss: true, IsRunningMinimum: false }).ToList();
        var everyStep = LossBounds.EveryStep(run);
        var columns = new List<TableColumn> { TableColumn.Of("k", i => trace[i].Step) };
        columns.AddRange(Names(run.Study.Problem, variables.IsEmpty ? 0 : variables[0].Length)
            .Select((name, at) => TableColumn.Of(name, i => i < variables.Length ? variables[i][at] : double.NaN)));
        columns.Add(TableColumn.Of("loss", i => trace[i].Loss));
        columns.Add(TableColumn.Of("excess", i => series.Excess(trace[i])));
        columns.Add(TableColumn.Of("gradientNorm", i => trace[i].GradientNorm));
        columns.Add(TableColumn.Of("sharpness", i => trace[i].Sharpness));
        columns.Add(TableColumn.Of("hSharpness", i => h * trace[i].Sharpness));
        if (run.Study.Problem.Objective.Structure.ComparesRuns)
        {
            columns.Add(TableColumn.Of("s", i => trace[i].S));
            columns.Add(TableColumn.Of("u", i => trace[i].U));
            columns.Add(TableColumn.Of("p", i => trace[i].P));
            columns.Add(TableColumn.Of("D", i => trace[i].D));
            columns.Add(TableColumn.Of("hSlope", i => h * trace[i].Slope));
            columns.Add(TableColumn.Of("hPhi", i => h * trace[i].Phi));
            columns.Add(TableColumn.Of("uBound", i => run.Complete?.OffsetAt(trace[i].Step)?.ToInterval().Hi ?? double.NaN));
        }
        columns.Add(TableColumn.Of("lossBound", i => losses.Where(_ => trace[i].Step > 0).Select(r => r.At(trace[i].Step).Bound?.ToInterval().Hi ?? double.NaN)
            .Append(everyStep?.Invoke(trace[i].Step) ?? double.NaN).Where(b => !double.IsNaN(b)).DefaultIfEmpty(double.NaN).Min()));
        return new DataTable(trace.Length, columns);
    }

    /// <summary>Names of the variables in the order of the measurement: as typed, or x and y for the two sides of a product with several terms.</summary>
    internal static IEnumerable<string> Names(Problem problem, int count)
    {
        var typed = problem.Objective.Expression.Variables().Select(v => v.ToString()!).ToList();
        string[] sides = problem.Objective.Structure.Inner?.Split('*', ',') is [var left, var right]
            ? [left.Replace("dot(", "", StringComparison.Ordinal).Trim(), right.TrimEnd(')').Trim()] : ["x", "y"];
        if (!problem.Objective.Structure.ComparesRuns)
            return count == typed.Count ? typed : Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"v[{i}]"));
        if (!Array.TrueForAll(sides, s => problem.Point.ContainsKey(s)))
            sides = ["x", "y"];
        return sides.SelectMany(side => Enumerable.Range(0, count / 2)
            .Select(i => count == 2 ? side : string.Create(CultureInfo.InvariantCulture, $"{side}[{i}]")));
    }
}
