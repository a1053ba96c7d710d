using System.Reflection;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Conventions.Tests;

public sealed class LayeringTests
{
    private static readonly string[] s_order = ["BoundCheck.Symbolic", "BoundCheck.Numeric", "BoundCheck.Bounds", "boundcheck"];

    private static readonly Assembly[] s_layers =
        [typeof(Expr).Assembly, typeof(Interval).Assembly, typeof(Verdict).Assembly, typeof(Cli.Program).Assembly];

    private static IEnumerable<Type> AllTypes => s_layers.SelectMany(a => a.GetTypes())
        .Where(t => t.Namespace?.StartsWith("BoundCheck", StringComparison.Ordinal) == true && !t.Name.Contains('<', StringComparison.Ordinal));

    [Test]
    public void Dependencies_point_one_way()
    {
        for (int i = 0; i < s_layers.Length; i++)
        {
            Assert.That(s_layers[i].GetName().Name, Is.EqualTo(s_order[i]));
            var referenced = s_layers[i].GetReferencedAssemblies().Select(r => Array.IndexOf(s_order, r.Name)).Where(r => r >= 0);
            Assert.That(referenced, Is.All.LessThan(i), s_order[i]);
        }
    }

    [Test]
    public void Classes_are_sealed_or_abstract() =>
        Assert.That(AllTypes.Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract).Select(t => t.FullName), Is.Empty);

    [Test]
    public void Namespaces_follow_the_layer() =>
        Assert.That(s_layers.Take(3).SelectMany(a => a.GetExportedTypes().Where(t => !t.Namespace!.StartsWith(a.GetName().Name!, StringComparison.Ordinal))),
            Is.Empty);
}
