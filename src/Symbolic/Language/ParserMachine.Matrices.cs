using System.Collections.Immutable;
using System.Globalization;

namespace BoundCheck.Symbolic;

/// <summary>
/// frob2(matrix), the sum of the squares of a matrix's entries. Inside it stand sums, products @ and transposes of matrices, numbers times matrices,
/// and functions of one argument taken entry by entry; it is written out in the entries at once, so that no other part has to know matrices.
/// </summary>
internal sealed partial class ParserMachine
{
    private const int DeepestMatrix = 100;

    private int _matrixDepth;

    /// <summary>A number or a matrix, and where it starts.</summary>
    private readonly record struct Value(Token At, Expr? Number, MatrixValue? Matrix)
    {
        internal Value Map(Func<Expr, Expr> f) => Number is { } n ? this with { Number = f(n) } : this with { Matrix = Matrix!.Map(f) };
    }

    private Expr ReadFrobenius()
    {
        var value = ReadArgument();
        return value.Matrix is { } matrix ? matrix.SquaredNorm() : throw NoMatrix(value, "frob2");
    }

    private Stop NoMatrix(Value value, string function) =>
        value.Number is Variable ? Shapeless(value.At) : Fail(value.At, "a matrix", $"{function} takes a matrix, and this is a number");

    private Stop Shapeless(Token name) =>
        Fail(name, "a matrix", $"the shape of '{Text(name)}' is not known: it comes from a start such as {Text(name)}=[[1,0],[0,1]] or from --param");

    // "(" matrix sum ")"
    private Value ReadArgument()
    {
        var opener = Current;
        Expect('(');
        Descend(opener);
        var value = ReadMatrixSum();
        _matrixDepth--;
        if (Current is not { Kind: TokenKind.Operator, Symbol: ')' })
            throw Unexpected("an operator or ')'", Current is { Kind: TokenKind.Bad, Symbol: '.' } ? "a transpose is written transpose(X)" : null);
        _lexer.Advance();
        return value;
    }

    private void Descend(Token at)
    {
        if (++_matrixDepth > DeepestMatrix)
            throw Fail(at, "a flatter expression",
                string.Create(CultureInfo.InvariantCulture, $"more than {DeepestMatrix} parentheses and powers inside each other within frob2"));
    }

    private Value ReadMatrixSum()
    {
        var sum = ReadMatrixTerm();
        while (Current is { Kind: TokenKind.Operator, Symbol: '+' or '-' } sign)
        {
            _lexer.Advance();
            var term = ReadMatrixTerm();
            if (sign.Symbol == '-')
                term = term.Map(e => -e);
            sum = (sum, term) switch
            {
                ({ Number: { } a }, { Number: { } b }) => sum with { Number = a + b },
                ({ Matrix: { } a }, { Matrix: { } b }) when (a.Rows, a.Columns) == (b.Rows, b.Columns) => sum with { Matrix = a.Plus(b) },
                ({ Matrix: { } a }, { Matrix: { } b }) => throw Fail(sign, "matrices of one shape",
                    $"a {a.Shape} matrix and a {b.Shape} matrix can't be {(sign.Symbol == '-' ? "subtracted" : "added")}: expected two of one shape"),
                _ => throw Fail(sign, "two matrices or two numbers", $"a matrix and a number can't be {(sign.Symbol == '-' ? "subtracted" : "added")}"),
            };
        }
        return sum;
    }

    private Value ReadMatrixTerm()
    {
        var first = Current;
        bool negative = false;
        for (; Current is { Kind: TokenKind.Operator, Symbol: '-' }; _lexer.Advance())
            negative = !negative;
        var product = ReadMatrixPower();
        while (Current is { Kind: TokenKind.Operator, Symbol: '*' or '/' or '@' } sign)
        {
            _lexer.Advance();
            var factor = ReadMatrixPower();
            product = sign.Symbol switch
            {
                '@' => product with { Matrix = MatrixProduct(sign, product, factor), Number = null },
                '/' => factor.Number is { } divisor
                    ? product.Map(Reciprocal(divisor, factor.At).Times)
                    : throw Fail(sign, "a number", "a matrix can't be divided by"),
                _ => (product.Number, factor.Number) switch
                {
                    (_, { } b) => product.Map(b.Times),
                    ({ } a, null) => factor.Map(a.Times) with { At = product.At },
                    _ => throw Fail(sign, "@", "a product of two matrices is written with @"),
                },
            };
        }
        return (negative ? product.Map(e => -e) : product) with { At = first };
    }

    private MatrixValue MatrixProduct(Token sign, Value left, Value right)
    {
        if (left.Matrix is not { } a || right.Matrix is not { } b)
            throw (left.Number ?? right.Number) is Variable ? Shapeless(left.Number is null ? right.At : left.At)
                : Fail(sign, "two matrices", "@ stands between two matrices; a number times a matrix is written with *");
        if (a.Columns != b.Rows)
            throw Fail(sign, "as many columns as rows",
                $"a {a.Shape} matrix @ a {b.Shape} matrix: expected as many columns of the first as rows of the second");
        return (long)a.Rows * a.Columns * b.Columns <= MatrixValue.MostMultiplications
            ? a.Times(b)
            : throw Fail(sign, "smaller matrices",
                string.Create(CultureInfo.InvariantCulture, $"a product of more than {MatrixValue.MostMultiplications} multiplications"));
    }

    private Expr Reciprocal(Expr divisor, Token at) =>
        divisor is Constant { Value.IsZero: true } ? throw Fail(at, "a nonzero divisor", "division by zero") : Power.Of(divisor, -1);

    private Value ReadMatrixPower()
    {
        var operand = ReadMatrixOperand();
        if (Current is not { Kind: TokenKind.Operator, Symbol: '^' } sign)
            return operand;
        if (operand.Number is not { } number)
            throw Fail(sign, "an operator", "a matrix has no power; the squares of its entries are summed by frob2");
        _lexer.Advance();
        bool negative = Current is { Kind: TokenKind.Operator, Symbol: '-' };
        if (negative)
            _lexer.Advance();
        Descend(sign);
        var exponent = ReadMatrixPower();
        _matrixDepth--;
        return exponent.Number is { } e
            ? operand with { Number = MakePower(number, negative ? -e : e, operand.At.Start) }
            : throw Fail(exponent.At, "a number", "a matrix is no exponent");
    }

    private Value ReadMatrixOperand()
    {
        var token = Current;
        if (token is { Kind: TokenKind.Operator, Symbol: '(' })
            return ReadArgument() with { At = token };
        if (token.Kind == TokenKind.Number)
        {
            _lexer.Advance();
            return new Value(token, Constant.Of(Literal(token)), null);
        }
        if (token.Kind != TokenKind.Name)
            throw Unexpected("a matrix, a number, '-' or '('");
        _lexer.Advance();
        string name = Name(token);
        bool indexed = Current is { Kind: TokenKind.Operator, Symbol: '[' };
        if (Names.IsFunction(name))
            return ReadMatrixCall(name, token);
        if (!indexed && _options.Matrices.TryGetValue(name, out var shape))
        {
            DeclareUse(name, token, asVector: true);
            return new Value(token, null, new MatrixValue(shape.Rows, shape.Columns,
                [.. Enumerable.Range(0, shape.Rows * shape.Columns).Select(k => (Expr)Component.Of(name, k))]));
        }
        if (!indexed && _options.Tables.TryGetValue(name, out var table))
        {
            var entries = from i in Enumerable.Range(table.First, table.Rows) from j in Enumerable.Range(table.First, table.Columns) select table.At(i, j)!;
            return new Value(token, null, new MatrixValue(table.Rows, table.Columns, [.. entries]));
        }
        return new Value(token, !indexed && Current is { Kind: TokenKind.Operator, Symbol: '@' } && Names.IsVariable(name)
            && !_options.Parameters.ContainsKey(name) && !_indices.ContainsKey(name)
            ? throw Shapeless(token)
            : Leaf(name, token), null);
    }

    private Value ReadMatrixCall(string name, Token token)
    {
        if (Current is not { Kind: TokenKind.Operator, Symbol: '(' })
            throw Unexpected("'('", $"{name} is a function");
        if (name == "transpose")
        {
            var argument = ReadArgument();
            return argument.Matrix is { } matrix ? new Value(token, null, matrix.Transpose()) : throw NoMatrix(argument, "transpose");
        }
        if (name == "frob2")
            return new Value(token, ReadFrobenius(), null);
        if (!Function.All.TryGetValue(name, out var function) || function.Arity != 1)
            throw Fail(token, "a function of one argument", $"inside frob2 stand functions of one argument, taken entry by entry; {name} is none");
        return ReadArgument().Map(e => function.Of(e)) with { At = token };
    }
}

file static class Factors
{
    internal static Expr Times(this Expr factor, Expr other) => factor * other;
}
