using System.Text;
using BoundCheck.Cli.Input;
using Parquet;
using Parquet.Schema;

namespace BoundCheck.Cli.Output;

/// <summary>A table in a file, CSV or Parquet by its name, written piece by piece beside its place and put there when it is complete.</summary>
internal abstract class TableFile : IDisposable
{
    /// <summary>The most rows of a group of a Parquet file, which a reader takes into memory as a whole.</summary>
    internal const int RowsPerGroup = 65_536;

    private readonly AtomicFile.Unfinished _file;

    private TableFile(string path)
    {
        _file = AtomicFile.Begin(path);
    }

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its place; .csv, or else Parquet.</param>
    /// <param name="columns">The columns that all pieces have.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    internal static TableFile Begin(string path, IReadOnlyList<TableColumn> columns) =>
        DataTable.IsCsv(path) ? new CsvFile(path, columns) : new ParquetFile(path, columns);

    /// <summary>Appends rows. A Parquet file gets a group for them, or several.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    internal void Add(DataTable rows) => _file.Write(stream => Append(stream, rows));

    /// <summary>Ends the file and puts it in its place.</summary>
    /// <param name="metadata">What a Parquet file says of itself as a whole.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    internal void Complete(IReadOnlyDictionary<string, string>? metadata = null)
    {
        _file.Write(stream => End(stream, metadata));
        _file.Complete();
    }

    public void Dispose() => _file.Dispose();

    protected abstract void Append(Stream stream, DataTable rows);

    protected abstract void End(Stream stream, IReadOnlyDictionary<string, string>? metadata);

    /// <summary>A line of names and a line a row.</summary>
    private sealed class CsvFile : TableFile
    {
        internal CsvFile(string path, IReadOnlyList<TableColumn> columns)
            : base(path) => _file.Write(stream => Lines(stream, text => text.WriteLine(string.Join(',', columns.Select(c => c.Field.Name)))));

        protected override void Append(Stream stream, DataTable rows) => Lines(stream, text =>
        {
            for (int i = 0; i < rows.Rows; i++)
            {
                for (int c = 0; c < rows.Columns.Count; c++)
                {
                    if (c > 0)
                        text.Write(',');
                    text.Write(rows.Columns[c].Text(i));
                }
                text.WriteLine();
            }
        });

        protected override void End(Stream stream, IReadOnlyDictionary<string, string>? metadata)
        {
        }

        private static void Lines(Stream stream, Action<TextWriter> write)
        {
            using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            write(text);
        }
    }

    private sealed class ParquetFile(string path, IReadOnlyList<TableColumn> columns) : TableFile(path)
    {
        // Without limits the library keeps every buffer that a group has ever needed.
        private static readonly ParquetOptions s_options = new() { MaximumSmallPoolFreeBytes = 1 << 22, MaximumLargePoolFreeBytes = 1 << 24 };

        // Its fields, in the order of the columns.
        private readonly ParquetSchema _schema = new([.. columns.Select(c => c.Field)]);
        private ParquetWriter? _writer;

        protected override void Append(Stream stream, DataTable rows) => AppendAsync(stream, rows).GetAwaiter().GetResult();

        protected override void End(Stream stream, IReadOnlyDictionary<string, string>? metadata) => EndAsync(stream, metadata).GetAwaiter().GetResult();

        // Not disposed of where the file is given up: that would write its end.
        private async Task<ParquetWriter> Writer(Stream stream) =>
            _writer ??= await ParquetWriter.CreateAsync(_schema, stream, s_options).ConfigureAwait(false);

        private async Task AppendAsync(Stream stream, DataTable rows)
        {
            var writer = await Writer(stream).ConfigureAwait(false);
            for (int first = 0; first < rows.Rows; first += RowsPerGroup)
            {
                using var group = writer.CreateRowGroup();
                foreach (var (column, field) in rows.Columns.Zip(_schema.GetDataFields()))
                    await column.Write(group, field, first, Math.Min(RowsPerGroup, rows.Rows - first)).ConfigureAwait(false);
            }
        }

        private async Task EndAsync(Stream stream, IReadOnlyDictionary<string, string>? metadata)
        {
            await using var writer = await Writer(stream).ConfigureAwait(false);
            if (metadata is not null)
                writer.CustomMetadata = metadata.ToDictionary();
        }
    }
}
