using System.Collections.Immutable;

namespace BoundCheck.Bounds.Proofs;

/// <summary>
/// proofs/index.tsv inside the program: the list that proofs/check.sh verifies line by line, so what the catalogue says about
/// proofs is what was checked, and the prover uses no lemma bound that is not in it.
/// </summary>
/// <remarks>
/// A line belongs to the conclusions of its last column; without one to what its id says: T1.C5.count to T1.C5, T6 to theorem T6.
/// A line of a whole theorem stands for those of its conclusions that have no line of their own.
/// </remarks>
public sealed class ProofIndex
{
    private const int Columns = 6;
    private static readonly Lazy<ProofIndex> s_current = new(Load);
    private readonly ImmutableDictionary<string, ImmutableArray<ProofEntry>> _byTarget;

    private ProofIndex(ImmutableArray<ProofEntry> entries)
    {
        Entries = entries;
        _byTarget = entries.SelectMany(e => e.Supports.Select(t => (Target: t, Entry: e))).GroupBy(p => p.Target, StringComparer.Ordinal)
            .ToImmutableDictionary(g => g.Key, g => g.Select(p => p.Entry).OrderBy(e => e.Status).ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The index the program was built with.</summary>
    public static ProofIndex Current => s_current.Value;

    /// <summary>All lines, in the file's order.</summary>
    public ImmutableArray<ProofEntry> Entries { get; }

    /// <summary>Reads an index: a header line, then tab-separated id, statement, file, lemma, status and (optional) what it supports.</summary>
    /// <exception cref="FormatException">A line has not 5 or 6 columns, an unknown status, or an id that occurred before.</exception>
    public static ProofIndex Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var entries = ImmutableArray.CreateBuilder<ProofEntry>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n').Skip(1).Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0))
        {
            var cells = line.Split('\t');
            if (cells.Length is not (Columns - 1 or Columns) || !ids.Add(cells[0]))
                throw new FormatException($"the proof index has a malformed or repeated line: {line}");
            entries.Add(Entry(cells));
        }
        return new(entries.DrainToImmutable());
    }

    /// <summary>The lines for one conclusion, what is proved first; empty when there is none.</summary>
    /// <param name="theorem">The theorem's id.</param>
    /// <param name="conclusion">The conclusion's id.</param>
    public ImmutableArray<ProofEntry> Of(string theorem, string conclusion) =>
        _byTarget.TryGetValue($"{theorem}.{conclusion}", out var own) ? own : _byTarget.GetValueOrDefault(theorem, []);

    /// <summary>The lines for a lemma bound of the prover; empty when there is none.</summary>
    /// <param name="instance">The name of an instance, such as "exp-below(3) at 1/2, t &lt;= c": what stands before the parameters is the bound.</param>
    public ImmutableArray<ProofEntry> OfLemma(string instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        int end = instance.AsSpan().IndexOfAny('(', ',', ' ');
        return _byTarget.GetValueOrDefault($"lemma:{(end < 0 ? instance : instance[..end])}", []);
    }

    /// <summary>What the proofs of a theorem rest on, in one sentence: which conclusions are proved in Coq, checked by Z3, or assumed.</summary>
    /// <param name="theorem">The theorem's id.</param>
    /// <param name="conclusions">The ids of its conclusions.</param>
    public string Summary(string theorem, IEnumerable<string> conclusions)
    {
        ArgumentNullException.ThrowIfNull(conclusions);
        var groups = conclusions.GroupBy(c => Kind(Of(theorem, c)));
        return string.Join("; ", groups.Select(g => $"{string.Join(", ", g)} {g.Key}"));
    }

    // A conclusion rests on all of its lines: one with an assumption is named beside the proved ones, and Z3's are a second check.
    private static string Kind(ImmutableArray<ProofEntry> entries)
    {
        if (entries.IsEmpty)
            return "not in the proof index";
        if (entries.FirstOrDefault(e => e.Status == ProofStatus.Assumed) is { } assumed)
            return assumed.Wording;
        bool coq = entries.Any(e => e.Status == ProofStatus.Coq), part = entries.Any(e => e.Status == ProofStatus.CoqAssuming);
        return (coq, part) switch
        {
            (true, false) => "proved in Coq",
            (true, true) => "proved in Coq, in part under a stated assumption",
            (false, true) => "proved in Coq under a stated assumption",
            _ => "checked by Z3",
        };
    }

    private static ProofEntry Entry(string[] cells)
    {
        string? file = cells[2] == "-" ? null : cells[2], lemma = cells[3] == "-" ? null : cells[3];
        const string assumed = "assumed:";
        string? assumption = cells[4].StartsWith(assumed, StringComparison.Ordinal) ? cells[4][assumed.Length..] : null;
        var status = assumption is not null ? file is null ? ProofStatus.Assumed : ProofStatus.CoqAssuming
            : cells[4] == "coq" ? ProofStatus.Coq
            : cells[4].StartsWith("smt:", StringComparison.Ordinal) ? ProofStatus.Z3
            : throw new FormatException($"the proof index has an unknown status: {cells[4]}");
        ImmutableArray<string> supports = cells.Length == Columns
            ? [.. cells[Columns - 1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(t => t != "-")] : FromId(cells[0]);
        return new(cells[0], cells[1], file, lemma, status, assumption, supports);
    }

    // T1.C5.count -> T1.C5; T6 -> T6; T1.identity -> none.
    private static ImmutableArray<string> FromId(string id)
    {
        var parts = id.Split('.');
        if (parts[0] is not ['T', ..])
            return [];
        return parts.Length == 1 ? [id] : parts[1] is ['C', >= '0' and <= '9', ..] ? [$"{parts[0]}.{parts[1]}"] : [];
    }

    private static ProofIndex Load()
    {
        using var stream = typeof(ProofIndex).Assembly.GetManifestResourceStream("proofs-index.tsv")
            ?? throw new InvalidOperationException("the proof index is not embedded");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }
}
