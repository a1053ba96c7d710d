using Spectre.Console;
using Spectre.Console.Rendering;

namespace BoundCheck.Cli.Output;

/// <summary>Where the answers for people go. Lines that fit are written as they are; only tables, colour and long lines need the library that lays them
/// out, which costs a short command a tenth of its time.</summary>
internal sealed class Terminal
{
    private const int PlainWidth = 80;

    // Before this letter none takes two columns.
    private const char FirstWide = '\u1100';

    private readonly TextWriter _output;
    private readonly bool _colour;
    private readonly bool _silent;
    private readonly Lazy<IAnsiConsole> _layout;

    /// <param name="output">What is written to.</param>
    /// <param name="colour">Whether it is a terminal that may show colours and has a width of its own.</param>
    /// <param name="silent">Nobody reads the answer as text: nothing is laid out or written.</param>
    internal Terminal(TextWriter output, bool colour, bool silent)
    {
        (_output, _colour, _silent) = (output, colour, silent);
        _layout = new(Layout);
    }

    /// <summary>Columns, from 40 to 100.</summary>
    internal int Width => _colour ? _layout.Value.Profile.Width : PlainWidth;

    internal void WriteLine(string text = "")
    {
        if (_silent)
            return;
        if (Fits(text))
            _output.WriteLine(text);
        else
            _layout.Value.WriteLine(text);
    }

    internal void Write(IRenderable shown)
    {
        if (!_silent)
            _layout.Value.Write(shown);
    }

    private bool Fits(string text)
    {
        int column = 0, width = Width;
        foreach (char c in text)
        {
            column = c == '\n' ? 0 : column + 1;
            if (column > width || c >= FirstWide || (char.IsControl(c) && c != '\n'))
                return false;
        }
        return true;
    }

    private IAnsiConsole Layout()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _colour ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = _colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(_output),
        });
        console.Profile.Width = _colour ? Math.Clamp(console.Profile.Width, 40, 100) : PlainWidth;
        return console;
    }
}
