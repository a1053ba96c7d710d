using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Service;

/// <summary>A request that gets no answer, in the numbers of JSON-RPC.</summary>
internal sealed class ServiceException(int code, string message) : Exception(message)
{
    /// <summary>The text is not JSON.</summary>
    internal const int NotJson = -32700;

    /// <summary>The JSON is no request.</summary>
    internal const int NoRequest = -32600;

    /// <summary>There is no such method.</summary>
    internal const int NoMethod = -32601;

    /// <summary>An option or a text in the request can't be used; the data say where.</summary>
    internal const int BadInput = -32602;

    /// <summary>A bug of the program.</summary>
    internal const int Internal = -32603;

    /// <summary>The time limit was reached before anything was decided.</summary>
    internal const int NothingDecided = -32001;

    /// <summary>The request is too large, or there are too many.</summary>
    internal const int TooMuch = -32002;

    /// <summary>The request was cancelled.</summary>
    internal const int Cancelled = -32800;

    /// <summary>One of the numbers above.</summary>
    internal int Code { get; } = code;

    /// <summary>The text that is wrong, by the name of its parameter; null where it is not one text.</summary>
    internal string? Place { get; init; }

    /// <summary>The place in that text.</summary>
    internal ParseError? Where { get; init; }

    /// <summary>Everything known about a contradiction, as JSON; null otherwise.</summary>
    internal byte[]? Document { get; init; }
}
