using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace BoundCheck.Cli.Service.Workbench;

/// <summary>
/// Who may come in: the page that was opened with the token in its address, on this machine. Another page in the same browser, or a name that was made to point
/// here, may not.
/// </summary>
internal sealed class Gate(string token)
{
    /// <summary>The token, the first part of every path.</summary>
    internal string Token { get; } = token;

    /// <summary>The port; 0 until it is known.</summary>
    internal int Port { get; set; }

    /// <summary>A token that can't be guessed.</summary>
    internal static Gate New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    /// <summary>The status of a request that is refused, and the rest of the path of one that is let in.</summary>
    internal (int? Refused, string Path) Admit(HttpRequest request)
    {
        // A name that resolves to the loopback address (DNS rebinding) is not the address.
        if (!IsHere(request.Host.Value))
            return (StatusCodes.Status421MisdirectedRequest, "");
        string? origin = request.Headers.Origin;
        if (!string.IsNullOrEmpty(origin) && !(origin.StartsWith("http://", StringComparison.Ordinal) && IsHere(origin["http://".Length..])))
            return (StatusCodes.Status403Forbidden, "");
        string? site = request.Headers["Sec-Fetch-Site"];
        if (!string.IsNullOrEmpty(site) && site is not ("same-origin" or "none"))
            return (StatusCodes.Status403Forbidden, "");
        string path = request.Path.Value ?? "";
        int end = path.IndexOf('/', Math.Min(1, path.Length));
        string given = path.Length == 0 ? "" : end < 0 ? path[1..] : path[1..end];
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Token))
            ? (null, end < 0 ? "" : path[(end + 1)..])
            : (StatusCodes.Status404NotFound, "");
    }

    private bool IsHere(string? host) => host == $"127.0.0.1:{Port}" || host == $"localhost:{Port}";
}
