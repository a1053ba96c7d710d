using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Z3;

namespace BoundCheck.Bounds.Smt;

/// <summary>The system's native Z3 library, found at run time, or the reason why it cannot be used.</summary>
/// <remarks>
/// The managed package carries native binaries for Windows and macOS only; on Linux its entry points are resolved to the
/// system's libz3. Only the entry points that every libz3 since 4.8 has are used.
/// </remarks>
public sealed class Z3Library
{
    private static readonly ImmutableArray<string> s_names = ["libz3.so.4", "libz3.so", "libz3"];
    private static readonly System.Version s_least = new(4, 8);
    private static readonly Lazy<Z3Library> s_default = new(() => Load(s_names));
    private static readonly Lock s_gate = new();
    private static nint s_handle;

    private Z3Library(string? version, string? problem)
    {
        Version = version;
        Problem = problem;
    }

    /// <summary>The library of this machine, looked up once.</summary>
    public static Z3Library Default => s_default.Value;

    /// <summary>The full version text of the library, such as "Z3 4.8.12.0"; null when it is not available.</summary>
    public string? Version { get; }

    /// <summary>Why Z3 cannot be used, with what to do about it; null when it can.</summary>
    public string? Problem { get; }

    /// <summary>True when queries can be run.</summary>
    public bool IsAvailable => Problem is null;

    /// <summary>Tries the given library names in order and checks version and entry points.</summary>
    public static Z3Library Load(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var tried = new List<string>();
        foreach (var name in names)
        {
            tried.Add(name);
            if (NativeLibrary.TryLoad(name, typeof(Context).Assembly, null, out nint handle))
                return Check(name, handle);
        }
        return new(null, $"Z3 is not available: none of {string.Join(", ", tried)} was found. "
            + "Install libz3 (Debian: apt install libz3-4); interval methods work without it.");
    }

    private static Z3Library Check(string name, nint handle)
    {
        foreach (var entry in (ReadOnlySpan<string>)["Z3_mk_config", "Z3_mk_context", "Z3_del_context", "Z3_eval_smtlib2_string", "Z3_interrupt",
            "Z3_set_error_handler", "Z3_get_full_version"])
        {
            if (!NativeLibrary.TryGetExport(handle, entry, out _))
                return new(null, $"Z3 is not available: {name} has no entry point {entry}; version {s_least} or newer is needed. "
                    + "Interval methods work without it.");
        }
        Register(handle);
        string version = Native.Z3_get_full_version();
        return Refusal(name, version) is { } problem ? new(null, problem) : new(version, null);
    }

    /// <summary>Why a library of a version is not used; null when it is.</summary>
    internal static string? Refusal(string name, string version) => ParseVersion(version) is { } v && v >= s_least
        ? null
        : $"Z3 is not available: {name} is \"{version}\"; version {s_least} or newer is needed. Interval methods work without it.";

    /// <summary>The numeric part of a version text such as "Z3 4.8.12.0" or "4.12.2.0"; null when there is none.</summary>
    internal static System.Version? ParseVersion(string text)
    {
        int start = text.IndexOfAny([.. "0123456789"], text.IndexOf("Z3 ", StringComparison.Ordinal) is >= 0 and var z ? z + 3 : 0);
        if (start < 0)
            return null;
        int end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            end++;
        return System.Version.TryParse(text[start..end].TrimEnd('.'), out var version) ? version : null;
    }

    // The resolver of an assembly can be set once in a process; it hands out the first library that passed the check.
    private static void Register(nint handle)
    {
        lock (s_gate)
        {
            if (s_handle != 0)
                return;
            s_handle = handle;
            NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, Resolve);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name.Contains("z3", StringComparison.OrdinalIgnoreCase) ? s_handle : 0;
}
