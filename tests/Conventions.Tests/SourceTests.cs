using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Conventions.Tests;

public sealed partial class SourceTests
{
    internal static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex(@"\bMath\.(Exp|Log|Log2|Log10|Pow|Sin|Cos|Tan|Sinh|Cosh|Tanh|Asinh|Atan|Atan2|Cbrt)\(")]
    private static partial Regex Libm();

    [GeneratedRegex("NotImplementedException|TO" + "DO|FIX" + @"ME|\[Ignore|Assert\.Pass\(|Thread\.Sleep")]
    private static partial Regex Unfinished();

    /// <summary>Rational.TryRoot starts an integer Newton iteration from a double guess; the root it ends at is checked exactly.</summary>
    private static readonly string[] s_exactAfterwards = ["src/Symbolic/Arithmetic/Rational.cs"];

    [Test]
    public void No_enclosure_or_verdict_rests_on_libm()
    {
        var offenders = new[] { "src/Symbolic", "src/Numeric/Intervals", "src/Numeric/Precision", "src/Numeric/Ranges", "src/Bounds" }
            .Where(f => Directory.Exists(Path.Combine(Root, f)))
            .SelectMany(Sources).Where(f => Libm().IsMatch(File.ReadAllText(f)))
            .Select(f => Path.GetRelativePath(Root, f));
        Assert.That(offenders, Is.SubsetOf(s_exactAfterwards));
    }

    [GeneratedRegex(@"\bCancelAfter\(|TimeSpan\.From|\bDateTime\.(Utc)?Now\b|new Timer\(|TimeSpan (timeout|limit)\b")]
    private static partial Regex Clock();

    /// <summary>The grace after a cancellation, and programs of others, which know no other limit.</summary>
    private static readonly string[] s_clocks = ["src/Symbolic/Work/Patience.cs", "src/Bounds/Smt/ExternalSolver.cs"];

    [Test]
    public void No_limit_inside_an_analysis_is_a_time() =>
        Assert.That(new[] { "src/Symbolic", "src/Numeric", "src/Bounds" }.SelectMany(Sources)
            .Where(f => Clock().IsMatch(File.ReadAllText(f))).Select(f => Path.GetRelativePath(Root, f)), Is.EquivalentTo(s_clocks));

    [Test]
    public void A_mistake_of_the_program_is_not_taken_for_an_answer() =>
        Assert.That(new[] { "src/Symbolic", "src/Numeric", "src/Bounds" }.SelectMany(Sources)
            .Where(f => File.ReadAllText(f).Contains("catch (ArgumentException", StringComparison.Ordinal)),
            Is.Empty, "what may go wrong is a result (TryCompile, TryOf), so that an exception is always a mistake");

    [GeneratedRegex(@"new (Stack|Queue|PriorityQueue)<|(Stack|Queue|PriorityQueue)<[^;]*= \[?new\(")]
    private static partial Regex Frontier();

    /// <summary>Lists of work that hold no parts of a set to be covered: subexpressions, claims, cells of a table, past iterates, registers.</summary>
    private static readonly string[] s_worklists =
    [
        "src/Bounds/Smt/QueryWeight.cs", "src/Bounds/Smt/ExpNormalForm.cs", "src/Bounds/Structures/General/RidgeSum.cs", "src/Bounds/Structures/Capture/SquaredResiduals.cs", "src/Numeric/Ranges/Solutions/SolutionSearch.cs",
        "src/Bounds/Proving/Reductions/CaseSplit.cs",
        "src/Bounds/Structures/Products/Rotation/RegionBuilder.cs",
        "src/Numeric/Trajectories/GeneralRun.cs",
        "src/Numeric/Kernels/Emitter.cs",
    ];

    [Test]
    public void Sets_are_searched_by_the_one_subdivision() =>
        Assert.That(new[] { "src/Numeric", "src/Bounds" }.SelectMany(Sources)
            .Where(f => Frontier().IsMatch(File.ReadAllText(f))).Select(f => Path.GetRelativePath(Root, f)),
            Is.EquivalentTo(s_worklists), "Subdivision says what a search guarantees; a frontier of one's own does not");

    [Test]
    public void Nothing_is_left_unfinished() =>
        Assert.That(new[] { "src", "tests" }.SelectMany(Sources)
            .Where(f => !f.EndsWith("SourceTests.cs", StringComparison.Ordinal) && Unfinished().IsMatch(File.ReadAllText(f))), Is.Empty);

    [Test]
    public void A_source_file_is_one_concept_of_at_most_400_lines() =>
        Assert.That(Sources("src").Where(f => File.ReadAllLines(f).Length > 400), Is.Empty);

    [Test]
    public void A_line_has_at_most_160_characters() =>
        // A line of a raw string begins where its text begins: it is what is printed.
        Assert.That(Sources("src").Select(f => Path.GetRelativePath(Root, f))
            .SelectMany(f => File.ReadLines(Path.Combine(Root, f))
                .Where(l => l.Length > 160 && !l.TrimStart().StartsWith("- ", StringComparison.Ordinal)).Select(l => $"{f}: {l.Trim()}")),
            Is.Empty);

    [Test]
    public void Theorems_are_named_by_themselves_alone()
    {
        // In a string literal, as "T1", "T0a.C1", "(P1b)"; "|W1|²" is a norm.
        var named = new Regex($"\"[^\"]*(?<![\\w|])({string.Join('|', Theorem.All.Select(t => t.Id))})(?![\\w|²])[^\"]*\"");
        string[] theory = ["src/Bounds/Structures/", "src/Bounds/Theory/"];
        var offenders = Sources("src").Select(f => (Path: Path.GetRelativePath(Root, f), Lines: File.ReadLines(f)))
            .Where(f => !theory.Any(t => f.Path.StartsWith(t, StringComparison.Ordinal)))
            .SelectMany(f => f.Lines.Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal) && named.IsMatch(l))
                .Select(l => $"{f.Path}: {l.Trim()}"));
        Assert.That(offenders, Is.Empty, "what a theorem gives is an implication, which knows its source");
    }
}
