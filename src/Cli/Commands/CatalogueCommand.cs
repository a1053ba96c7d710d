using System.CommandLine;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Commands;

/// <summary>catalogue: the theorems, read from the objects that check them.</summary>
internal static class CatalogueCommand
{
    internal static Command Create(Session session)
    {
        var id = new Argument<string?>("ID") { Description = $"One theorem, such as {Theorem.All[0].Id}; all when left out.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<string?>("--json") { Description = "Write the catalogue as JSON to a file, or to standard output with -.", HelpName = "FILE|-" };
        var worst = new WorstCaseOptions();
        var command = new Command("catalogue",
            "The theorems: hypotheses, conclusions, sources, and where the proof is; with --worst-case an objective that attains a bound.\n\n" +
            "Example: boundcheck catalogue " + Theorem.All[0].Id + "\n         boundcheck catalogue ID --worst-case --step 1/2 --iterations 5") { id, json };
        foreach (var option in worst.All)
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            var chosen = Theorem.All.Where(t => parse.GetValue(id) is not { } wanted || string.Equals(t.Id, wanted, StringComparison.OrdinalIgnoreCase))
                .ToList();
            if (chosen.Count == 0)
                throw new InputException($"catalogue: no theorem '{ProblemReader.Shorten(parse.GetValue(id)!)}'; expected one of "
                    + $"{string.Join(", ", Theorem.All.Select(t => t.Id))}");
            string? target = parse.GetValue(json);
            var question = worst.Read(parse);
            if (question is not null && parse.GetValue(id) is null)
                throw new InputException("--worst-case: expected a theorem, as in boundcheck catalogue ID --worst-case --step 1/2 --iterations 5");
            var attaining = question is null ? null : chosen[0].Attaining(question);
            if (target is not null)
            {
                var document = JsonOutput.Document(j =>
                {
                    JsonOutput.WriteCatalogue(j, chosen);
                    if (attaining is not null)
                        JsonOutput.WriteWorstCase(j, chosen[0], question!, attaining);
                });
                if (target == "-")
                    session.Output.Write(System.Text.Encoding.UTF8.GetString(document));
                else
                    AtomicFile.Write(target, stream => stream.Write(document));
            }
            if (target != "-" && attaining is not null)
                TextOutput.WorstCase(session.Output, chosen[0], question!, attaining);
            else if (target != "-")
                TextOutput.Catalogue(session.Output, chosen);
            return attaining is NoWorstCase ? 1 : 0;
        });
        return command;
    }
}
