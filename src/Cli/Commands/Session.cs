namespace BoundCheck.Cli.Commands;

/// <summary>What surrounds a command: where it prints, what interrupts it, and what is known from commands before it.</summary>
/// <param name="Output">The answer.</param>
/// <param name="Error">Progress and warnings.</param>
/// <param name="Interrupt">Cancelled when the answer is no longer wanted.</param>
internal sealed record Session(TextWriter Output, TextWriter Error, CancellationToken Interrupt)
{
    /// <summary>Analyses that later commands of the same session need not repeat.</summary>
    internal Analyses Analyses { get; init; } = new();

    /// <summary>Where everything known about a contradiction is written; null where no file may appear by itself.</summary>
    internal string? DumpFolder { get; init; }
}
