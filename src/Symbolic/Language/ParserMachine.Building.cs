using System.Collections.Immutable;
using System.Globalization;

namespace BoundCheck.Symbolic;

/// <summary>Building nodes: each sum and product is collected and made once, its literals folded within the budget.</summary>
internal sealed partial class ParserMachine
{
    private readonly ConstantBudget _budget = new();
    private readonly Dictionary<string, bool> _isVector = new(StringComparer.Ordinal);
    private bool _closed;

    private void CloseFactor()
    {
        var value = _level.Operand!;
        bool negated = _level.OperandNegated;
        int place = _level.OperandPlace;
        if (_level.Bases is { Count: > 0 } bases)
        {
            for (int i = bases.Count - 1; i >= 0; i--)
            {
                if (negated)
                    value = -value;
                (var b, negated, place) = bases[i];
                value = MakePower(b, value, place);
            }
            bases.Clear();
        }
        _level.OperandNegated = false;
        _level.Operand = null;
        if (_level.Divides)
        {
            if (value is Constant c)
            {
                if (c.Value.IsZero)
                    throw FailAt(place, "a nonzero divisor", "division by zero");
                value = Constant.Of(c.Value.Reciprocal());
            }
            else
            {
                value = Power.Of(value, -1);
            }
            _level.Divides = false;
        }
        (_level.Factors ??= []).Add(value);
    }

    private void CloseTerm()
    {
        CloseFactor();
        var factors = _level.Factors!;
        if (_level.TermNegated)
            factors.Add(Constant.MinusOne);
        var value = factors.Count == 1 ? factors[0] : Collect(factors, isSum: false);
        factors.Clear();
        _level.TermNegated = false;
        (_level.Terms ??= []).Add(value);
    }

    private Expr CloseSum()
    {
        CloseTerm();
        var terms = _level.Terms!;
        var value = terms.Count == 1 ? terms[0] : Collect(terms, isSum: true);
        terms.Clear();
        return value;
    }

    /// <summary>
    /// The sum or product of the parts. What the factory would do, with its literals (those of short nested nodes too) folded within the budget first.
    /// </summary>
    private Expr Collect(List<Expr> parts, bool isSum)
    {
        var constants = new List<Rational>();
        var others = new List<Expr>(parts.Count + 1);
        int place = -1;
        foreach (var part in parts)
        {
            if (isSum ? part is Sum { Children.Length: <= Sum.FlattenLimit } : part is Product { Children.Length: <= Product.FlattenLimit })
            {
                foreach (var inner in part.Children)
                    Take(inner);
            }
            else
            {
                Take(part);
            }
        }
        if (place >= 0)
        {
            var constant = (isSum ? _budget.Sum(constants) : _budget.Product(constants))
                ?? throw FailAt(_level.Place, "smaller constants", "the exact value of the constants here is too large to compute");
            others.Insert(place, Constant.Of(constant));
        }
        return isSum ? Sum.Of(others) : Product.Of(others);

        void Take(Expr e)
        {
            if (e is Constant c)
            {
                constants.Add(c.Value);
                if (place < 0)
                    place = others.Count;
            }
            else
            {
                others.Add(e);
            }
        }
    }

    private Expr MakePower(Expr b, Expr exponent, int place)
    {
        if (exponent is Constant { Value: var q })
        {
            if (b is Constant { Value: var v } && !_budget.AffordPower(v, q))
                throw FailAt(place, "smaller constants", "the exact value of the constants here is too large to compute");
            return Power.Of(b, q);
        }
        return ReferenceEquals(b, NamedConstant.E)
            ? Exp.Instance.Of(exponent)
            : Exp.Instance.Of(exponent * Log.Instance.Of(b));
    }

    /// <summary>A name after which the lexer stands; true when it was an operand, false when it opened a call.</summary>
    private bool ReadName(Token token)
    {
        string name = _lexer.Source[token.Start..token.End];
        bool call = Current is { Kind: TokenKind.Operator, Symbol: '(' };
        if (Names.IsFunction(name))
        {
            if (!call)
                throw Unexpected("'('", $"{name} is a function");
            if (name is "dot" or "norm2")
            {
                ReadDot(name, token);
                return true;
            }
            if (name == "frob2")
            {
                Put(ReadFrobenius(), token.Start);
                return true;
            }
            if (name == "transpose")
                throw Fail(token, "a matrix inside frob2", "transpose stands inside frob2, as in frob2(X @ transpose(Y) - M)");
            if (name == "sum")
                OpenSum(token);
            else
                Open(token, name);
            return false;
        }
        if (_options.Functions.ContainsKey(name))
        {
            if (!call)
                throw Unexpected("'('", $"{name} is a function");
            Open(token, name);
            return false;
        }
        if (call)
        {
            string hint = Names.NearestFunction(name) is { } near ? $"did you mean '{near}'?" : "a product is written with *";
            throw Fail(token, "the name of a function", $"unknown function '{Text(token)}' ({hint})");
        }
        Put(Leaf(name, token), token.Start);
        return true;
    }

    private Expr Leaf(string name, Token token)
    {
        if (name is "pi" or "π")
            return NamedConstant.Pi;
        if (name == "e")
            return NamedConstant.E;
        if (_indices.TryGetValue(name, out int current))
            return Constant.Of(current);
        if (_options.Tables.TryGetValue(name, out var table))
            return Entry(table, token);
        bool indexed = Current is { Kind: TokenKind.Operator, Symbol: '[' };
        if (!indexed && _options.Parameters.TryGetValue(name, out var value))
            return value;
        if (name.Contains('.', StringComparison.Ordinal))
            throw Fail(token, "a name of the language", $"'{Text(token)}' is not in the language");
        if (Habits.IsNoNumber(name))
            throw Fail(token, "a finite number or a variable", $"'{Text(token)}' is neither a number of the language nor a name for a variable");
        if (!_closed && Current is { Kind: TokenKind.Operator, Symbol: '@' })
            return ReadInfixDot(token);
        if (_closed)
            throw Fail(token, "numbers, pi, e and functions of them", $"'{Text(token)}' is a variable, and a constant is expected");
        if (!indexed && _options.Matrices.ContainsKey(name))
            throw Fail(token, "a number", $"'{Text(token)}' is a matrix: it stands inside frob2, or with a row and a column, {Text(token)}[i, j]");
        DeclareUse(name, token, asVector: indexed);
        if (!indexed)
            return Variable.Of(name);
        var (row, column) = ReadIndices();
        return ComponentOf(token, row, column);
    }

    /// <summary>The component of a vector, or of a matrix whose rows follow each other.</summary>
    private Component ComponentOf(Token token, int row, int? column)
    {
        string name = Name(token);
        if (!_options.Matrices.TryGetValue(name, out var shape))
        {
            return column is null ? Component.Of(name, row)
                : throw Fail(token, "one index",
                    $"'{Text(token)}' has two indices, but no matrix start that gives its shape, such as {Text(token)}=[[1,0],[0,1]]");
        }
        if (column is null && shape.Columns > 1)
            throw Fail(token, "two indices", $"'{Text(token)}' is a matrix and needs a row and a column: {Text(token)}[i, j]");
        if (row >= shape.Rows || column >= shape.Columns)
        {
            throw Fail(token, "indices in range", string.Create(CultureInfo.InvariantCulture,
                $"'{Text(token)}' has rows 0 to {shape.Rows - 1} and columns 0 to {shape.Columns - 1}; found row {row}, column {column ?? 0}{WhereIndices()}"));
        }
        return Component.Of(name, row * shape.Columns + (column ?? 0));
    }

    // dot(x, y) and norm2(x) take names of vectors, nothing else.
    private void ReadDot(string name, Token token)
    {
        if (_closed)
            throw Fail(token, "numbers, pi, e and functions of them", $"{name} takes vectors, and a constant is expected");
        _lexer.Advance();
        var left = ReadVector();
        var right = left;
        if (name == "dot")
        {
            Expect(',');
            right = ReadVector();
        }
        Expect(')');
        Put(Dot.Of(left, right), token.Start);
    }

    // x @ y of two vectors is their inner product; matrices stand inside frob2.
    private Expr ReadInfixDot(Token token)
    {
        string name = Name(token);
        if (_options.Matrices.ContainsKey(name))
            throw Unexpected("an operator", "a product of matrices stands inside frob2");
        DeclareUse(name, token, asVector: true);
        _lexer.Advance();
        var product = Dot.Of(VectorVariable.Of(name), ReadVector());
        return Current is { Kind: TokenKind.Operator, Symbol: '@' } ? throw Unexpected("another operator", "x @ y of two vectors is a number already")
            : product;
    }

    private VectorVariable ReadVector()
    {
        var token = Current;
        string name = token.Kind == TokenKind.Name ? _lexer.Source[token.Start..token.End] : "";
        if (token.Kind != TokenKind.Name || !Names.IsVariable(name))
            throw Unexpected("the name of a vector variable");
        if (_options.Matrices.ContainsKey(name) || _options.Tables.ContainsKey(name))
            throw Fail(token, "a vector variable",
                $"'{name}' is {(_options.Matrices.ContainsKey(name) ? "a matrix" : "a table of numbers")} and is used as a vector here");
        DeclareUse(name, token, asVector: true);
        _lexer.Advance();
        return VectorVariable.Of(name);
    }

    private void DeclareUse(string name, Token token, bool asVector)
    {
        if (asVector && _options.Parameters.ContainsKey(name))
            throw Fail(token, "a vector variable", $"'{Text(token)}' is a parameter, hence a scalar, and is used as a vector here");
        if (!_isVector.TryGetValue(name, out bool known))
            _isVector[name] = known = asVector || _options.VectorNames.Contains(name);
        if (known != asVector)
        {
            throw Fail(token, known ? "dot, norm2 or a component" : "a vector variable",
                $"'{Text(token)}' is a {(known ? "vector" : "scalar")} and is used as a {(known ? "scalar" : "vector")} here");
        }
    }

    private void Expect(char symbol)
    {
        if (Current.Kind != TokenKind.Operator || Current.Symbol != symbol)
            throw Unexpected($"'{symbol}'");
        _lexer.Advance();
    }

    private Expr CloseCall(Expr last, Token closing)
    {
        var arguments = (_level.Arguments ?? []).Append(last).ToImmutableArray();
        if (_level.Loop is { } loop)
            return CloseLoop(loop, last, closing);
        if (_level is { Call: "piecewise" })
        {
            if (_level.Relation is not { } relation || arguments.Length != 4)
                throw Fail(closing, "piecewise(condition, value, otherwise)", "piecewise takes a condition and two values");
            return Piecewise.Of(relation, arguments[0], arguments[1], arguments[2], arguments[3]);
        }
        if (!Function.All.TryGetValue(_level.Call!, out var function))
            return Applied(_options.Functions[_level.Call!], arguments[0]);
        if (arguments.Length != function.Arity)
            throw Fail(closing, ArgumentCount(function.Arity),
                string.Create(CultureInfo.InvariantCulture, $"{_level.Call} takes {ArgumentCount(function.Arity)}, got {arguments.Length}"));
        if (function.Objection(arguments) is { } objection)
            throw Fail(_level.Opener, function.Summary, objection);
        return Application.Of(function, arguments);
    }

    private Expr Applied(NamedFunction function, Expr argument)
    {
        try
        {
            return function.Body.Substitute(function.Parameter, argument);
        }
        catch (DivideByZeroException)
        {
            throw Fail(_level.Opener, "an argument where it is defined", $"{_level.Call} is undefined at {argument}");
        }
    }

    private static int Arity(string call) => Function.All.TryGetValue(call, out var function) ? function.Arity : 1;

    private static string ArgumentCount(int n) => n == 1 ? "1 argument" : string.Create(CultureInfo.InvariantCulture, $"{n} arguments");

    private Stop FailAt(int position, string expected, string message)
    {
        // The token at the place again, to say what was found.
        int end = position;
        while (end < _lexer.Source.Length && end - position < 24 && !char.IsWhiteSpace(_lexer.Source[end]))
            end++;
        return new Stop(ParseError.At(_lexer.Source, position, _lexer.Source[position..end], expected, message + WhereIndices()));
    }
}
