using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BoundCheck.Numeric.Networks.Data;

/// <summary>A batch: standardised inputs and their targets.</summary>
public sealed class Dataset
{
    internal Dataset(string name, double[] inputs, double[] targets, int dimension, int outputs)
    {
        Name = name;
        Inputs = inputs;
        Targets = targets;
        Dimension = dimension;
        Outputs = outputs;
    }

    /// <summary>Where it is from.</summary>
    public string Name { get; }

    /// <summary>n.</summary>
    public int Samples => Inputs.Length / Dimension;

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>Targets a sample.</summary>
    public int Outputs { get; }

    internal double[] Inputs { get; }

    internal double[] Targets { get; }

    /// <summary>A fingerprint of the numbers.</summary>
    public string Digest => Convert.ToHexString(
        SHA256.HashData([.. SHA256.HashData(MemoryMarshal.AsBytes(Inputs.AsSpan())), .. SHA256.HashData(MemoryMarshal.AsBytes(Targets.AsSpan()))]))[..16];

    /// <summary>Mean 0 and variance 1 over all values of all samples together (globally, not by pixel).</summary>
    internal static double[] Standardise(double[] values, string name)
    {
        double mean = values.Average(), variance = values.Average(v => (v - mean) * (v - mean));
        if (!(variance > 0))
            throw new DataException(DataFault.Constant, name, "all inputs are equal; they can't be standardised");
        double scale = 1 / Math.Sqrt(variance);
        return [.. values.Select(v => (v - mean) * scale)];
    }
}
