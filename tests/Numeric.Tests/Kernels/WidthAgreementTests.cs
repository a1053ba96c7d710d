using BoundCheck.Numeric.Kernels;

namespace BoundCheck.Numeric.Tests.Kernels;

/// <summary>The scalar path is the specification: every vector width gives the same bits at every length.</summary>
public sealed class WidthAgreementTests
{
    private static readonly double[] s_special =
    [
        0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, 1e-310, -1e-310,
        double.MaxValue, double.MinValue, 1, -1, 0.5, -0.5, 40, -40, 709.5, -745, 1e10, -1e10, 1e-17, -1e-17,
    ];

    public static IEnumerable<string> Names => ElementaryAccuracyTests.Functions.Keys.Append("ReciprocalSqrt").Append("Power").Append("Selection");

    private static Real Apply(string name, Real x) => name switch
    {
        "ReciprocalSqrt" => Primitives.HasReciprocalSqrtEstimate ? Elementary.OverSqrt(x.Square() + 1, x) : 1 / x.Sqrt(),
        "Power" => Elementary.Power(x, 0.3, 0),
        "Selection" => ((x > 0.25) | (x <= -0.5) & x.IsNot(x.Builder.Constant(3.0))).Choose(
            x.Builder.Real(Op.Minimum, x.Id, (x * 2).Id), x.Builder.Real(Op.Maximum, x.Id, (x - 2).Id)),
        _ => ElementaryAccuracyTests.Functions[name](x),
    };

    [TestCaseSource(nameof(Names))]
    public void Every_width_equals_the_scalar_path_at_every_length(string name)
    {
        var program = ElementaryAccuracyTests.Program(x => Apply(name, x));
        var scalar = ScalarKernel.Compile(program);
        var random = new Random(5);
        foreach (int bits in (int[])[64, 128, 256, 512])
        {
            foreach (int groups in (int[])[1, 3])
            {
                var kernel = LoopKernel.Compile(program, 1, 0, bits, groups);
                for (int length = 0; length <= 256; length += groups == 1 ? 1 : 17)
                {
                    var x = new double[length];
                    for (int i = 0; i < length; i++)
                        x[i] = random.Next(4) == 0
                            ? s_special[random.Next(s_special.Length)]
                            : (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-20, 12));
                    var y = (double[])x.Clone();
                    kernel.Run([y], [], [], 1);
                    var expected = new double[1];
                    for (int i = 0; i < length; i++)
                    {
                        scalar.Invoke([x[i]], expected);
                        bool same = BitConverter.DoubleToInt64Bits(y[i]) == BitConverter.DoubleToInt64Bits(expected[0])
                            || double.IsNaN(y[i]) && double.IsNaN(expected[0]);
                        Assert.That(same, $"{name}({x[i]:R}) at {bits} bits, length {length}: {y[i]:R}, scalar {expected[0]:R}");
                    }
                }
            }
        }
    }
}
