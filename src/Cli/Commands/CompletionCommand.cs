using System.CommandLine;
using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Commands;

/// <summary>completion: the script that makes a shell complete commands, options and file names.</summary>
internal static class CompletionCommand
{
    // Each asks the command itself through the suggest directive, so the scripts never go out of date.
    private static readonly Dictionary<string, string> s_scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # boundcheck completion bash >> ~/.bashrc
            _boundcheck() {
              local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]}
              COMPREPLY=($(compgen -W "$(boundcheck "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
              [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$word"))
            }
            complete -o filenames -F _boundcheck boundcheck
            """,
        ["zsh"] = """
            # boundcheck completion zsh >> ~/.zshrc
            _boundcheck() {
              local -a words_found
              words_found=("${(@f)$(boundcheck "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              compadd -- $words_found || _files
            }
            compdef _boundcheck boundcheck
            """,
        ["fish"] = """
            # boundcheck completion fish > ~/.config/fish/completions/boundcheck.fish
            complete -c boundcheck -a '(boundcheck "[suggest:"(commandline -C)"]" (commandline -b) 2>/dev/null)'
            """,
    };

    internal static Command Create(Session session)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.CompletionSources.Add([.. s_scripts.Keys]);
        var command = new Command("completion",
            "A script that completes commands and options in your shell.\n\nExample: eval \"$(boundcheck completion bash)\"") { shell };
        command.SetAction(parse =>
        {
            string typed = parse.GetValue(shell)!;
            session.Output.WriteLine(s_scripts.TryGetValue(typed, out string? script)
                ? script
                : throw new InputException($"completion: no script for '{ProblemReader.Shorten(typed)}'; expected one of "
                    + $"{string.Join(", ", s_scripts.Keys)}{Suggestion.Hint(typed, s_scripts.Keys)}"));
            return 0;
        });
        return command;
    }
}
