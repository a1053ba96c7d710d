using BoundCheck.Bounds.Smt;

namespace BoundCheck.Bounds.Tests.Smt;

/// <summary>A machine without libz3.</summary>
internal static class MissingLibrary
{
    internal static Z3Library Instance { get; } = Z3Library.Load(["libz3-that-is-not-there.so.0"]);
}
