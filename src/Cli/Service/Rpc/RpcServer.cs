using System.Text.Json;

namespace BoundCheck.Cli.Service.Rpc;

/// <summary>Answers one request: JSON on one line.</summary>
/// <exception cref="ServiceException">There is no answer.</exception>
internal delegate Task<byte[]> RpcHandler(string method, JsonElement? parameters, CancellationToken cancellation);

/// <summary>JSON-RPC 2.0 over two streams, one message a line: requests, notifications, batches; a request is cancelled by its id.</summary>
/// <remarks>
/// Requests are answered as they are done, in any order; a batch is answered at once, in its order. At most so many wait; then reading waits too.
/// </remarks>
internal sealed class RpcServer(Stream input, Stream output, RpcHandler handler) : IDisposable
{
    /// <summary>The longest message in bytes.</summary>
    internal const int MostBytes = 4 << 20;

    /// <summary>Requests of one batch at most.</summary>
    internal const int MostInBatch = 1000;

    private const int MostWaiting = 1024;

    private readonly SemaphoreSlim _writing = new(1);
    private readonly SemaphoreSlim _waiting = new(MostWaiting);
    private readonly List<(string Id, CancellationTokenSource Cancel)> _running = [];

    /// <summary>The method of the notification {"id": ..} that cancels a request.</summary>
    internal string CancelMethod { get; init; } = "cancel";

    /// <summary>The name of the parameter that names the request in it.</summary>
    internal string CancelParameter { get; init; } = "id";

    /// <summary>Reads to the end of the input and answers everything.</summary>
    /// <returns>When all is answered; at once when the output is closed.</returns>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    internal async Task Run(CancellationToken interrupt)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        var reader = new LineReader(input, MostBytes);
        var open = new HashSet<Task>();
        try
        {
            while (await reader.Read(stop.Token) is { } line)
            {
                await _waiting.WaitAsync(stop.Token);
                open.RemoveWhere(t => t.IsCompletedSuccessfully);
                // What is to be cancelled is known before the next line is read, so that a cancellation finds it.
                open.Add(Answer(line.Line, line.TooLong, stop));
            }
            await Task.WhenAll(open);
        }
        catch (OperationCanceledException) when (!interrupt.IsCancellationRequested)
        {
            // Nobody reads the answers any more.
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(open);
        }
    }

    private async Task Answer(byte[] line, bool tooLong, CancellationTokenSource stop)
    {
        try
        {
            if (await Respond(line, tooLong, stop.Token) is { } response)
                await Write(response);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            await stop.CancelAsync();
        }
        finally
        {
            _waiting.Release();
        }
    }

    private async Task<byte[]?> Respond(byte[] line, bool tooLong, CancellationToken stop)
    {
        if (tooLong)
            return RpcResponse.Error("null", ServiceException.TooMuch, $"a message has at most {MostBytes} bytes");
        if (line.AsSpan().Trim(" \t\r"u8).IsEmpty)
            return null;
        JsonDocument document;
        try
        {
            document = RpcJson.Parse(line);
        }
        catch (JsonException e)
        {
            return RpcResponse.Error("null", ServiceException.NotJson, $"not JSON: {e.Message}");
        }
        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array)
                return await RespondToOne(root, stop);
            if (root.GetArrayLength() is 0 or > MostInBatch)
                return RpcResponse.Error("null", ServiceException.NoRequest, $"a batch has 1 to {MostInBatch} requests");
            var responses = await Task.WhenAll(root.EnumerateArray().Select(m => RespondToOne(m, stop)).ToList());
            var answers = responses.OfType<byte[]>().ToList();
            return answers.Count == 0 ? null : [(byte)'[', .. answers.SelectMany((a, i) => i == 0 ? a : [(byte)',', .. a]), (byte)']'];
        }
    }

    private async Task<byte[]?> RespondToOne(JsonElement message, CancellationToken stop)
    {
        var (request, id, problem) = RpcRequest.Read(message);
        if (request is null)
            return RpcResponse.Error(id, ServiceException.NoRequest, problem!);
        if (request.Method == CancelMethod && request.Id is null)
        {
            Cancel(request.Parameters);
            return null;
        }
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var entry = (id, cancel);
        lock (_running)
            _running.Add(entry);
        try
        {
            byte[] result = await handler(request.Method, request.Parameters, cancel.Token);
            return request.Id is null ? null : RpcResponse.Result(id, result);
        }
        catch (ServiceException e)
        {
            return request.Id is null ? null : RpcResponse.Error(id, e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One request must not end the service.
            return request.Id is null ? null : RpcResponse.Error(id, ServiceException.Internal, $"internal error (a bug): {e.GetType().Name}: {e.Message}");
        }
        finally
        {
            lock (_running)
                _running.Remove(entry);
        }
    }

    private void Cancel(JsonElement? parameters)
    {
        if (parameters is not { ValueKind: JsonValueKind.Object } given || !given.TryGetProperty(CancelParameter, out var id))
            return;
        string name = id.GetRawText();
        lock (_running)
        {
            foreach (var (_, cancel) in _running.Where(r => r.Id == name).ToList())
                cancel.Cancel();
        }
    }

    public void Dispose()
    {
        _writing.Dispose();
        _waiting.Dispose();
    }

    private async Task Write(byte[] response)
    {
        await _writing.WaitAsync();
        try
        {
            await output.WriteAsync(response);
            output.WriteByte((byte)'\n');
            await output.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }
}
