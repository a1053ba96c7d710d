namespace BoundCheck.Cli.Tests.Report;

/// <summary>The reports that the browser opens, each written once.</summary>
internal static class Reports
{
    private static readonly Dictionary<string, string[]> s_commands = new()
    {
        ["edge"] = ["run", "log(cosh(x*y-1))", "--start", "x=5,y=0.05", "--step", "0.3"],
        ["threshold"] = ["run", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.87"],
        ["refuted"] = ["run", "(x*y-1)^4/4", "--start", "x=2,y=0.2", "--step", "0.1", "--steps", "2000"],
        ["vector"] = ["run", "sqrt(1 + dot(x, y)^2)", "--start", "x=[2,1],y=[0.2,-1]", "--step", "0.5"],
        ["general"] = ["run", "x^2 + 3*y^2 + x*y^2", "--start", "x=1,y=0.2", "--step", "0.2"],
        ["check"] = ["check", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.89"],
        ["analyze"] = ["analyze", "abs(x*y-1)"],
        ["map"] = ["sweep", "log(1+(x*y-1)^2)", "--step", "0.4", "--grid", "x=-4..4:60,y=-4..4:50", "--steps", "2000"],
        ["bifurcation"] = ["sweep", "log(cosh(x*y-1))", "--step", "0.05..1.4:120", "--start", "x=3,y=0.3", "--steps", "2000"],
    };

    private static readonly Dictionary<string, string> s_files = [];

    /// <summary>The names; the first three are the runs whose every plot is listed.</summary>
    internal static IEnumerable<string> All => s_commands.Keys;

    /// <summary>The path of a report.</summary>
    internal static string Path(string name)
    {
        lock (s_files)
        {
            if (s_files.TryGetValue(name, out string? path))
                return path;
            path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"boundcheck-{Environment.ProcessId}-{name}.html");
            var run = CommandRunner.Run([.. s_commands[name], "--quiet", "--report", path]);
            Assert.That(run.ExitCode, Is.AnyOf(0, 1, 3), run.Error);
            s_files[name] = path;
            return path;
        }
    }

    internal static void Delete()
    {
        foreach (string path in s_files.Values)
            File.Delete(path);
        s_files.Clear();
    }
}
