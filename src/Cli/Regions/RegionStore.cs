using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Output;
using Parquet;
using Parquet.Schema;

namespace BoundCheck.Cli.Regions;

/// <summary>The table of a region certificate as a Parquet file, one row a cell, and its reuse.</summary>
/// <remarks>
/// A stored table is taken only for the same objective, step, region and tolerances and the same build of the program, and only if its digest is right: the
/// file keeps a result of this program, it is no evidence of its own.
/// </remarks>
internal static class RegionStore
{
    private const string IdentityKey = "boundcheck.identity", DigestKey = "boundcheck.digest";
    private const int RowsPerGroup = 1 << 20;

    private const string Left = "upsilonFrom", Right = "upsilonTo", Low = "dFrom", High = "dTo", Floor = "hPhiAtLeast";

    /// <summary>What a table depends on.</summary>
    internal static string Identity(Setting setting, RegionRequest request) => Hash(Encoding.UTF8.GetBytes(string.Join('\n',
        typeof(RegionCertificate).Assembly.ManifestModule.ModuleVersionId, setting.Objective.Expression, setting.Step, request.MostEdge, request.MostImbalance,
        request.LeastA, request.LeastB, request.LeastProduct, request.MostProduct, string.Join(' ', request.Tolerances))));

    /// <summary>Writes the table of a certificate that holds.</summary>
    internal static void Write(string path, RegionCertificate certificate)
    {
        var cells = certificate.Data!;
        string identity = Identity(certificate.Setting, certificate.Request);
        AtomicFile.Write(path, stream => WriteAsync(stream, cells, identity).GetAwaiter().GetResult());
    }

    /// <summary>The table in a file; null where there is none for this identity.</summary>
    internal static RegionCells? Read(string path, string identity, int tolerances)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var stream = File.OpenRead(path);
            return ReadAsync(stream, identity, tolerances).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException
            or ParquetException or ArgumentException or InvalidOperationException)
        {
            // A file of another kind, or a damaged one, is no table.
            return null;
        }
    }

    private static string Count(int tolerance) => $"count{tolerance + 1}";

    private static async Task WriteAsync(Stream stream, RegionCells cells, string identity)
    {
        DataField<double> left = new(Left), right = new(Right), low = new(Low), high = new(High);
        var counts = Enumerable.Range(0, cells.Counts.Length).Select(t => new DataField<int>(Count(t))).ToArray();
        var floor = new DataField<float>(Floor);
        var schema = new ParquetSchema([left, right, low, high, .. counts, floor]);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream).ConfigureAwait(false);
        writer.CustomMetadata = new Dictionary<string, string> { [IdentityKey] = identity, [DigestKey] = Digest(cells) };
        int width = cells.Columns.Length - 1, all = cells.Floors.Length;
        for (int first = 0; first < all; first += RowsPerGroup)
        {
            int from = first, count = Math.Min(RowsPerGroup, all - first);
            double[] Of(Func<int, double> value) => [.. Enumerable.Range(from, count).Select(value)];
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<double>(left, Of(i => cells.Columns[i % width])).ConfigureAwait(false);
            await group.WriteAsync<double>(right, Of(i => cells.Columns[i % width + 1])).ConfigureAwait(false);
            await group.WriteAsync<double>(low, Of(i => i < width ? 0 : cells.Layers[i / width - 1])).ConfigureAwait(false);
            await group.WriteAsync<double>(high, Of(i => cells.Layers[i / width])).ConfigureAwait(false);
            for (int t = 0; t < counts.Length; t++)
                await group.WriteAsync<int>(counts[t], cells.Counts[t].AsMemory(first, count)).ConfigureAwait(false);
            await group.WriteAsync<float>(floor, cells.Floors.AsMemory(first, count)).ConfigureAwait(false);
        }
    }

    private static async Task<RegionCells?> ReadAsync(Stream stream, string identity, int tolerances)
    {
        await using var reader = await ParquetReader.CreateAsync(stream).ConfigureAwait(false);
        if (reader.CustomMetadata is not { } metadata || metadata.GetValueOrDefault(IdentityKey) != identity)
            return null;
        var counts = Enumerable.Range(0, tolerances).Select(_ => new List<int>()).ToArray();
        var floors = new List<float>();
        List<double> left = [], right = [], layers = [];
        for (int g = 0; g < reader.RowGroupCount; g++)
        {
            using var group = reader.OpenRowGroupReader(g);
            int rows = checked((int)group.RowCount);
            async Task<T[]> Column<T>(string name)
                where T : struct
            {
                var values = new T[rows];
                await group.ReadAsync<T>(reader.Schema.GetDataFields().Single(f => f.Name == name), values.AsMemory()).ConfigureAwait(false);
                return values;
            }

            left.AddRange(await Column<double>(Left).ConfigureAwait(false));
            right.AddRange(await Column<double>(Right).ConfigureAwait(false));
            layers.AddRange(await Column<double>(High).ConfigureAwait(false));
            for (int t = 0; t < tolerances; t++)
                counts[t].AddRange(await Column<int>(Count(t)).ConfigureAwait(false));
            floors.AddRange(await Column<float>(Floor).ConfigureAwait(false));
        }
        int width = layers.TakeWhile(d => d == layers[0]).Count();
        if (width == 0 || layers.Count % width != 0)
            return null;
        var cells = new RegionCells([.. left.Take(width), right[width - 1]],
            [.. layers.Where((_, i) => i % width == 0)], [.. counts.Select(c => c.ToArray())], [.. floors]);
        return Digest(cells) == metadata.GetValueOrDefault(DigestKey) ? cells : null;
    }

    private static string Digest(RegionCells cells)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(cells.Columns.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(cells.Layers.AsSpan()));
        foreach (int[] counts in cells.Counts)
            hash.AppendData(MemoryMarshal.AsBytes(counts.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(cells.Floors.AsSpan()));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string Hash(byte[] data) => Convert.ToHexString(SHA256.HashData(data));
}
