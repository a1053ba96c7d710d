using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Coq;

/// <summary>Expressions and comparisons as terms of Coq's real numbers.</summary>
internal static class CoqTerm
{
    /// <summary>The term; functions that Coq's libraries reason little about are written by exp and log.</summary>
    /// <exception cref="NotSupportedException">A function has no counterpart.</exception>
    internal static string Of(Expr expr) => expr switch
    {
        Constant c => Of(c.Value),
        NamedConstant { Name: "pi" } => "PI",
        NamedConstant { Name: "e" } => "(exp 1)",
        Variable v => Name(v),
        Sum s => $"({string.Join(" + ", s.Children.Select(Of))})",
        Product p => $"({string.Join(" * ", p.Children.Select(Of))})",
        Power p => Of(p),
        Symbolic.Application a => Of(a),
        Piecewise w => $"(if {Decided(w)} then {Of(w.Then)} else {Of(w.Otherwise)})",
        _ => throw new NotSupportedException($"{expr} has no counterpart"),
    };

    /// <summary>A variable's name, apart from the names of Coq.</summary>
    internal static string Name(Expr variable) =>
        variable is Variable v && v.Name.All(char.IsAsciiLetterOrDigit) ? "v_" + v.Name : throw new NotSupportedException($"{variable} has no counterpart");

    internal static string Of(Rational q) => q.Sign < 0 ? $"(- {Of(-q)})" : q.IsInteger ? q.ToString() : $"({q.Numerator} / {q.Denominator})";

    internal static string Of(Comparison c) => Of(c.Left, c.Relation, c.Right);

    internal static string Of(Expr left, Relation relation, Expr right) => (relation switch
    {
        Relation.Less => "{0} < {1}",
        Relation.LessOrEqual => "{0} <= {1}",
        Relation.Greater => "{1} < {0}",
        Relation.GreaterOrEqual => "{1} <= {0}",
        Relation.Equal => "{0} = {1}",
        _ => "{0} <> {1}",
    }).Replace("{0}", Of(left), StringComparison.Ordinal).Replace("{1}", Of(right), StringComparison.Ordinal);

    /// <summary>The decision that a choice between two formulas rests on.</summary>
    internal static string Decided(Piecewise w) => w.Relation switch
    {
        Relation.Less => $"Rlt_dec {Of(w.Left)} {Of(w.Right)}",
        Relation.LessOrEqual => $"Rle_dec {Of(w.Left)} {Of(w.Right)}",
        Relation.Greater => $"Rlt_dec {Of(w.Right)} {Of(w.Left)}",
        Relation.GreaterOrEqual => $"Rle_dec {Of(w.Right)} {Of(w.Left)}",
        _ => throw new NotSupportedException("a case of equality has no counterpart"),
    };

    private static string Of(Power p)
    {
        string b = Of(p.Base);
        var size = Rational.Abs(p.Exponent);
        string power = size == 1 ? b : size.IsInteger ? $"({b} ^ {size})" : size == new Rational(1, 2) ? $"(sqrt {b})"
            : (size * 2).IsInteger ? $"(sqrt {b} ^ {size * 2})" : $"(Rpower {b} {Of(size)})";
        return p.Exponent.Sign < 0 ? $"(/ {power})" : power;
    }

    private static string Of(Symbolic.Application a)
    {
        string u = Of(a.Children[0]);
        return a.Function switch
        {
            Exp => $"(exp {u})",
            Log => $"(ln {u})",
            Log1P => $"(ln (1 + {u}))",
            ExpM1 => $"(exp {u} - 1)",
            Sqrt => $"(sqrt {u})",
            Sin => $"(sin {u})",
            Cos => $"(cos {u})",
            Tan => $"(tan {u})",
            Atan => $"(atan {u})",
            Abs => $"(Rabs {u})",
            Sign => $"(if Rlt_dec 0 {u} then 1 else if Rlt_dec {u} 0 then (- 1) else 0)",
            Min => $"(Rmin {u} {Of(a.Children[1])})",
            Max => $"(Rmax {u} {Of(a.Children[1])})",
            Sinh => $"((exp {u} - exp (- {u})) / 2)",
            Cosh => $"((exp {u} + exp (- {u})) / 2)",
            Tanh => $"(1 - 2 / (exp (2 * {u}) + 1))",
            Sigmoid => $"(/ (1 + exp (- {u})))",
            Softplus => $"(ln (1 + exp {u}))",
            LogCosh => $"(ln ((exp {u} + exp (- {u})) / 2))",
            Asinh => $"(ln ({u} + sqrt ({u} ^ 2 + 1)))",
            Relu => $"(Rmax {u} 0)",
            Huber huber => Of(huber.Expand(a.Children)!),
            var f => throw new NotSupportedException($"{f.Name} has no counterpart"),
        };
    }
}
