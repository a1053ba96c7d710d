using Spectre.Console;
using Spectre.Console.Rendering;

namespace BoundCheck.Cli.Output;

/// <summary>A console that lays nothing out, for answers that nobody reads as text.</summary>
internal sealed class SilentConsole(IAnsiConsole like) : IAnsiConsole
{
    public Profile Profile => like.Profile;

    public IAnsiConsoleCursor Cursor => like.Cursor;

    public IAnsiConsoleInput Input => like.Input;

    public IExclusivityMode ExclusivityMode => like.ExclusivityMode;

    public RenderPipeline Pipeline => like.Pipeline;

    public void Clear(bool home)
    {
    }

    public void Write(IRenderable renderable)
    {
    }

    public void WriteAnsi(Action<AnsiWriter> action)
    {
    }
}
