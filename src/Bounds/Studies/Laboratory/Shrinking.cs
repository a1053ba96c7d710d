using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>Makes a counterexample smaller: fewer steps, shorter numbers. Every change is certified anew.</summary>
internal static class Shrinking
{
    /// <summary>How far numbers are moved to shorter ones, the farthest first.</summary>
    private static readonly Rational[] s_reach = [Rational.Half, new(1, 5), new(1, 10), new(1, 20), new(1, 50), new(1, 100), new(1, 400)];

    /// <summary>A counterexample no larger than the one found.</summary>
    /// <param name="found">The one found.</param>
    /// <param name="certify">A counterexample at another step and start, or null.</param>
    internal static Counterexample Of(Counterexample found, Func<Rational, Rational[], Counterexample?> certify)
    {
        bool Try(Rational step, Rational[] start)
        {
            if (step == found.Step && start.SequenceEqual(found.Numbers))
                return false;
            if (certify(step, start) is not { } other || other.Size.CompareTo(found.Size) >= 0)
                return false;
            found = other;
            return true;
        }

        // All numbers at once, then one by one: a change of one may allow that of another.
        foreach (var reach in s_reach)
        {
            if (Try(Shorter(found.Step, reach).First(), [.. found.Numbers.Select(v => Shorter(v, reach).First())]))
                break;
        }
        for (int i = -1; i < found.Numbers.Length; i++)
        {
            if (i >= 0 && (Try(found.Step, With(i, 0)) || Try(found.Step, With(i, found.Numbers[i].Sign))))
                continue;
            var value = i < 0 ? found.Step : found.Numbers[i];
            _ = s_reach.SelectMany(r => Shorter(value, r)).Any(v => i < 0 ? Try(v, [.. found.Numbers]) : Try(found.Step, With(i, v)));
        }
        return found;

        Rational[] With(int place, Rational value) => [.. found.Numbers.SetItem(place, value)];
    }

    /// <summary>
    /// Shorter numbers near a value: the shortest around it, then below it, then above it, as a strict bound of a hypothesis may stand at the first.
    /// </summary>
    private static IEnumerable<Rational> Shorter(Rational value, Rational reach)
    {
        Rational far = Rational.Abs(value) * reach, near = far / 8;
        yield return Rational.Simplest(value - far, value + far);
        yield return Rational.Simplest(value - far, value - near);
        yield return Rational.Simplest(value + near, value + far);
    }
}
