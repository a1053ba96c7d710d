using System.Buffers;
using System.Globalization;
using System.Text.Json;
using BoundCheck.Cli.Input;
using Parquet;
using Parquet.Schema;

namespace BoundCheck.Cli.Output;

/// <summary>A column of a table: its name and a value for every row.</summary>
internal abstract class TableColumn
{
    /// <summary>The field of a Parquet file, with the name.</summary>
    internal abstract DataField Field { get; }

    /// <summary>The value of a row as a CSV file has it; nan, inf and -inf for what is no number.</summary>
    internal abstract string Text(int row);

    /// <summary>Writes the value of a row as JSON: null for nan, "inf" and "-inf" as everywhere.</summary>
    internal abstract void Write(Utf8JsonWriter json, int row);

    /// <summary>Writes rows into a Parquet file, as the field of its schema that has the name of this one.</summary>
    internal abstract Task Write(ParquetRowGroupWriter group, DataField field, int first, int count);

    /// <summary>Numbers or truth values.</summary>
    internal static TableColumn Of<T>(string name, Func<int, T> value)
        where T : struct, IFormattable => new Values<T>(new DataField<T>(name), value, v => Number(v));

    /// <summary>Truth values: true or false.</summary>
    internal static TableColumn Of(string name, Func<int, bool> value) => new Values<bool>(new DataField<bool>(name), value, v => v ? "true" : "false");

    /// <summary>Texts.</summary>
    internal static TableColumn Of(string name, Func<int, string> value) => new Texts(name, value);

    private static string Number(IFormattable value) => value is double d && !double.IsFinite(d) ? double.IsNaN(d) ? "nan" : d > 0 ? "inf" : "-inf"
        : value.ToString(value is double ? "R" : null, CultureInfo.InvariantCulture);

    // The arrays of a column serve the next one too: a file of many groups makes no garbage of their size.
    private static async Task Rows<T>(Func<int, T> value, int first, int count, Func<ArraySegment<T>, Task> write)
    {
        var rows = ArrayPool<T>.Shared.Rent(count);
        try
        {
            for (int i = 0; i < count; i++)
                rows[i] = value(first + i);
            await write(new ArraySegment<T>(rows, 0, count)).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rows);
        }
    }

    private sealed class Values<T>(DataField<T> name, Func<int, T> value, Func<T, string> text) : TableColumn
        where T : struct
    {
        internal override DataField Field => name;

        internal override string Text(int row) => text(value(row));

        internal override void Write(Utf8JsonWriter json, int row)
        {
            switch (value(row))
            {
                case double.NaN:
                    json.WriteNullValue();
                    break;
                case double d when !double.IsFinite(d):
                    json.WriteStringValue(d > 0 ? "inf" : "-inf");
                    break;
                case double d:
                    json.WriteNumberValue(d);
                    break;
                case bool b:
                    json.WriteBooleanValue(b);
                    break;
                case var other:
                    json.WriteRawValue(text(other));
                    break;
            }
        }

        internal override Task Write(ParquetRowGroupWriter group, DataField field, int first, int count) =>
            Rows(value, first, count, rows => group.WriteAsync<T>(field, rows.AsMemory()));
    }

    private sealed class Texts(string name, Func<int, string> value) : TableColumn
    {
        private readonly DataField<string> _field = new(name);

        internal override DataField Field => _field;

        internal override string Text(int row) => value(row) is var text && text.IndexOfAny([',', '"', '\n']) >= 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

        internal override void Write(Utf8JsonWriter json, int row) => json.WriteStringValue(value(row));

        internal override Task Write(ParquetRowGroupWriter group, DataField field, int first, int count) =>
            Rows(value, first, count, rows => group.WriteAsync(field, (IReadOnlyCollection<string>)rows));
    }
}

/// <summary>Columns of equal length, to be written as CSV or Parquet. A file is written beside its place and then renamed.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The columns; their names are part of the contract (docs/traces.md).</param>
internal sealed record DataTable(int Rows, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>Writes the table in the format that the name of the file ends in: .csv, or else Parquet.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    internal void Write(string path)
    {
        using var file = TableFile.Begin(path, Columns);
        file.Add(this);
        file.Complete();
    }

    internal static bool IsCsv(string path) => Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes {"columns": [names], "rows": [[values], ...]}.</summary>
    internal void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("columns");
        foreach (var column in Columns)
            json.WriteStringValue(column.Field.Name);
        json.WriteEndArray();
        json.WriteStartArray("rows");
        for (int i = 0; i < Rows; i++)
        {
            json.WriteStartArray();
            foreach (var column in Columns)
                column.Write(json, i);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
