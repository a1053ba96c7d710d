using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using BoundCheck.Bounds.Studies.Laboratory;
using BoundCheck.Cli.Input;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Output;

/// <summary>The part of a hunt as a file: its counts, and where its counterexamples were found.</summary>
internal static class HuntFiles
{
    /// <summary>The ending of a part's file.</summary>
    internal const string Extension = "json";

    private const long LargestFile = 1 << 24;

    /// <summary>The hash of everything that a hunt depends on.</summary>
    internal static string Problem(UserTheorem theorem, HuntOptions options)
    {
        var text = theorem.Text;
        return ShardManifest.Hash(string.Join('\n',
            [
                "hunt/1", text.Objective ?? "", options.Objective?.Expression.ToString() ?? "",
                string.Create(CultureInfo.InvariantCulture, $"{options.Runs};{options.Steps};{options.Seed}"),
                .. text.Parameters.Concat(text.Names).Concat(text.Hypotheses).Concat(text.Conclusions).Select(t => t.ToString()),
            ]));
    }

    /// <summary>Writes a finished part.</summary>
    /// <exception cref="InputException">The place can't be written.</exception>
    internal static void Write(string file, string problem, HuntPart part) => AtomicFile.Write(file, stream => stream.Write(JsonOutput.Document(json =>
    {
        json.WriteString("problem", problem);
        json.WriteNumber("runs", part.Runs);
        json.WriteNumber("objectives", part.Objectives);
        json.WriteNumber("leftOut", part.LeftOut);
        json.WriteNumber("unconfirmed", part.Unconfirmed);
        json.WriteStartArray("finds");
        foreach (var find in part.Finds)
        {
            json.WriteStartObject();
            json.WriteNumber("conclusion", find.Conclusion);
            json.WriteNumber("round", find.Round);
            json.WriteString("step", find.Step.ToString());
            JsonOutput.WriteStrings(json, "start", find.Start.Select(v => v.ToString()));
            json.WriteNumber("steps", find.Steps);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    })));

    /// <summary>Reads a part; null where there is none, or one that is damaged or of another hunt.</summary>
    internal static HuntPart? Read(string file, string problem)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            using var document = JsonDocument.Parse(InputFile.Bytes(file, file, "a part of a hunt", LargestFile));
            var root = document.RootElement;
            return root.GetProperty("problem").GetString() != problem ? null : new HuntPart(root.GetProperty("runs").GetInt32(),
                root.GetProperty("objectives").GetInt32(), root.GetProperty("leftOut").GetInt32(), root.GetProperty("unconfirmed").GetInt32(),
                [.. root.GetProperty("finds").EnumerateArray().Select(f => new HuntFind(f.GetProperty("conclusion").GetInt32(),
                    f.GetProperty("round").GetInt32(), Number(f.GetProperty("step")), [.. f.GetProperty("start").EnumerateArray().Select(Number)],
                    f.GetProperty("steps").GetInt64()))]);
        }
        catch (Exception e) when (e is InputException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static Rational Number(JsonElement text) =>
        ProblemReader.ReadNumber(new SourceText(text.GetString() ?? "", "a part of a hunt"), "a number").Exact
            ?? throw new FormatException("no rational number");
}
