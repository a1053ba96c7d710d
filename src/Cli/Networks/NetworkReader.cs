using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Bounds.Studies.Networks;
using BoundCheck.Cli.Input;
using BoundCheck.Numeric.Networks;
using BoundCheck.Numeric.Networks.Data;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Networks;

/// <summary>Makes an experiment of a configuration as typed.</summary>
internal static class NetworkReader
{
    private const int MostSeeds = 10_000;

    /// <summary>Reads a configuration; what is not given has the defaults of the guide.</summary>
    /// <exception cref="InputException">A value can't be used; the message has its place.</exception>
    internal static NetworkExperiment Read(NetworkSettings settings)
    {
        var loss = Function(settings["loss"] ?? new SourceText("huber:1", "--loss"), NetworkFunctions.Loss);
        var activation = Function(settings["activation"] ?? new SourceText("tanh", "--activation"), NetworkFunctions.Activation);
        var data = Data(settings, activation);
        bool normal = Flag(settings["batch-norm"]), bias = Flag(settings["bias"]);
        int width = Integer(settings["width"], 32, 1, NetworkShape.LargestLayer, "the width");
        var norms = Pair(settings["norms"], (4, 16), "the norms");
        if (!(norms.First > 0 && norms.Second > 0))
            throw new InputException($"{settings["norms"]!.Place}: the norms must be > 0");
        long seed = Integer(settings["seed"], 0, int.MinValue, int.MaxValue, "the seed");
        int seeds = Integer(settings["seeds"], 5, 1, MostSeeds, "the number of seeds");
        var problem = new NetworkProblem
        {
            Shape = new NetworkShape(data.Dimension, width, data.Outputs, loss, activation, normal, bias),
            Data = data,
            FirstNorm = norms.First,
            SecondNorm = norms.Second,
            Step = settings["step"] is { } h ? Positive(h, "the step size") : null,
            Multiple = settings["step"] is not null ? null : settings["multiple"] is { } m ? Positive(m, "the multiple of 2/λ_0") : 8,
            Steps = Integer(settings["steps"], 10_000, 1, (int)NetworkProblem.MostSteps, "the number of steps"),
            SharpnessEvery = Integer(settings["sharpness-every"], 25, 1, int.MaxValue, "the interval of sharpness"),
            Tolerance = settings["tolerance"] is { } t ? Positive(t, "the tolerance") : 1e-10,
        };
        if (problem.Fault() is { } fault)
            throw new InputException($"{settings.Name}: {fault}");
        string name = settings.Name.Length > 0 ? settings.Name : Describe(problem);
        return new NetworkExperiment(name, [.. Enumerable.Range(0, seeds).Select(i => problem with { Seed = seed + i })],
            [.. settings.Expected.Select(Expected)]);
    }

    private static string Describe(NetworkProblem p) => string.Create(CultureInfo.InvariantCulture,
        $"{p.Shape.Loss.Name} {p.Shape.Activation.Name}{(p.Shape.BatchNorm ? " BN" : "")}, {(p.Step is { } h ? $"h = {h:G6}" : $"m = {p.Multiple:G6}")}");

    private static Dataset Data(NetworkSettings settings, ScalarFunction activation)
    {
        try
        {
            if (settings["teacher"] is { } teacher)
            {
                int[] sizes = [.. Numbers(teacher, "the teacher").Select(v => v is >= 1 and <= 1 << 20 && double.IsInteger(v) ? (int)v : 0)];
                if (sizes.Length != 4 || sizes.Contains(0) || sizes[0] < 2)
                    throw new InputException($"{teacher.Place}: expected samples,inputs,outputs,width of the teacher, such as 200,20,3,8; found "
                        + $"'{ProblemReader.Shorten(teacher.Text)}'");
                return TeacherStudent.Generate(sizes[0], sizes[1], sizes[2], sizes[3], activation, 0);
            }
            if (settings["data"] is not { } images)
                return settings["labels"] is { } lonely
                    ? throw new InputException($"{lonely.Place}: labels without images; expected --data FILE as well")
                    : ImageData.FashionSubset();
            var labels = settings["labels"] ?? throw new InputException($"{images.Place}: images without labels; expected --labels FILE as well");
            return ImageData.Read(images.Text, labels.Text, Integer(settings["count"], 1000, 1, int.MaxValue, "the number of images"),
                Integer(settings["pool"], 1, 1, 4096, "the pooling"));
        }
        catch (DataException e)
        {
            throw new InputException(e.Message, e);
        }
    }

    private static ScalarFunction Function(SourceText source, Func<string, ScalarFunction> read)
    {
        try
        {
            return read(source.Text);
        }
        catch (NetworkFunctionException e)
        {
            throw new InputException($"{source.Place}: {e.Message}{(e.Typed is null ? "" : Hint(e))}", e);
        }
    }

    // A function of the language is one letter and two brackets away from its name.
    private static string Hint(NetworkFunctionException e) =>
        e.Known.FirstOrDefault(k => k.StartsWith(e.Typed + "(", StringComparison.OrdinalIgnoreCase)) is { } applied
        ? $"; did you mean '{applied}'?" : Suggestion.Hint(e.Typed!, e.Known);

    private static MeasuredRange Expected(KeyValuePair<string, SourceText> item)
    {
        var (quantity, source) = item;
        if (quantity == "outcome")
        {
            return Enum.TryParse<Outcome>(source.Text, ignoreCase: true, out var outcome)
                ? new MeasuredRange(quantity, double.NaN, double.NaN, outcome)
                : throw new InputException($"{source.Place}: an outcome is {string.Join(", ", Enum.GetNames<Outcome>()).ToLowerInvariant()}; found "
                    + $"'{ProblemReader.Shorten(source.Text)}'");
        }
        var (lo, hi) = Pair(source, default, $"the range of '{quantity}'");
        return lo <= hi ? new MeasuredRange(quantity, lo, hi) : throw new InputException($"{source.Place}: the range of '{quantity}' must not fall");
    }

    private static bool Flag(SourceText? source) => source?.Text switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw new InputException($"{source!.Place}: expected true or false, found '{ProblemReader.Shorten(other)}'"),
    };

    private static int Integer(SourceText? source, int otherwise, int least, int most, string what)
    {
        if (source is null)
            return otherwise;
        var value = ProblemReader.ReadNumber(source, what);
        return value.Exact is { IsInteger: true } n && n >= least && n <= most
            ? (int)n.Numerator
            : throw new InputException($"{source.Place}: {what} must be an integer from {least} to {most}, found '{ProblemReader.Shorten(source.Text)}'");
    }

    private static double Positive(SourceText source, string what)
    {
        double value = ProblemReader.ReadNumber(source, what).ToInterval().Mid;
        return value > 0 ? value : throw new InputException($"{source.Place}: {what} must be > 0, found '{ProblemReader.Shorten(source.Text)}'");
    }

    private static (double First, double Second) Pair(SourceText? source, (double, double) otherwise, string what)
    {
        if (source is null)
            return otherwise;
        return Numbers(source, what) is [var a, var b]
            ? (a, b)
            : throw new InputException($"{source.Place}: {what}: expected two numbers a,b, found '{ProblemReader.Shorten(source.Text)}'");
    }

    private static double[] Numbers(SourceText source, string what) =>
        [.. source.Text.Split(',').Select(t => ProblemReader.ReadNumber(source with { Text = t.Trim() }, what).ToInterval().Mid)];
}
