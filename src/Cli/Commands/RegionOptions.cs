using System.CommandLine;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Regions;

namespace BoundCheck.Cli.Commands;

/// <summary>The options of a region certificate (T10), for every command that can use one.</summary>
internal sealed class RegionOptions
{
    private const string Conditions = "\"hphi<=8, A>=0.3, s<=10\" (A = |x+y|^2, s = x·y) or ranges \"x=1..6,y=0..1\"";

    private RegionOptions(string name, string description, bool optional) =>
        Within = new(name) { Description = description, HelpName = "REGION", Arity = optional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne };

    /// <summary>region --within: the subject of the command.</summary>
    internal static RegionOptions Subject() => new("--within", $"The starts: {Conditions}; left out: those no harder than --start.", optional: false);

    /// <summary>--region: an addition to a command about one start.</summary>
    internal static RegionOptions Addition() => new("--region",
        $"Certify a region too: {Conditions}; without a value the starts no harder than --start.", optional: true);

    /// <summary>sweep --certify.</summary>
    internal static RegionOptions OfSweep() => new("--certify",
        "Certify the starts of the grid (general objectives, without a value), or counts and limit sharpness of the cells in a region: "
            + $"{Conditions}.", optional: true);

    internal Option<string?> Within { get; }

    internal Option<string?> Epsilon { get; } = new("--epsilon") { Description = "Tolerances, up to four: the steps with |u| >= ε are counted. Default 0.01.",
        HelpName = "ε,.." };

    internal Option<string?> Table { get; } = new("--table") { Description =
        "Keep the region's table in a Parquet file, and take it from there when nothing changed.", HelpName = "FILE" };

    internal Option<int> Threads { get; } = new("--threads") { Description = "Threads for the region's table. The answers do not depend on it.",
        HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };

    internal IEnumerable<Option> All => [Within, Epsilon, Table, Threads];

    /// <summary>True when a region was asked for.</summary>
    internal bool IsAsked(ParseResult parse) => parse.GetResult(Within) is { Implicit: false };

    /// <summary>The certificate, where a region was asked for; null else, and when the time is up.</summary>
    /// <exception cref="InputException">The region can't be read.</exception>
    internal RegionCertificate? CertifyIfAsked(ParseResult parse, Setting setting, CommandContext context) =>
        !IsAsked(parse) ? null
        : setting.Method.IsPlain ? Certify(parse, setting, context, Workers(parse)).Certificate
        : throw new InputException($"{Within.Name}: regions are certified for gradient descent with a constant step, not for {setting.Method.Name}");

    /// <summary>The certificate, and whether it was read from the table's file.</summary>
    /// <exception cref="InputException">The region can't be read, or there is neither a region nor a start.</exception>
    internal (RegionCertificate Certificate, bool Stored) Certify(ParseResult parse, Setting setting, CommandContext context, int threads)
    {
        var request = Read(parse, setting);
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

    /// <summary>The number of threads.</summary>
    /// <exception cref="InputException">Not from 1 to 1024.</exception>
    internal int Workers(ParseResult parse) => parse.GetValue(Threads) is >= 1 and <= 1024 and var n
        ? n
        : throw new InputException($"--threads: expected 1 to 1024, found {parse.GetValue(Threads)}");

    private RegionRequest Read(ParseResult parse, Setting setting)
    {
        var request = parse.GetValue(Within) is { } text ? RegionText.Read(text, setting.Objective, Within.Name)
            : setting.Start is null
            ? throw new InputException($"{Within.Name}: the region is missing; expected \"hphi<=..\" with A>=.. and s<=.., ranges of the variables, or a "
                + "--start")
            : RegionRequest.Around(setting);
        return parse.GetValue(Epsilon) is { } epsilon ? request with { Tolerances = RegionText.Tolerances(epsilon, "--epsilon") } : request;
    }
}
