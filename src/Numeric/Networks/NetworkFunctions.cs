using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Networks;

/// <summary>A loss or activation that can't be read.</summary>
public sealed class NetworkFunctionException(string message) : Exception(message)
{
    /// <summary>The word that was taken for a name and is none; null where something else is wrong.</summary>
    public string? Typed { get; init; }

    /// <summary>What could have been meant by it.</summary>
    public ImmutableArray<string> Known { get; init; } = [];
}

/// <summary>Losses and activations by name, or as an expression: a loss in r, an activation in z.</summary>
public static class NetworkFunctions
{
    private static readonly ImmutableSortedDictionary<string, string> s_losses = ImmutableSortedDictionary.CreateRange<string, string>(StringComparer.Ordinal,
    [
        new("mse", "r^2/2"),
        new("logcosh", "log(cosh(r))"),
        new("huber", "huber(r, {0})"),
    ]);

    private static readonly ImmutableSortedDictionary<string, string> s_activations = ImmutableSortedDictionary.CreateRange<string, string>(
        StringComparer.Ordinal,
    [
        new("cubic", "max(z^3, 0)"),
        new("leaky", "max(z, {0}*z)"),
        new("relu", "max(z, 0)"),
        new("softplus", "softplus(z)"),
        new("tanh", "tanh(z)"),
    ]);

    /// <summary>The loss F(r) of a residual r: mse (r²/2), huber:δ, logcosh, or an expression in r.</summary>
    /// <exception cref="NetworkFunctionException">Not such a text; the message says what was expected.</exception>
    public static ScalarFunction Loss(string text) =>
        Read(text, "r", s_losses, "a loss: mse, huber:DELTA, logcosh, or an expression in r such as \"sqrt(1+r^2)\"");

    /// <summary>The activation: tanh, relu, leaky:a with 0 &lt;= a &lt;= 1, cubic (max(z³, 0)), softplus, or an expression in z.</summary>
    /// <exception cref="NetworkFunctionException">Not such a text; the message says what was expected.</exception>
    public static ScalarFunction Activation(string text) =>
        Read(text, "z", s_activations, "an activation: tanh, relu, leaky:A, cubic, softplus, or an expression in z such as \"z*sigmoid(z)\"");

    private static ScalarFunction Read(string text, string variable, ImmutableSortedDictionary<string, string> names, string expected)
    {
        ArgumentNullException.ThrowIfNull(text);
        string written = text.Trim();
        int colon = written.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? written : written[..colon].Trim();
        if (names.TryGetValue(name, out string? pattern))
        {
            bool takes = pattern.Contains("{0}", StringComparison.Ordinal);
            if (takes != (colon >= 0))
                throw new NetworkFunctionException(takes ? $"'{name}' takes a number, such as {name}:{(name == "huber" ? "1" : "0.1")}"
                    : $"'{name}' takes no number");
            if (takes)
                pattern = pattern.Replace("{0}", Number(name, written[(colon + 1)..].Trim()), StringComparison.Ordinal);
            return ScalarFunction.Compile(written, Parser.Parse(pattern).ValueOrThrow());
        }
        // A bare word is meant as a name; as an expression it would be the identity, or a constant.
        if (colon >= 0 || written.Length == 0 || written != variable && written.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            && !char.IsAsciiDigit(written[0]))
        {
            throw new NetworkFunctionException($"expected {expected}; found '{Short(written)}'")
            {
                Typed = name,
                Known = [.. names.Keys, .. Function.All.Where(f => f.Value.Arity == 1).Select(f => $"{f.Key}({variable})").Order(StringComparer.Ordinal)],
            };
        }
        if (!Parser.Parse(written).TryGet(out var expression, out var error))
            throw new NetworkFunctionException(error.Render(written));
        if (expression.Variables() is not [Variable only] || only.Name != variable)
            throw new NetworkFunctionException($"expected {expected}; found '{Short(written)}', "
                + (expression.Variables() is [] ? "a constant" : "in " + string.Join(", ", expression.Variables().Take(4))));
        try
        {
            return ScalarFunction.Compile(written, expression);
        }
        catch (NotSupportedException e)
        {
            throw new NetworkFunctionException(e.Message);
        }
    }

    private static string Number(string name, string text)
    {
        if (!Parser.ParseConstant(text).TryGet(out var value, out var error))
            throw new NetworkFunctionException($"the number of '{name}': {error.Render(text)}");
        bool fits = value is Constant { Value: var q } && (name == "huber" ? q.Sign > 0 : q.Sign >= 0 && q <= 1);
        return fits ? $"({text})" : throw new NetworkFunctionException(
            $"'{name}' takes a rational number {(name == "huber" ? "> 0" : "from 0 to 1")}, found '{Short(text)}'");
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..37] + "...";
}
