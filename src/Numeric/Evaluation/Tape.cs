using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Evaluation;

/// <summary>
/// One or several expressions compiled to a flat list of instructions over given input variables, each shared subterm once. It is
/// immutable and may be evaluated from several threads, each with its own <see cref="ValueEvaluator{T}"/> or
/// <see cref="TaylorEvaluator{T}"/>.
/// </summary>
public sealed class Tape
{
    private Tape(ImmutableArray<Instruction> instructions, ImmutableArray<int> outputs, int inputs)
    {
        Instructions = instructions;
        Outputs = outputs;
        Inputs = inputs;
    }

    /// <summary>The steps; operands have smaller numbers.</summary>
    public ImmutableArray<Instruction> Instructions { get; }

    /// <summary>The instruction that holds each output.</summary>
    public ImmutableArray<int> Outputs { get; }

    /// <summary>The number of input variables.</summary>
    public int Inputs { get; }

    /// <summary>Compiles one expression.</summary>
    /// <exception cref="ArgumentException">See <see cref="Compile(IReadOnlyList{Expr}, IReadOnlyList{Expr})"/>.</exception>
    public static Tape Compile(Expr output, params IReadOnlyList<Expr> inputs) => Compile([output], inputs);

    /// <summary>Compiles several expressions over the same inputs.</summary>
    /// <param name="outputs">The expressions.</param>
    /// <param name="inputs">Scalar variables, in the order in which values will be given.</param>
    /// <exception cref="ArgumentException">
    /// A variable occurs that is not an input, or a dot product of vectors (write it as one scalar variable first).
    /// </exception>
    public static Tape Compile(IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> inputs) =>
        TryCompile(outputs, inputs, out string? obstacle) ?? throw new ArgumentException(obstacle);

    /// <summary>The same for expressions that may have no enclosures: null with the reason then.</summary>
    /// <param name="outputs">The expressions.</param>
    /// <param name="inputs">Scalar variables, in the order in which values will be given.</param>
    /// <param name="obstacle">What has no enclosure; null where there is a tape.</param>
    public static Tape? TryCompile(IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> inputs, out string? obstacle)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(inputs);
        var forms = outputs.Select(NumericForm.Of).ToArray();
        var compiler = new TapeCompiler(inputs);
        var nodes = Expr.Postorder(forms);
        obstacle = nodes.Select(compiler.ObstacleTo).FirstOrDefault(o => o is not null);
        if (obstacle is not null)
            return null;
        foreach (var node in nodes)
            compiler.Compile(node);
        var (instructions, ends) = compiler.Finish(forms);
        return new Tape(instructions, ends, inputs.Count);
    }
}
