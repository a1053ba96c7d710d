using System.CommandLine;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Commands;

/// <summary>cite: BibTeX of a theorem and of this program; with --latex the theorem itself.</summary>
internal static class CiteCommand
{
    internal static Command Create(Session session)
    {
        var id = new Argument<string?>("ID") { Description = "A theorem; left out: the entry of BoundCheck alone.", Arity = ArgumentArity.ZeroOrOne };
        var latex = new Option<bool>("--latex") { Description = "The theorem as a LaTeX environment." };
        var command = new Command("cite",
            "BibTeX entries of a theorem, of its sources and of this program; with --latex the theorem for a paper.\n\nExample: boundcheck cite "
                + $"{Theorem.All[0].Id}") { id, latex };
        command.SetAction(parse =>
        {
            if (parse.GetValue(id) is not { } wanted)
            {
                if (parse.GetValue(latex))
                    throw new InputException("--latex: expected a theorem, as in boundcheck cite ID --latex");
                session.Output.Write(Citation.BibTeX());
                return 0;
            }
            var theorem = Theorem.All.FirstOrDefault(t => string.Equals(t.Id, wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw new InputException($"cite: no theorem '{ProblemReader.Shorten(wanted)}'; expected one of "
                    + $"{string.Join(", ", Theorem.All.Select(t => t.Id))}");
            session.Output.Write(parse.GetValue(latex) ? Citation.Latex(theorem) : Citation.BibTeX(theorem));
            return 0;
        });
        return command;
    }
}
