using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using BoundCheck.Cli.Commands;
using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Service;

/// <summary>
/// The commands for a program instead of a person: a request names a command and its options, the answer is the command's JSON. Below serve, serve --stdio and
/// mcp.
/// </summary>
/// <remarks>
/// A request runs the command itself, with writers of its own; nothing depends on the console or the current folder but the names of files. Several run at
/// once, as many as there are processors, and share what is known of objectives. A method is a command that writes JSON.
/// </remarks>
internal sealed class BoundService : IDisposable
{
    private static readonly JsonWriterOptions s_oneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ImmutableDictionary<string, (int Place, MethodOptions Options)> _methods;
    private readonly SemaphoreSlim _turns;
    private readonly Analyses _analyses = new();
    private readonly bool _confined;

    /// <summary>Where a line goes for every answer, before it is sent: the method and the milliseconds that the command itself took.</summary>
    internal TextWriter Log { get; init; } = TextWriter.Null;

    /// <param name="confined">Only what <see cref="Confinement"/> offers.</param>
    /// <param name="atOnce">Requests that run at once.</param>
    internal BoundService(bool confined, int atOnce)
    {
        _confined = confined;
        _turns = new SemaphoreSlim(atOnce);
        var none = new Session(TextWriter.Null, TextWriter.Null, CancellationToken.None);
        _methods = CommandLine.Commands(none).Select((command, place) => (command, place))
            .Where(c => c.command.Options.Any(o => o.Name == "--json"))
            .ToImmutableDictionary(c => c.command.Name, c => (c.place, new MethodOptions(c.command)), StringComparer.Ordinal);
    }

    /// <summary>The methods with their parameters.</summary>
    internal IEnumerable<(string Name, Command Command, MethodOptions Options)> Methods
    {
        get
        {
            var commands = CommandLine.Commands(new Session(TextWriter.Null, TextWriter.Null, CancellationToken.None)).ToList();
            return _methods.Where(m => !_confined || Confinement.Methods.Contains(m.Key)).Select(m => (m.Key, commands[m.Value.Place], m.Value.Options));
        }
    }

    /// <summary>The answer to a request, on one line of UTF-8. Waits for its turn.</summary>
    /// <exception cref="ServiceException">There is no answer; the exception says why.</exception>
    internal async Task<byte[]> Answer(string method, JsonElement? parameters, CancellationToken cancellation)
    {
        if (!_methods.TryGetValue(method, out var known))
            throw new ServiceException(ServiceException.NoMethod, $"unknown method '{ProblemReader.Shorten(method)}'{Suggestion.Hint(method, _methods.Keys)}");
        if (parameters is { ValueKind: not JsonValueKind.Object })
            throw new ServiceException(ServiceException.BadInput, "the parameters go by name: expected an object");
        using var nothing = JsonDocument.Parse("{}");
        var given = parameters ?? nothing.RootElement;
        if (_confined)
            Confinement.Check(method, given);
        var tokens = known.Options.Tokens(given);
        try
        {
            await _turns.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new ServiceException(ServiceException.Cancelled, "cancelled");
        }
        try
        {
            return await Task.Run(() => Run(known.Place, tokens, cancellation), CancellationToken.None);
        }
        finally
        {
            _turns.Release();
        }
    }

    private byte[] Run(int place, List<string> tokens, CancellationToken cancellation)
    {
        try
        {
            using var output = new StringWriter();
            using var error = TextWriter.Synchronized(new StringWriter());
            var command = CommandLine.Commands(new Session(output, error, cancellation) { Analyses = _analyses }).ElementAt(place);
            // A token that begins with @ is no file of tokens here.
            var parse = command.Parse(tokens, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parse.Errors.Count > 0)
                throw new ServiceException(ServiceException.BadInput, parse.Errors[0].Message);
            var watch = Stopwatch.StartNew();
            int code = parse.Invoke(new InvocationConfiguration
            {
                Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
            });
            Log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{command.Name} {watch.Elapsed.TotalMilliseconds:F3} ms"));
            byte[] answer = OneLine(output.ToString());
            return code == ExitCodes.InternalError
                ? throw new ServiceException(ServiceException.Internal, "the measured run contradicts what was certified: a bug, please report it")
                {
                    Document = answer,
                }
                : answer;
        }
        catch (InputException e)
        {
            throw new ServiceException(ServiceException.BadInput, e.Message) { Place = e.Place is { } at ? MethodOptions.NameOf(at) : null, Where = e.Where };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new ServiceException(ServiceException.Cancelled, "cancelled");
        }
        catch (OperationCanceledException)
        {
            throw new ServiceException(ServiceException.NothingDecided, CommandLine.NothingDecided);
        }
        catch (Exception e) when (e is not ServiceException)
        {
            throw new ServiceException(ServiceException.Internal, $"internal error (a bug): {e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>The same JSON without line breaks; numbers stay as they are written.</summary>
    private static byte[] OneLine(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1024 });
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_oneLine))
            document.RootElement.WriteTo(writer);
        return stream.ToArray();
    }

    public void Dispose() => _turns.Dispose();
}
