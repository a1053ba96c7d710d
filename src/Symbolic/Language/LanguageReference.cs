using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace BoundCheck.Symbolic;

/// <summary>The reference of the objective language, made from the functions that are in it (docs/language.md is this text).</summary>
internal static class LanguageReference
{
    private static readonly ImmutableArray<Expr> s_arguments = [Variable.Of("x"), Variable.Of("y"), Variable.Of("z")];

    /// <summary>The reference in Markdown; the same text on every machine.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # The objective language

            This page is made by `LanguageReference.ToMarkdown`; a test compares the two.

            ## Grammar

                claim      = sum relation sum
                relation   = "<" | "<=" | ">" | ">=" | "==" | "!="
                sum        = term {"{"} ("+" | "-") term {"}"}
                term       = {"{"} "-" {"}"} power {"{"} ("*" | "/") {"{"} "-" {"}"} power {"}"}
                power      = operand [ "^" {"{"} "-" {"}"} power ]
                operand    = number | "pi" | "π" | "e" | variable | variable "[" index [ "," index ] "]" | "(" sum ")" | call
                call       = function "(" sum {"{"} "," sum {"}"} ")"
                           | "dot" "(" variable "," variable ")" | "norm2" "(" variable ")"
                           | "piecewise" "(" sum relation sum "," sum "," sum ")"
                           | "sum" "(" variable "," sum "," sum "," sum ")" | "frob2" "(" matrix ")" | variable "@" variable
                matrix     = a sum whose operands may be matrices too, with "@" between matrices, "transpose" "(" matrix ")"
                index      = whole number or index of a sum {"{"} ("+" | "-") whole number or index of a sum {"}"}
                number     = digits [ "." [ digits ] ] [ exponent ] | "." digits [ exponent ]
                exponent   = ("e" | "E") [ "+" | "-" ] digits
                variable   = letter or "_", then letters, digits and "_"; not pi, π, e, nan, inf or the name of a function

            An objective is a sum; a claim is two sums and a relation.

            ## Meaning

            - Numbers are exact: `0.1` is 1/10, `1e-3` is 1/1000. A number has at most {Literals.MaxDigits} digits and an exponent of magnitude at most
              {Literals.MaxExponent}. Constants are folded exactly; where the exact value would be enormous, that is an error.
            - `^` associates to the right and binds tighter than the minus sign: `-x^2` is `-(x^2)`, `2^3^2` is 512, `2^-3` is 1/8.
            - A product needs its sign: `2x` is an error.
            - Habits are understood: `**` is `^`; `·`, `×`, `⋅`, `∗` are `*`; `−` is `-`; `≤`, `≥`, `≠` are `<=`, `>=`, `!=`; raised digits right after an operand
              are its power (`x²`, `x⁻¹`); `np.`, `numpy.`, `math.`, `torch.` or `jnp.` before a function or constant of the language is passed over.
            - `nan` and `inf`, however capitalised, are no names of variables.
            - `b^q` with a constant rational `q` (typed `3`, `0.75`, `(3/4)`, or anything that folds to a rational) is a power. It is defined for all `b` when
              `q` is a nonnegative integer, for `b != 0` when it is a negative one, for `b >= 0` when it is a positive fraction, and for `b > 0` when it
              is a negative fraction. Odd roots of negative numbers are not taken.
            - `b^a` with any other exponent is `exp(a*log(b))`, hence defined for `b > 0` only. `e^a` is `exp(a)`.
            - Division by a constant that is 0 is an error.
            - A variable is a vector when it stands in `dot` or `norm2`, when a component `x[i]` of it is taken, or when its start is a list. A name is one
              or the other, never both. The dimension comes from the start; an objective in `dot` and `norm2` alone holds for every dimension.
            - `dot(x, y)` is the inner product, `norm2(x)` is `dot(x, x)`, `x[i]` the component with index i = 0, 1, 2, ...
            - `sum(i, 1, n, term)` writes the terms out, the index i being a number in each. With data (a CSV file whose first line names the columns) `a[i]` is
              row i = 1, 2, ... of the column a, `b[i, j]` that of the column bj or b_j, and n the number of rows unless it is given another meaning.
              A text is at most {ParserMachine.MostTokens} symbols long when written out.
            - `x @ y` of two vectors is `dot(x, y)`. A name is a matrix when its start (or its value as a parameter) is a list of rows. Matrices stand inside
              `frob2(...)`, the sum of the squares of the entries: sums, `X @ Y`, `transpose(X)`, a number `*` a matrix, and functions of one argument entry by
              entry. `X[i, j]` is the entry in row i = 0, 1, ... and column j = 0, 1, ...; in answers it is the component X[i*columns + j].
            - `piecewise(a < b, u, v)` is u where the condition holds and v elsewhere; only the branch taken has to be defined.

            ## Functions

            Derivatives hold wherever they exist. "Written with" is what layers without a rule of their own for the function work with.

            | Function | Meaning | Derivative | Written with |
            |---|---|---|---|

            """);
        foreach (var f in Function.All.Values.Distinct().OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            var arguments = s_arguments[..f.Arity];
            string derivatives = string.Join("; ", Enumerable.Range(0, f.Arity).Select(i =>
                (f.Arity > 1 ? $"by {arguments[i]}: " : "") + Code(f.Derivative(arguments, i))));
            string names = string.Join(", ", f.Aliases.Prepend(f.Name).Select(n => $"`{n}({string.Join(", ", arguments)})`"));
            string expansion = f.Expand(arguments) is { } e ? Code(e) : f.Of(arguments) is Application ? "" : Code(f.Of(arguments));
            text.Append(CultureInfo.InvariantCulture, $"| {names} | {Cell(Meaning(f))} | {derivatives} | {expansion} |\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"""

            ## Errors

            An error says the line, the column (both from 1), what was found and what would have been accepted, and shows the line with a caret:


            """);
        foreach (string wrong in (ReadOnlySpan<string>)["log(cosh(2x - 1))", "x*y/(1 - 1)", "tahn(x*y)", "max(x)"])
        {
            if (!Parser.Parse(wrong).TryGet(out _, out var error))
                text.Append("    ").Append(error.Render(wrong).Replace("\n", "\n    ", StringComparison.Ordinal)).Append("\n\n");
        }
        text.Length--;
        return text.ToString();
    }

    // The summary starts with the call, "name(arguments): "; the table shows it only where the arguments have names of their own.
    private static string Meaning(Function f) => f.Arity == 1 ? f.Summary[(f.Summary.IndexOf(": ", StringComparison.Ordinal) + 2)..] : f.Summary;

    private static string Code(Expr e) => $"`{Cell(e.ToString())}`";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
