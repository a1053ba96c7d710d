using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Theory;
using Spectre.Console;

namespace BoundCheck.Cli.Output;

internal static partial class TextOutput
{
    /// <summary>The bounds of the theorems that apply as functions of K or ε, and the sets of the classical ones.</summary>
    private static void Bounds(Terminal terminal, Study study)
    {
        var applying = study.Theorems.Where(t => t.Applies.IsProved).ToList();
        foreach (var t in applying.Where(t => !t.Theorem.IsLargeStep))
        {
            if (t.Conclusions.FirstOrDefault(c => c.Name == "set")?.Value is string set)
                Line(terminal, t.Theorem.Id,
                    $"on {set}: "
                        + $"{string.Join(", ", t.Conclusions.Where(c => c.Value is Certified)
                            .Select(c => $"{Terms.Words(c.Name)} = {Inequality.Rough((Certified)c.Value, 8)}"))}");
        }
        foreach (var group in applying.SelectMany(t => t.Conclusions.Where(c => c.Value is ImmutableArray<BoundAt> { IsEmpty: false })
            .Select(c => (Id: $"{t.Theorem.Id}.{c.From}", c.Name, Bounds: (ImmutableArray<BoundAt>)c.Value)))
            .GroupBy(r => string.Join(" ", r.Bounds.Select(b => Inequality.Rough(b.Argument)))))
        {
            var table = new Table { Border = TableBorder.Simple };
            table.AddColumn("bound at");
            foreach (var b in group.First().Bounds)
                table.AddColumn(Inequality.Rough(b.Argument));
            foreach (var row in group)
                table.AddRow([new Text($"{row.Id} {Terms.Words(row.Name)}"),
                    .. row.Bounds.Select(b => new Text(b.Bound is { } v ? Shown(v) : b.Reason ?? "void"))]);
            terminal.Write(table);
        }

        // A positive bound is not shown as 0.
        static string Shown(Certified v) => v.Exact is not { IsZero: true } && Math.Abs(v.ToInterval().Hi) < 1e-300 ? "< 1E-300" : Inequality.Rough(v);
    }
}
