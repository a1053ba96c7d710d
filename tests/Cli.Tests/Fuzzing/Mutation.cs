using System.Text;

namespace BoundCheck.Cli.Tests.Fuzzing;

/// <summary>Changes a valid input a little, knowing what texts and binary headers are made of: tokens, numbers, brackets, lines, sizes.</summary>
internal sealed class Mutation(IReadOnlyList<byte[]> corpus)
{
    private const int MostBytes = 1 << 16;

    /// <summary>Numbers at and beyond every edge, and what is no number anywhere.</summary>
    private static readonly string[] s_numbers =
    [
        "0", "-0", "1", "-1", "0.1", "1/3", "1/0", "-1/7", "1e308", "1e309", "-1e-400", "1e10000", "1e10001", "1e99999999999", "2147483647", "2147483648", "-2147483648",
        "4294967296", "9223372036854775807", "9223372036854775808", "99999999999999999999999999", "0x10", "0b1", "1_000", "1__0", ".", ".5", "5.", "1e", "1e+", "--1", "+1",
        "inf", "-inf", "nan", "NaN", "Infinity", "1,5", "1'000", "007", "1979-05-27", "true", "null", "9^9", "2^4096", "2^-4096", "sqrt(2)", "pi", "e", "log(0)", "0/0", "1..2",
        "[0,1]", "(0,inf)", "[1,0]", "[]", "{}", "\u0661\u0662", "\uFF11", "\u00BD", "\u221E",
    ];

    /// <summary>What texts of strange origin hold: marks of byte order, NUL, line ends, half characters, letters that look alike or have no width.</summary>
    private static readonly byte[][] s_oddities =
    [
        [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0], [0, 0, 0, 0], [13, 10], [13], [10], [9], [11], [12], [0x1A], [0x7F], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80],
        [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x98, 0x80], [0xE2, 0x80, 0xA8], [0xC2, 0x85], [0xE2, 0x80, 0xAE], [0xE2, 0x80, 0x8B], [0xCC, 0x81], [0xC2, 0xA0], [0xCF, 0x80], [0xD0, 0xB0],
        [0xE2, 0x88, 0x92], [0xEF, 0xBC, 0x88], "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(), "\\U0010FFFF"u8.ToArray(), "\"\"\""u8.ToArray(), "'''"u8.ToArray(), "#"u8.ToArray(), "\\"u8.ToArray(),
    ];

    private const string Marks = "()[]{}<>=,;:.+-*/^@!&|'\"\\#_ \t\n";

    /// <summary>The input of a number: the same for the same number, whatever was made before.</summary>
    internal byte[] Input(long number)
    {
        var random = new Random(HashCode(number));
        byte[] input = Pick(random, corpus);
        for (int changes = 1 + random.Next(4); changes > 0; changes--)
            input = Change(random, input);
        return input.Length <= MostBytes ? input : input[..MostBytes];
    }

    // SplitMix64 (Steele, Lea, Flood 2014): neighbouring numbers get unrelated seeds.
    private static int HashCode(long number)
    {
        ulong z = unchecked((ulong)number * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return unchecked((int)(z ^ (z >> 31)));
    }

    private byte[] Change(Random random, byte[] input)
    {
        int at = random.Next(input.Length + 1);
        var (from, length) = Token(random, input);
        switch (random.Next(16))
        {
            case 0: // one bit
                byte[] flipped = [.. input];
                if (flipped.Length > 0)
                    flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1: // one byte, any
                return Replace(input, at, random.Next(2), [(byte)random.Next(256)]);
            case 2: // a mark where another was
                return Replace(input, at, random.Next(2), [(byte)Marks[random.Next(Marks.Length)]]);
            case 3: // a range gone
                return Replace(input, at, random.Next(1 + Math.Min(input.Length - at, 40)), []);
            case 4: // the end gone
                return input[..at];
            case 5: // a range twice
                return Replace(input, at, 0, input.AsSpan(at, random.Next(1 + Math.Min(input.Length - at, 60))));
            case 6: // a token many times, as nesting and long lists are
                return Replace(input, from, 0, Repeated(input.AsSpan(from, length), 1 << random.Next(9)));
            case 7: // a bracket many times
                return Replace(input, at, 0, Repeated([(byte)Marks[random.Next(8)]], 1 << random.Next(9)));
            case 8: // a number or a word becomes a strange number
            case 9:
                return Replace(input, from, length, Encoding.UTF8.GetBytes(Pick(random, s_numbers)));
            case 10: // a token becomes one of another input
            case 11:
                byte[] other = Pick(random, corpus);
                var (start, size) = Token(random, other);
                return Replace(input, from, length, other.AsSpan(start, size));
            case 12: // two inputs crossed
                byte[] tail = Pick(random, corpus);
                return [.. input.AsSpan(0, at), .. tail.AsSpan(random.Next(tail.Length + 1))];
            case 13: // a token gone
                return Replace(input, from, length, []);
            case 14: // a size of a binary header
                byte[] word = BitConverter.GetBytes(Pick(random, [0, 1, -1, int.MaxValue, int.MinValue, 255, 256, 65535, 65536, 1 << 30, random.Next()]));
                if (random.Next(2) == 0)
                    Array.Reverse(word);
                return Replace(input, at, Math.Min(input.Length - at, random.Next(2) * 4), word);
            default:
                return Replace(input, at, 0, Pick(random, s_oddities));
        }
    }

    // A run of letters and digits, or one byte where there is none.
    private static (int From, int Length) Token(Random random, byte[] input)
    {
        if (input.Length == 0)
            return (0, 0);
        int from = random.Next(input.Length), end = from + 1;
        while (from > 0 && IsWord(input[from]) && IsWord(input[from - 1]))
            from--;
        while (end < input.Length && IsWord(input[end]) && IsWord(input[end - 1]))
            end++;
        return (from, end - from);
    }

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'.';

    private static T Pick<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private static byte[] Repeated(ReadOnlySpan<byte> part, int times)
    {
        times = Math.Min(times, MostBytes / Math.Max(1, part.Length));
        var result = new byte[part.Length * times];
        for (int i = 0; i < times; i++)
            part.CopyTo(result.AsSpan(i * part.Length));
        return result;
    }

    private static byte[] Replace(byte[] input, int at, int length, ReadOnlySpan<byte> by)
    {
        length = Math.Min(length, input.Length - at);
        return [.. input.AsSpan(0, at), .. by, .. input.AsSpan(at + length)];
    }
}
