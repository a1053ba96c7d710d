namespace BoundCheck.Numeric.Networks.Data;

/// <summary>Synthetic data: normal inputs, targets from a random network of the same kind (the teacher).</summary>
public static class TeacherStudent
{
    /// <summary>A data set of n samples whose targets a teacher of the given width and activation gives, scaled to mean square 1 an output.</summary>
    /// <param name="samples">n, at least 2.</param>
    /// <param name="dimension">d, at least 1.</param>
    /// <param name="outputs">Outputs, at least 1.</param>
    /// <param name="width">The teacher's hidden units, at least 1.</param>
    /// <param name="activation">The teacher's activation.</param>
    /// <param name="seed">Determines inputs and teacher.</param>
    /// <exception cref="DataException">The teacher's outputs are not finite or all 0.</exception>
    public static Dataset Generate(int samples, int dimension, int outputs, int width, ScalarFunction activation, long seed)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        string name = $"teacher:{samples},{dimension},{outputs},{width}";
        RandomSource points = new(seed, 1), weights = new(seed, 2);
        var inputs = Dataset.Standardise(Draw(points, samples * dimension, 1), name);
        double[] first = Draw(weights, dimension * width, 1 / Math.Sqrt(dimension)), second = Draw(weights, width * outputs, 1 / Math.Sqrt(width));
        var targets = new double[samples * outputs];
        int padded = (width + ScalarFunction.Granule - 1) / ScalarFunction.Granule * ScalarFunction.Granule;
        double[] hidden = new double[padded], active = new double[padded], slope = new double[padded];
        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j < width; j++)
            {
                double sum = 0;
                for (int k = 0; k < dimension; k++)
                    sum += inputs[i * dimension + k] * first[k * width + j];
                hidden[j] = sum;
            }
            Activate(activation, hidden, active, slope);
            for (int o = 0; o < outputs; o++)
            {
                for (int j = 0; j < width; j++)
                    targets[i * outputs + o] += active[j] * second[j * outputs + o];
            }
        }
        double square = targets.Average(t => t * t);
        if (!(square > 0) || !double.IsFinite(square))
            throw new DataException(DataFault.Constant, name, "the teacher's outputs are not finite or all 0");
        double scale = 1 / Math.Sqrt(square);
        return new Dataset(name, inputs, [.. targets.Select(t => t * scale)], dimension, outputs);
    }

    private static double[] Draw(RandomSource random, int count, double deviation)
    {
        var values = new double[count];
        foreach (ref double v in values.AsSpan())
            v = deviation * random.Normal();
        return values;
    }

    private static unsafe void Activate(ScalarFunction f, double[] x, double[] value, double[] slope)
    {
        fixed (double* a = x, b = value, c = slope)
            f.Evaluate<double>(a, b, c, null, x.Length);
    }
}
