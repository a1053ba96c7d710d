using System.Globalization;
using BenchmarkDotNet.Running;
using BoundCheck.Benchmarks;
using BoundCheck.Numeric.Kernels;

// sweep [threads [name]], latency [cold], network, symbolic, analysis, growth: the figures of docs/performance.md. tightness [file]: docs/tightness.md.
// classical [file]: docs/classical.md. counts [losses]: certified over measured numbers of steps. regions [starts] [rows]: regions certified and
// tried in twice the digits of a double. scaling [names]: two threads against one. peer [names] [--bits n] [--threads n] [--repeat n]: steps per second for benchmarks/peers.sh. Anything else
// goes to BenchmarkDotNet.
if (args is ["peer", .. var rest])
{
    int Option(string name, int otherwise) =>
        Array.IndexOf(rest, name) is >= 0 and var at ? int.Parse(rest[at + 1], CultureInfo.InvariantCulture) : otherwise;
    var names = rest.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
    PeerRuns.Print(names.Length > 0 ? names : Zoo.All.Select(z => z.Name),
        Option("--bits", LoopKernel.PreferredBits), Option("--threads", 1), Option("--repeat", 5));
    return;
}
if (args is ["scaling", .. var scaled])
{
    PeerRuns.PrintScaling(scaled.Length > 0 ? scaled : ["pseudohuber", "logcosh"], LoopKernel.PreferredBits, 7);
    return;
}
if (args is ["sweep", ..])
{
    SweepRates.Print(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1, args.Length > 2 ? args[2] : null);
    return;
}
if (args is ["growth"])
{
    GrowthRates.Print();
    return;
}
if (args is ["latency", .. var mode])
{
    LatencyRates.Print(mode is not ["cold"]);
    return;
}
if (args is ["network"])
{
    NetworkRates.Print();
    return;
}
if (args is ["symbolic"])
{
    SymbolicRates.Print();
    return;
}
if (args is ["tightness", .. var target])
{
    Tightness.Write(target is [var file] ? file : "docs/tightness.md");
    return;
}
if (args is ["counts", .. var losses])
{
    CountTightness.Print(losses);
    return;
}
if (args is ["regions", .. var campaign])
{
    RegionCampaign.Print(campaign is [var runs, ..] ? int.Parse(runs, CultureInfo.InvariantCulture) : 10_000, campaign is [_, .. var chosen] ? chosen : []);
    return;
}
if (args is ["classical", .. var page])
{
    ClassicalOracle.Write(page is [var to] ? to : "docs/classical.md");
    return;
}
if (args is ["analysis"])
{
    AnalysisRates.Print();
    return;
}
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
