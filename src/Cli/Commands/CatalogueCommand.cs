using System.CommandLine;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Commands;

/// <summary>catalogue: the theorems, read from the objects that check them.</summary>
internal static class CatalogueCommand
{
    internal static Command Create(TextWriter output)
    {
        var id = new Argument<string?>("ID") { Description = $"One theorem, such as {Theorem.All[0].Id}; all when left out.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<string?>("--json") { Description = "Write the catalogue as JSON to a file, or to standard output with -.", HelpName = "FILE|-" };
        var command = new Command("catalogue", "The theorems: hypotheses, conclusions, sources, and where the proof is.\n\nExample: boundcheck catalogue " + Theorem.All[0].Id) { id, json };
        command.SetAction(parse =>
        {
            var chosen = Theorem.All.Where(t => parse.GetValue(id) is not { } wanted || string.Equals(t.Id, wanted, StringComparison.OrdinalIgnoreCase)).ToList();
            if (chosen.Count == 0)
                throw new InputException($"catalogue: no theorem '{ProblemReader.Shorten(parse.GetValue(id)!)}'; expected one of {string.Join(", ", Theorem.All.Select(t => t.Id))}");
            string? target = parse.GetValue(json);
            if (target is not null)
            {
                var document = JsonOutput.Document(j => JsonOutput.WriteCatalogue(j, chosen));
                if (target == "-")
                    output.Write(System.Text.Encoding.UTF8.GetString(document));
                else
                    AtomicFile.Write(target, stream => stream.Write(document));
            }
            if (target != "-")
                TextOutput.Catalogue(output, chosen);
            return 0;
        });
        return command;
    }
}
