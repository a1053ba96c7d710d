using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>Refutations of convexity by values alone, so wherever F has them: a point of the graph above a chord.</summary>
internal static class Chords
{
    private static readonly Rational[] s_points =
        [-64, -16, -8, -4, -2, -1, new(-1, 2), new(-1, 4), new(-1, 8), 0, new(1, 8), new(1, 4), new(1, 2), 1, 2, 4, 8, 16, 64];

    /// <summary>Three certified values that break convexity; null when the points tried show none.</summary>
    internal static Refuted? Refute(OuterExpressions f)
    {
        var function = new CertifiedFunction(f.Value, f.Argument);
        var values = s_points.Select(p => (At: p, Value: function.At(p))).Where(p => p.Value is not null).ToList();
        for (int width = 2; width < values.Count; width++)
        {
            for (int i = 0; i + width < values.Count; i++)
            {
                var (a, b) = (values[i], values[i + width]);
                for (int k = i + 1; k < i + width; k++)
                {
                    var (m, value) = values[k];
                    var chord = a.Value! + (b.Value! - a.Value!) * ((m - a.At) / (b.At - a.At));
                    if (Certified.Less(chord, value!) == true)
                    {
                        return new Refuted(
                            new Witness([new("a", a.At), new(f.Argument.Name, m), new("b", b.At)],
                                $"F({m}) = {Inequality.Show(value!)} lies above the chord from a to b, {Inequality.Show(chord)} there"),
                            Method.Interval);
                    }
                }
            }
        }
        return null;
    }
}
