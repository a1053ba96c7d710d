using System.Collections.Immutable;

namespace BoundCheck.Bounds.Smt;

/// <summary>
/// Asks again whether a query that Z3 called unsat is unsat, with nlsat's factorisation off. Without it a query with many assertions can take a thousand
/// times the steps, so where the first
/// attempt does not answer, assertions that are not needed are removed first: what contradicts itself in part does so as a whole.
/// </summary>
/// <remarks>
/// libz3 4.8.12 with factorisation was seen to call satisfiable queries with one algebraic model unsat (s^2 + c^2 = 1, s + c >= r, r^2 = 2, r > 0, |s|, |c|
/// &lt;= 1), in some orders of
/// declaration also under :reorder false alone. See docs/trust.md for the counts. Where nothing here answers, the answer is unknown.
/// </remarks>
internal sealed class UnsatConfirmation
{
    private const string CheckSat = "(check-sat)", Assert = "(assert ";
    private const uint LeastSteps = 20_000, MostRuns = 3;

    private readonly Func<string, uint, SmtAnswer> _ask;
    private readonly string[] _lines;
    private readonly uint _usual;
    private readonly long _most;
    private long _spent;

    /// <param name="ask">Runs a script with a number of steps.</param>
    /// <param name="script">A script that ends in one check-sat command, an assertion a line.</param>
    /// <param name="resources">Most steps of one run.</param>
    /// <param name="steps">Steps of the run that answered unsat.</param>
    internal UnsatConfirmation(Func<string, uint, SmtAnswer> ask, string script, uint resources, long steps)
    {
        _ask = ask;
        _lines = script.Split('\n');
        _usual = (uint)Math.Min(resources, Math.Max(LeastSteps, 2 * steps));
        _spent = steps;
        _most = steps + MostRuns * (long)resources;
    }

    /// <summary>The settings, each without factorisation. Which of them is quick is not known before.</summary>
    internal static ImmutableArray<string> Tactics { get; } =
        ["(using-params qfnra-nlsat :factor false :reorder false)", "(using-params qfnra-nlsat :factor false)"];

    /// <summary>Unsat when confirmed; sat with the model when one of the settings finds one of the whole query; otherwise unknown.</summary>
    internal SmtAnswer Run()
    {
        if (!_lines.Any(l => l.Contains(CheckSat, StringComparison.Ordinal)))
            return SmtAnswer.Unknown("the script has no (check-sat)");
        int[] all = [.. Enumerable.Range(0, _lines.Length).Where(IsAssertion)];
        if (Confirm(all) is { } direct)
            return direct with { Steps = _spent };
        var core = Core(all);
        if (core.Length < all.Length && Confirm(core) is { Status: SmtStatus.Unsat } part)
            return part with { Steps = _spent };
        return SmtAnswer.Unknown("Z3 answered unsat, but not again without factorisation") with { Steps = _spent };
    }

    private SmtAnswer? Confirm(int[] kept)
    {
        foreach (string tactic in Tactics)
        {
            var answer = Ask(kept, $"(check-sat-using {tactic})");
            if (answer.Status != SmtStatus.Unknown)
                return answer;
        }
        return null;
    }

    // Removes runs of assertions, long ones first, as long as the usual settings still say unsat and steps are left.
    private int[] Core(int[] kept)
    {
        for (int length = kept.Length / 2; length >= 1; length /= 2)
        {
            for (int from = 0; from < kept.Length && _spent < _most;)
            {
                int[] rest = [.. kept[..from], .. kept[Math.Min(from + length, kept.Length)..]];
                if (Ask(rest, CheckSat).Status == SmtStatus.Unsat)
                    kept = rest;
                else
                    from += length;
            }
        }
        return kept;
    }

    private SmtAnswer Ask(int[] kept, string check)
    {
        var assertions = kept.ToHashSet();
        var lines = _lines.Where((l, i) => !IsAssertion(i) || assertions.Contains(i));
        var answer = _ask(string.Join('\n', lines).Replace(CheckSat, check, StringComparison.Ordinal), _usual);
        _spent += answer.Steps;
        return answer;
    }

    // A whole assertion on its line.
    private bool IsAssertion(int i) =>
        _lines[i].StartsWith(Assert, StringComparison.Ordinal) && _lines[i].Count(c => c == '(') == _lines[i].Count(c => c == ')');
}
