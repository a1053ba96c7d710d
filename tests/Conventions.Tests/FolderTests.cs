using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace BoundCheck.Conventions.Tests;

/// <summary>The folders of a layer stand in an order (docs/architecture.md): what a folder uses stands before it, so there are no circles.</summary>
public sealed class FolderTests
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [TestCase("Bounds", "Verdicts Numbers Propositions Proofs Smt Proving Regularity Certificates Problems Theory Structures Studies")]
    public void Folders_use_only_what_stands_before_them(string layer, string order)
    {
        string[] folders = order.Split(' ');
        string source = Path.Combine(s_root, "src", layer);
        var present = Directory.GetDirectories(source).Where(d => Directory.EnumerateFiles(d, "*.cs", SearchOption.AllDirectories).Any())
            .Select(d => Path.GetFileName(d)!).Where(d => d is not ("bin" or "obj"));
        Assert.That(present, Is.EquivalentTo(folders), "a new folder needs its place in the order, here and in docs/architecture.md");
        var uses = new Regex($@"\b(?:BoundCheck\.)?{layer}\.([A-Z]\w+)");
        var offenders = new List<string>();
        for (int place = 0; place < folders.Length; place++)
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(source, folders[place]), "*.cs", SearchOption.AllDirectories))
            {
                var later = File.ReadLines(file).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal)).SelectMany(l => uses.Matches(l))
                    .Select(m => m.Groups[1].Value).Where(used => Array.IndexOf(folders, used) > place).Distinct();
                offenders.AddRange(later.Select(used => $"{Path.GetRelativePath(s_root, file)} uses {used}"));
            }
        }
        Assert.That(offenders, Is.Empty);
    }

    [Test]
    public void Structures_do_not_know_one_another_in_a_circle()
    {
        // Sub-folders of a layer's folder: what is about every objective may use what is about products, not the reverse.
        string products = Path.Combine(s_root, "src", "Bounds", "Structures", "Products");
        Assert.That(Directory.EnumerateFiles(products, "*.cs", SearchOption.AllDirectories)
            .Where(f => File.ReadAllText(f).Contains("Structures.General", StringComparison.Ordinal)), Is.Empty);
    }
}
