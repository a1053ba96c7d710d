namespace BoundCheck.Cli.Commands;

/// <summary>The exit codes of the contract that are not verdicts.</summary>
internal static class ExitCodes
{
    internal const int BadInput = 2;
    internal const int Unknown = 3;
    internal const int InternalError = 4;
    internal const int Interrupted = 130;
}
