using System.Net;
using System.Text.Json;
using BoundCheck.Cli.Service.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BoundCheck.Cli.Service.Workbench;

/// <summary>The page and its service over HTTP, on the loopback address, for whoever has the address with its token.</summary>
/// <remarks>
/// GET /TOKEN/ is the page and /TOKEN/NAME its parts; POST /TOKEN/rpc?channel=NAME takes one request of JSON-RPC and cancels the channel's earlier one. The
/// service is confined. The page may load nothing from elsewhere (Content-Security-Policy) and be framed by nobody.
/// </remarks>
internal sealed class WorkbenchServer : IAsyncDisposable
{
    /// <summary>The longest request in bytes.</summary>
    internal const int MostBytes = 64 << 10;

    /// <summary>Connections at once: one that a client has just left counts until it is noticed, so there are several for each channel.</summary>
    internal const int MostConnections = 4 * Channels.Most;

    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    private readonly Gate _gate = Gate.New();
    private readonly Channels _channels = new();
    private readonly BoundService _service;
    private readonly WebApplication _app;

    private WorkbenchServer(BoundService service, int port)
    {
        _service = service;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestLineSize = 4 << 10;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        _app = builder.Build();
        _app.Run(Handle);
    }

    /// <summary>The address of the page, with the token.</summary>
    internal Uri Address => new($"http://127.0.0.1:{_gate.Port}/{_gate.Token}/");

    /// <summary>Starts to listen.</summary>
    /// <param name="service">A confined service.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    internal static async Task<WorkbenchServer> Start(BoundService service, int port)
    {
        var server = new WorkbenchServer(service, port);
        await server._app.StartAsync();
        string bound = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server._gate.Port = new Uri(bound).Port;
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Handle(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        var (refused, path) = _gate.Admit(request);
        if (refused is { } status)
            response.StatusCode = status;
        else if (path == "rpc")
            await Ask(context);
        else if (!HttpMethods.IsGet(request.Method))
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        else if (PagePart.Find(path) is not { } part)
            response.StatusCode = StatusCodes.Status404NotFound;
        else
            await part.Write(response);
    }

    private async Task Ask(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        // A form or a script tag of another page can't send this type.
        if (!HttpMethods.IsPost(request.Method) || !request.HasJsonContentType())
        {
            response.StatusCode = HttpMethods.IsPost(request.Method) ? StatusCodes.Status415UnsupportedMediaType : StatusCodes.Status405MethodNotAllowed;
            return;
        }
        byte[] answer;
        string id = "null";
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, context.RequestAborted);
            using var document = RpcJson.Parse(body.ToArray());
            var (asked, named, problem) = RpcRequest.Read(document.RootElement);
            id = named;
            string? channel = request.Query["channel"];
            answer = asked is null
                ? RpcResponse.Error(id, ServiceException.NoRequest, problem!)
                : RpcResponse.Result(id, await _channels.Run(
                    channel, cancel => _service.Answer(asked.Method, asked.Parameters, cancel), context.RequestAborted));
        }
        catch (JsonException e)
        {
            answer = RpcResponse.Error("null", ServiceException.NotJson, $"not JSON: {e.Message}");
        }
        catch (ServiceException e)
        {
            answer = RpcResponse.Error(id, e);
        }
        catch (BadHttpRequestException e)
        {
            response.StatusCode = e.StatusCode;
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        response.ContentType = "application/json; charset=utf-8";
        await response.Body.WriteAsync(answer, context.RequestAborted);
    }
}
