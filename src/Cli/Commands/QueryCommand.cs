using System.CommandLine;
using System.Data;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using DuckDB.NET.Data;
using Spectre.Console;

namespace BoundCheck.Cli.Commands;

/// <summary>query: SQL over the tables of sweeps, traces and networks.</summary>
internal static class QueryCommand
{
    private const int ShownRows = 50;

    // A terminal of 80 columns has room for a table of so many.
    private const int TableColumns = 8;

    internal static Command Create(Session session)
    {
        var options = new CommonOptions();
        var path = new Argument<string>("PATH") { Description = "A .parquet or .csv file that sweep, run --trace or network wrote, or a folder of such "
            + "files." };
        var sql = new Argument<string>("SQL") { Description = "The query, in the SQL of DuckDB; the table is called data." };
        var command = new Command("query",
            "Asks a question over results in SQL (DuckDB).\n\nExample: boundcheck query map.parquet \"select outcome, count(*) as cells, max(steps) as "
                + "steps from data group by outcome\"")
        {
            path, sql,
        };
        foreach (var option in new Option[] { options.Json, options.Timeout, options.Quiet, options.NoColor })
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            using var context = new CommandContext(parse, options, session);
            using var connection = Open(parse.GetValue(path)!);
            using var query = connection.CreateCommand();
            using var stop = context.Deadline.Register(query.Cancel);
            try
            {
                query.CommandText = string.IsNullOrWhiteSpace(parse.GetValue(sql)) ? "select * from data" : parse.GetValue(sql)!;
                using var reader = query.ExecuteReader();
                Answer(reader, context);
                return 0;
            }
            catch (DuckDBException e)
            {
                context.Deadline.ThrowIfCancellationRequested();
                throw new InputException($"query: {OneLine(e)}", e);
            }
        });
        return command;
    }

    // The query may read what was asked about and nothing else, and write nothing.
    private static DuckDBConnection Open(string path)
    {
        string full = Path.GetFullPath(path);
        string[] files = Directory.Exists(full)
            ? [.. Directory.EnumerateFiles(full).Where(f => Kind(f) is not null).Order(StringComparer.Ordinal)]
            : File.Exists(full) && Kind(full) is not null ? [full]
            : throw new InputException($"query: {path}: expected a .parquet or .csv file, or a folder of them");
        var kinds = files.Select(Kind).Distinct().ToArray();
        if (kinds is not [var kind])
            throw new InputException(kinds.Length == 0 ? $"query: {path}: no .parquet or .csv file in it" : $"query: {path}: holds both .parquet and .csv "
                + "files");
        var connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            connection.Open();
            string list = string.Join(", ", files.Select(f => $"'{f.Replace("'", "''", StringComparison.Ordinal)}'"));
            foreach (string statement in (string[])[
                $"SET allowed_paths = [{list}]", "SET enable_external_access = false", "SET autoinstall_known_extensions = false",
                $"CREATE VIEW data AS SELECT * FROM {kind}([{list}], union_by_name = true)", "SET lock_configuration = true"])
            {
                using var command = connection.CreateCommand();
                command.CommandText = statement;
                command.ExecuteNonQuery();
            }
            return connection;
        }
        catch (DuckDBException e)
        {
            connection.Dispose();
            throw new InputException($"query: {path}: cannot be read: {OneLine(e)}", e);
        }
    }

    // The first lines say what is wrong and what may have been meant; the others draw a caret under a copy of the query.
    private static string OneLine(DuckDBException e)
    {
        string[] said = [.. e.Message.Trim().Split('\n').Select(l => l.Trim()).TakeWhile(l => !l.StartsWith("LINE ", StringComparison.Ordinal))];
        string text = string.Join(" ", said.Where(l => l.Length > 0));
        return text.Contains("Table with name", StringComparison.Ordinal) ? $"{text} The table is called data." : text;
    }

    private static string? Kind(string file) => Path.GetExtension(file).ToUpperInvariant() switch
    {
        ".PARQUET" or ".PQ" => "read_parquet",
        ".CSV" => "read_csv_auto",
        _ => null,
    };

    private static void Answer(IDataReader reader, CommandContext context)
    {
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        var shown = new Table { Border = TableBorder.Simple };
        foreach (string name in names)
            shown.AddColumn(Markup.Escape(name));
        int rows = 0;
        context.WriteJson(context.Document(json =>
        {
            json.WriteStartObject("query");
            JsonOutput.WriteStrings(json, "columns", names);
            json.WriteStartArray("rows");
            while (reader.Read())
            {
                json.WriteStartArray();
                Row(json);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }));
        // Where no JSON is asked for nothing was read yet.
        while (reader.Read())
            Row(null);
        if (shown.Rows.Count > 0)
            context.Terminal.Write(shown);
        context.Terminal.WriteLine(rows <= ShownRows ? $"{rows} rows" : $"{rows} rows, the first {ShownRows} shown (--json FILE has all)");

        void Row(Utf8JsonWriter? json)
        {
            var texts = new string[names.Length];
            for (int i = 0; i < names.Length; i++)
                texts[i] = Write(json, reader.IsDBNull(i) ? null : reader.GetValue(i));
            if (rows++ < ShownRows && names.Length <= TableColumns)
                shown.AddRow([.. texts.Select(t => new Text(t))]);
            else if (rows <= ShownRows)
                TextOutput.Line(context.Terminal, "", string.Join(", ", names.Zip(texts, (n, t) => $"{n} = {t}")), 2);
        }
    }

    // A value as JSON, where that is asked for, and as text.
    private static string Write(Utf8JsonWriter? json, object? value)
    {
        switch (value)
        {
            case null:
            case double.NaN:
            case float.NaN:
                json?.WriteNullValue();
                return value is null ? "" : "nan";
            case double or float when Convert.ToDouble(value, CultureInfo.InvariantCulture) is var d && double.IsInfinity(d):
                json?.WriteStringValue(d > 0 ? "inf" : "-inf");
                return d > 0 ? "inf" : "-inf";
            case double or float:
                double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                json?.WriteNumberValue(number);
                return number.ToString("G8", CultureInfo.InvariantCulture);
            case bool b:
                json?.WriteBooleanValue(b);
                return b ? "true" : "false";
            case BigInteger huge:
                json?.WriteRawValue(huge.ToString(CultureInfo.InvariantCulture));
                return huge.ToString(CultureInfo.InvariantCulture);
            case byte or sbyte or short or ushort or int or uint or long or ulong or decimal:
                json?.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                return ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
            default:
                string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
                json?.WriteStringValue(text);
                return text;
        }
    }
}
