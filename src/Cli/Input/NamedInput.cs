namespace BoundCheck.Cli.Input;

/// <summary>A problem as typed, with the name of its study.</summary>
/// <param name="Name">The name in the file; null for a problem that stands alone.</param>
/// <param name="Input">The problem.</param>
public sealed record NamedInput(string? Name, ProblemInput Input);
