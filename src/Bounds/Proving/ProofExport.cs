using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Proving;

/// <summary>One exported query.</summary>
/// <param name="File">File name inside the directory.</param>
/// <param name="Claim">The claim it belongs to, in the objective language.</param>
/// <param name="Box">The part of the box it speaks of.</param>
/// <param name="Obligation">The obligation.</param>
public sealed record ExportedObligation(string File, string Claim, string Box, SmtObligation Obligation);

/// <summary>Writes the Z3 queries that proved claims as SMT-LIB 2 files with an index, for any solver to re-check.</summary>
public static class ProofExport
{
    /// <summary>The queries recorded while a claim was decided, numbered from <paramref name="first"/>; none when Z3 was not needed.</summary>
    public static ImmutableArray<ExportedObligation> Name(Claim claim, IReadOnlyList<(string Box, SmtObligation Obligation)> recorded, int first)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(recorded);
        return [.. recorded.Select((r, i) => new ExportedObligation(
            string.Create(CultureInfo.InvariantCulture, $"{first + i:D4}-{r.Obligation.Kind}-{r.Obligation.Digest}.smt2"),
                claim.ToString(), r.Box, r.Obligation))];
    }

    /// <summary>
    /// Decides the claims, writes each query that took part in a proof, and index.json; returns verdicts and files. Claims that are not decided when the
    /// options' token is cancelled are unknown; what was found is written.
    /// </summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public static (ImmutableArray<Evidence> Evidence, ImmutableArray<ExportedObligation> Files) Write(
        string directory, IEnumerable<Claim> claims, ProverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(claims);
        Directory.CreateDirectory(directory);
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        var files = ImmutableArray.CreateBuilder<ExportedObligation>();
        foreach (var claim in claims)
        {
            var log = new ObligationLog();
            evidence.Add(Prover.Examine(claim, (options ?? ProverOptions.Default) with { Log = log }));
            if (evidence[^1].Verdict is not Proved)
                continue;
            // A claim proved by intervals is exported too where Z3 proves it as well.
            if (log.Proved.Count == 0 && !Prover.ProveBySolver(claim, (options ?? ProverOptions.Default) with { Log = log }))
                continue;
            files.AddRange(Name(claim, log.Proved, files.Count + 1));
        }
        foreach (var file in files)
            File.WriteAllText(Path.Combine(directory, file.File), file.Obligation.Script, new UTF8Encoding(false));
        File.WriteAllText(Path.Combine(directory, "index.json"), Index(evidence.ToImmutable(), files.ToImmutable()), new UTF8Encoding(false));
        return (evidence.ToImmutable(), files.ToImmutable());
    }

    /// <summary>The index: claims with verdicts, and for each file its claim, box, kind, statement, lemma instances and expected answer.</summary>
    public static string Index(ImmutableArray<Evidence> evidence, ImmutableArray<ExportedObligation> files)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "boundcheck/1");
            json.WriteStartArray("claims");
            foreach (var item in evidence)
            {
                json.WriteStartObject();
                json.WriteString("claim", item.Claim);
                json.WriteString("verdict", item.Verdict.Text);
                if (item.Verdict.DecidedBy is { } method)
                    json.WriteString("method", method.Text());
                if (item.Verdict is Proved proved)
                    json.WriteString("certificate", proved.Certificate);
                if (item.Verdict is Refuted refuted)
                    json.WriteString("witness", refuted.Witness.ToString());
                if (item.Verdict is Unknown unknown)
                    json.WriteString("reason", unknown.Reason);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("obligations");
            foreach (var file in files)
            {
                json.WriteStartObject();
                json.WriteString("file", file.File);
                json.WriteString("claim", file.Claim);
                json.WriteString("box", file.Box);
                json.WriteString("kind", file.Obligation.Kind);
                json.WriteString("statement", file.Obligation.Statement);
                json.WriteStartArray("lemmas");
                foreach (var lemma in file.Obligation.Lemmas)
                    json.WriteStringValue(lemma);
                json.WriteEndArray();
                json.WriteString("expected", "unsat");
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
