namespace BoundCheck.Bounds.Verdicts;

/// <summary>A claim as text, its verdict, and the time it took.</summary>
/// <param name="Claim">The claim in the objective language, such as "0 &lt; F'(u)/u on (0, inf)".</param>
/// <param name="Verdict">The outcome.</param>
/// <param name="Elapsed">Wall time; a report, never an input to a verdict.</param>
public sealed record Evidence(string Claim, Verdict Verdict, TimeSpan Elapsed);
