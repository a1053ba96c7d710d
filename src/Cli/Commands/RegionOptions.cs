using System.CommandLine;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Regions;

namespace BoundCheck.Cli.Commands;

/// <summary>The options of a region certificate (T10), for every command that can use one.</summary>
internal sealed class RegionOptions
{
    /// <param name="name">--within, or --region where a region is an addition.</param>
    internal RegionOptions(string name)
    {
        Within = new(name)
        {
            Description = "The starts of a region certificate: \"hphi<=8, A>=0.3, s<=10\" (A = |x+y|^2, s = x·y) or ranges \"x=1..6,y=0..1\"; without a value the starts no harder than --start.",
            HelpName = "REGION",
            Arity = ArgumentArity.ZeroOrOne,
        };
    }

    internal Option<string?> Within { get; }

    internal Option<string?> Epsilon { get; } = new("--epsilon") { Description = "Tolerances, up to four: the steps with |u| >= ε are counted. Default 0.01.", HelpName = "ε,.." };

    internal Option<string?> Table { get; } = new("--table") { Description = "Keep the region's table in a Parquet file, and take it from there when nothing changed.", HelpName = "FILE" };

    internal Option<int> Threads { get; } = new("--threads") { Description = "Threads for the region's table. The answers do not depend on it.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };

    internal IEnumerable<Option> All => [Within, Epsilon, Table, Threads];

    /// <summary>True when a region was asked for.</summary>
    internal bool IsAsked(ParseResult parse) => parse.GetResult(Within) is { Implicit: false };

    /// <summary>What was asked for.</summary>
    /// <exception cref="InputException">It can't be read, or there is neither a region nor a start.</exception>
    internal RegionRequest Read(ParseResult parse, Setting setting)
    {
        var request = parse.GetValue(Within) is { } text ? RegionText.Read(text, setting.Objective, Within.Name)
            : setting.Start is null ? throw new InputException($"{Within.Name}: the region is missing; expected \"hphi<=..\" with A>=.. and s<=.., ranges of the variables, or a --start")
            : RegionRequest.Around(setting);
        return parse.GetValue(Epsilon) is { } epsilon ? request with { Tolerances = RegionText.Tolerances(epsilon, "--epsilon") } : request;
    }

    /// <summary>The certificate, from the table's file where it fits, else computed and kept there; says whether it was read.</summary>
    internal (RegionCertificate Certificate, bool Stored) Certify(ParseResult parse, Setting setting, CommandContext context)
    {
        var request = Read(parse, setting);
        int threads = parse.GetValue(Threads);
        if (threads is < 1 or > 1024)
            throw new InputException($"--threads: expected 1 to 1024, found {threads}");
        string? file = parse.GetValue(Table);
        if (file is not null && RegionStore.Read(file, RegionStore.Identity(setting, request), request.Tolerances.Length) is { } cells
            && RegionCertification.Restore(setting, request, cells, context.Deadline) is { } stored)
            return (stored, true);
        using var progress = context.Progress("certifying the region");
        var certificate = RegionCertification.Certify(setting, request, threads, progress, context.Deadline);
        context.Interrupt.ThrowIfCancellationRequested();
        if (file is not null && certificate.Applies.IsProved)
            RegionStore.Write(file, certificate);
        return (certificate, false);
    }
}
