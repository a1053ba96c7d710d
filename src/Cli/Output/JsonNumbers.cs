using System.Text.Json;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Output;

/// <summary>How numbers stand in the JSON: certified reals as {"lo", "hi", "exact"?}, infinities and NaN as strings.</summary>
internal static class JsonNumbers
{
    private const int LongestExact = 200;

    /// <summary>A double; "inf", "-inf" or "nan" where JSON has no number.</summary>
    internal static void WriteReal(this Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
    }

    internal static void WriteReal(this Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.WriteReal(value);
    }

    /// <summary>A certified real; null when there is none.</summary>
    internal static void WriteCertified(this Utf8JsonWriter json, string name, Certified? value, string? exactText = null)
    {
        json.WritePropertyName(name);
        json.WriteCertified(value, exactText);
    }

    internal static void WriteCertified(this Utf8JsonWriter json, Certified? value, string? exactText = null)
    {
        if (value is null)
        {
            json.WriteNullValue();
            return;
        }
        Interval enclosure = value.ToInterval();
        json.WriteStartObject();
        WriteEnd(json, "lo", enclosure.Lo, value.Exact ?? value.LowerBound);
        WriteEnd(json, "hi", enclosure.Hi, value.Exact ?? value.UpperBound);
        string? exact = exactText ?? value.Exact?.ToString();
        if (exact is { Length: <= LongestExact })
            json.WriteString("exact", exact);
        json.WriteEndObject();
    }

    /// <summary>An end of an enclosure; a finite number beyond the range of double is a decimal string such as "1.5e+400".</summary>
    private static void WriteEnd(Utf8JsonWriter json, string name, double value, Rational? exact)
    {
        if (!double.IsFinite(value) && exact is { } r)
            json.WriteString(name, Scientific.Text(r));
        else
            json.WriteReal(name, value);
    }
}
