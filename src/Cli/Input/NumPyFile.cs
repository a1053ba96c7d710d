using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Input;

/// <summary>NumPy's .npy format, versions 1 to 3 (NumPy Enhancement Proposal 1, Kern 2007): arrays of one or two dimensions of floating-point numbers or
/// integers.</summary>
internal static partial class NumPyFile
{
    private static readonly byte[] s_magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    [GeneratedRegex(@"'descr'\s*:\s*'(?<type>[<>|=]?[a-z]\d+)'")]
    private static partial Regex Type();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(?<order>True|False)")]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape'\s*:\s*\((?<shape>[\d\s,]*)\)")]
    private static partial Regex Shape();

    /// <summary>The matrix in the bytes of a file, each number the exact value of its binary form.</summary>
    /// <exception cref="InputException">Not such a file; the message names what was expected.</exception>
    internal static ListText Read(string path, byte[] bytes)
    {
        if (bytes.Length < 12 || !bytes.AsSpan(0, 6).SequenceEqual(s_magic))
            throw new InputException($"{path}: expected a .npy file, which starts with \\x93NUMPY");
        bool isFirst = bytes[6] == 1;
        int at = isFirst ? 10 : 12;
        long length = isFirst ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8));
        if (at + length > bytes.Length)
            throw new InputException(FormattableString.Invariant($"{path}: expected {at + length} bytes of header, found {bytes.Length}"));
        string header = Encoding.UTF8.GetString(bytes, at, (int)length);
        at += (int)length;
        if (Type().Match(header) is not { Success: true } type || Order().Match(header) is not { Success: true } order
            || Shape().Match(header) is not { Success: true } shape)
            throw new InputException($"{path}: expected a header with 'descr', 'fortran_order' and 'shape' of an array of plain numbers");
        var sizes = shape.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : int.MaxValue).ToList();
        if (sizes.Count is not (1 or 2) || sizes.Contains(0))
            throw new InputException($"{path}: expected an array of one or two dimensions with entries, found the shape ({shape.Groups["shape"].Value})");
        long count = sizes.Aggregate(1L, (a, b) => Math.Min(a * b, int.MaxValue));
        var read = Reader(type.Groups["type"].Value, out int size)
            ?? throw new InputException($"{path}: expected real numbers (f2, f4, f8, i1 to i8, u1 to u8), found the type '{type.Groups["type"].Value}'");
        if (count > ListText.MostEntries)
            throw new InputException(FormattableString.Invariant($"{path}: a matrix has at most {ListText.MostEntries} entries, this one {count}"));
        if (bytes.Length - at != count * size)
            throw new InputException(FormattableString.Invariant(
                $"{path}: expected {count * size} bytes of numbers after the header, found {bytes.Length - at}"));
        int rows = sizes[0], columns = sizes.Count == 2 ? sizes[1] : 1;
        var items = ImmutableArray.CreateBuilder<string>((int)count);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                int k = order.Groups["order"].Value == "True" ? j * rows + i : i * columns + j;
                items.Add((read(bytes.AsSpan(at + k * size, size))
                    ?? throw new InputException(FormattableString.Invariant($"{path}: expected finite numbers, but row {i + 1}, column {j + 1} is not one")))
                        .ToString());
            }
        }
        return new ListText(items.MoveToImmutable(), sizes.Count == 2 ? columns : null);
    }

    private delegate Rational? Decode(ReadOnlySpan<byte> bytes);

    private static Decode? Reader(string type, out int size)
    {
        bool big = type[0] == '>';
        string kind = type.TrimStart('<', '>', '|', '=');
        size = kind.Length == 2 ? kind[1] - '0' : 0;
        return kind switch
        {
            "f2" => b => Finite((double)(big ? BinaryPrimitives.ReadHalfBigEndian(b) : BinaryPrimitives.ReadHalfLittleEndian(b))),
            "f4" => b => Finite(big ? BinaryPrimitives.ReadSingleBigEndian(b) : BinaryPrimitives.ReadSingleLittleEndian(b)),
            "f8" => b => Finite(big ? BinaryPrimitives.ReadDoubleBigEndian(b) : BinaryPrimitives.ReadDoubleLittleEndian(b)),
            "i1" or "i2" or "i4" or "i8" or "u1" or "u2" or "u4" or "u8" =>
                b => new Rational(new System.Numerics.BigInteger(b, isUnsigned: kind[0] == 'u', isBigEndian: big), System.Numerics.BigInteger.One),
            _ => null,
        };
    }

    private static Rational? Finite(double value) => double.IsFinite(value) ? Rational.FromDouble(value) : null;
}
