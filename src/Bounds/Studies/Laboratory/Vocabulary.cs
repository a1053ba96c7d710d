using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>
/// The symbols of a theorem for one objective. Everything is written in the constants and the state of a run at four places: 0 (the start), k,
/// next (k+1) and K. The state is (A, B) for F(x·y), by the exact reduction R1, and the variables themselves for any other objective.
/// </summary>
internal sealed class Vocabulary
{
    internal static readonly ImmutableArray<string> Places = ["0", "k", "next", "K"];

    private readonly Dictionary<string, Expr> _derived = new(StringComparer.Ordinal);

    private Vocabulary(ImmutableArray<string> constants, ImmutableArray<string> states)
    {
        Constants = [.. constants.Select(Variable.Of)];
        States = states;
    }

    /// <summary>h, and what is known of F.</summary>
    internal ImmutableArray<Variable> Constants { get; }

    /// <summary>The names of the state.</summary>
    internal ImmutableArray<string> States { get; }

    internal bool IsProduct { get; private init; }

    internal Dictionary<string, NamedFunction> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>The quantities with a place, without it.</summary>
    internal ImmutableArray<string> Indexed { get; private set; } = [];

    /// <summary>The state after a step, in h and the state at k.</summary>
    internal ImmutableArray<Expr> Step { get; private set; } = [];

    /// <summary>What names stand for, beyond the variables.</summary>
    internal IReadOnlyDictionary<string, Expr> Derived => _derived;

    internal static Variable H { get; } = Variable.Of("h");

    internal static Variable Centre { get; } = Variable.Of("c");

    internal static Variable Sector { get; } = Variable.Of("beta");

    internal static Variable Slope { get; } = Variable.Of("G");

    internal static Variable StepNumber { get; } = Variable.Of("k");

    internal static Variable StepCount { get; } = Variable.Of("K");

    /// <summary>The variables of the state at a place.</summary>
    internal ImmutableArray<Variable> At(string place) => [.. States.Select(s => Variable.Of($"{s}_{place}"))];

    /// <summary>Every variable that a value is bound to, in the order of the inputs of a tape.</summary>
    internal ImmutableArray<Expr> Inputs => [.. Constants, .. Places.SelectMany(p => At(p)), StepNumber, StepCount];

    /// <summary>The same expression one place on: what is at k there is at another place here.</summary>
    internal Expr Moved(Expr e, string place) =>
        e.Substitute(At("k").Zip(At(place)).ToDictionary(p => (Expr)p.First, p => (Expr)p.Second));

    /// <summary>F(x·y) with any F: without an objective F and its derivatives are opaque, which is enough to read a theorem.</summary>
    internal static Vocabulary Product(Objective? objective)
    {
        var words = new Vocabulary([.. new[] { Centre, Sector, Slope, H }.Select(v => v.Name)], ["A", "B"]) { IsProduct = true };
        if (objective is null)
        {
            var t = Variable.Of("t");
            foreach (string name in new[] { "F", "F'", "F''", "F'''" })
                words.Functions[name] = new(t, t + Variable.Of(name));
        }
        else
        {
            var outer = new OuterExpressions(objective.Structure.Outer!.Value, objective.Structure.Outer.Argument);
            var third = outer.Second.Next();
            foreach (var (name, body) in new[] { ("F", outer.Value), ("F'", outer.First.Value), ("F''", outer.Second.Value), ("F'''", third.Value) })
                words.Functions[name] = new(outer.Argument, body);
        }
        foreach (string place in Places)
        {
            var (a, b) = ((Expr)Variable.Of("A_" + place), (Expr)Variable.Of("B_" + place));
            var s = (a - b) / 4;
            words.Define(place, ("s", s), ("u", s - Centre), ("p", (a + b) / 2), ("D", a * b), ("f", words.Call("F", s)));
        }
        var w = H * words.Call("F'", words._derived["s_k"]);
        words.Step = [Variable.Of("A_k") * (1 - w).Pow(2), Variable.Of("B_k") * (1 + w).Pow(2)];
        words._derived["β"] = Sector;
        words.Indexed = ["A", "B", "D", "f", "p", "s", "u"];
        return words;
    }

    /// <summary>An objective in scalar variables.</summary>
    internal static Vocabulary General(Expr objective)
    {
        var variables = objective.Variables().Cast<Variable>().ToImmutableArray();
        ImmutableArray<string> names = [.. variables.Select(v => v.Name)];
        var words = new Vocabulary([H.Name], names);
        var slopes = variables.Select(v => objective.Derivative(v)).ToArray();
        var square = Sum.Of(slopes.Select(g => g.Pow(2)));
        foreach (string place in Places)
        {
            var at = variables.Zip(words.At(place)).ToDictionary(p => (Expr)p.First, p => (Expr)p.Second);
            words.Define(place, ("f", objective.Substitute(at)), ("grad2", square.Substitute(at)));
            if (place == "k")
                words.Step = [.. words.At("k").Zip(slopes, (v, g) => v - H * g.Substitute(at))];
        }
        words.Indexed = [.. names, "f", "grad2"];
        return words;
    }

    private Expr Call(string function, Expr argument) => Functions[function].Body.Substitute(Functions[function].Parameter, argument);

    private void Define(string place, params ReadOnlySpan<(string Name, Expr Value)> values)
    {
        foreach (var (name, value) in values)
            _derived[$"{name}_{place}"] = value;
    }
}
