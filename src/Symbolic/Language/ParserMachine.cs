using System.Globalization;

namespace BoundCheck.Symbolic;

/// <summary>
/// The parser's stack machine: operands and operators alternate, a stack of <see cref="Level"/> stands for what recursion would keep.
/// The parts that build nodes are in ParserMachine.Building.cs.
/// </summary>
internal sealed partial class ParserMachine
{
    private const string OperandWords = "a number, a name, '-' or '('";

    private readonly Lexer _lexer;
    private readonly ParseOptions _options;
    private readonly Stack<Level> _open = new();
    private Level _level;

    internal ParserMachine(string source, ParseOptions options)
    {
        _lexer = new Lexer(source, primes: options.Functions.Count > 0);
        _options = options;
        _level = new Level(default, null);
        _lexer.Advance();
    }

    private Token Current => _lexer.Current;

    internal Expr ParseExpression()
    {
        var value = ReadSum();
        if (Current.Kind == TokenKind.Relation)
            throw Unexpected(AfterOperand(), "comparisons stand in claims and in piecewise conditions");
        if (Current.Kind != TokenKind.End)
            throw Unexpected(AfterOperand());
        return value;
    }

    internal ParsedRelation ParseRelation()
    {
        var left = ReadSum();
        if (Current.Kind != TokenKind.Relation)
            throw Unexpected("an operator or one of <, <=, >, >=, ==, !=");
        var relation = Current.Relation;
        _lexer.Advance();
        _level = new Level(Current, null);
        var right = ReadSum();
        if (Current.Kind == TokenKind.Relation)
            throw Unexpected(AfterOperand(), "a claim has one relation");
        if (Current.Kind != TokenKind.End)
            throw Unexpected(AfterOperand());
        return new ParsedRelation(left, relation, right);
    }

    internal Expr ParseConstant()
    {
        _closed = true;
        return ParseExpression();
    }

    /// <summary>Reads at the top level up to a token that no open level takes: the end, a relation, or something unexpected.</summary>
    private Expr ReadSum()
    {
        _level.Place = Current.Start;
        while (true)
        {
            ReadOperand();
            // After an operand: operators go on with another operand; closers finish a level, which is an operand again.
            while (true)
            {
                var token = Current;
                if (token.Kind == TokenKind.Operator && Continue(token.Symbol))
                {
                    _lexer.Advance();
                    break;
                }
                if (_open.Count == 0)
                {
                    if (token.Kind == TokenKind.Operator && token.Symbol is ')' or ',' or ']')
                        throw Unexpected(AfterOperand(), token.Symbol == ')' ? "no '(' is open" : null);
                    return CloseSum();
                }
                if (token.Kind == TokenKind.Relation && _level is { Call: "piecewise", Relation: null, Arguments: null })
                {
                    (_level.Arguments = []).Add(CloseSum());
                    _level.Relation = token.Relation;
                    NextArgument();
                    break;
                }
                if (token is { Kind: TokenKind.Operator, Symbol: ',' } && TakesAnotherArgument())
                {
                    (_level.Arguments ??= []).Add(CloseSum());
                    NextArgument();
                    if (_level.Loop is { } begun)
                        BeginTerm(begun);
                    break;
                }
                if (token is { Kind: TokenKind.Operator, Symbol: ')' })
                {
                    if (_level.Loop is { } loop && Repeats(loop))
                        break;
                    CloseLevel();
                    continue;
                }
                throw Unexpected(AfterOperand());
            }
        }
    }

    private void NextArgument()
    {
        _lexer.Advance();
        _level.Place = Current.Start;
    }

    /// <summary>Takes a binary operator after an operand; false for anything else.</summary>
    private bool Continue(char symbol)
    {
        switch (symbol)
        {
            case '^':
                (_level.Bases ??= []).Add((_level.Operand!, _level.OperandNegated, _level.OperandPlace));
                _level.OperandNegated = false;
                return true;
            case '*' or '/':
                CloseFactor();
                _level.Divides = symbol == '/';
                return true;
            case '+' or '-':
                CloseTerm();
                _level.TermNegated = symbol == '-';
                return true;
            default:
                return false;
        }
    }

    private void ReadOperand()
    {
        while (true)
        {
            var token = Current;
            if (token is { Kind: TokenKind.Operator, Symbol: '-' })
            {
                // Before a base the sign belongs to the term, before an exponent to the exponent: -x^-2 = -(x^(-2)).
                if (_level.Bases is { Count: > 0 })
                    _level.OperandNegated ^= true;
                else
                    _level.TermNegated ^= true;
                _lexer.Advance();
            }
            else if (token is { Kind: TokenKind.Operator, Symbol: '(' })
            {
                Open(token, null);
            }
            else if (token.Kind == TokenKind.Number)
            {
                var value = Literal(token);
                _lexer.Advance();
                Put(Constant.Of(value), token.Start);
                return;
            }
            else if (token.Kind == TokenKind.Name)
            {
                _lexer.Advance();
                if (ReadName(token))
                    return;
            }
            else
            {
                throw Unexpected(OperandWords);
            }
        }
    }

    private Rational Literal(Token token) => Literals.TryRead(_lexer.Digits(token), out var value, out string problem)
        ? value
        : throw Fail(token, $"at most {Literals.MaxDigits} digits and exponents up to {Literals.MaxExponent}", problem);

    private void Open(Token opener, string? call)
    {
        _lexer.Advance();
        _open.Push(_level);
        _level = new Level(opener, call) { Place = Current.Start };
    }

    private void Put(Expr operand, int place)
    {
        _level.Operand = operand;
        _level.OperandPlace = place;
    }

    private void CloseLevel()
    {
        var closing = Current;
        var last = CloseSum();
        var value = _level.Call is null ? last : CloseCall(last, closing);
        int place = _level.Opener.Start;
        _level = _open.Pop();
        _lexer.Advance();
        Put(value, place);
    }

    private bool TakesAnotherArgument() => _level.Call switch
    {
        null => false,
        "piecewise" => _level.Relation is not null && _level.Arguments!.Count < 3,
        "sum" => (_level.Arguments?.Count ?? 0) < 2,
        var name => (_level.Arguments?.Count ?? 0) + 1 < Arity(name),
    };

    private string AfterOperand()
    {
        const string operators = "an operator";
        if (_open.Count == 0)
            return $"{operators} or the end";
        if (_level is { Call: "piecewise", Relation: null })
            return $"{operators} or one of <, <=, >, >=";
        return _level.Call is not null && TakesAnotherArgument() ? $"{operators} or ','" : $"{operators} or ')'";
    }

    private Stop Unexpected(string expected, string? hint = null)
    {
        var token = Current;
        string found = Describe(token);
        hint ??= token.Kind == TokenKind.Bad ? Names.Hint(token.Symbol) : null;
        if (hint is null && token.Kind == TokenKind.End && _open.Count > 0)
        {
            var where = ParseError.At(_lexer.Source, _level.Opener.Start, "", "", "");
            hint = string.Create(CultureInfo.InvariantCulture, $"'(' at {where.Line}:{where.Column} is not closed");
        }
        if (hint is null && token is { Kind: TokenKind.Operator, Symbol: ',' } && _level.Call is { } call and not ("piecewise" or "sum"))
            hint = $"{call} takes {ArgumentCount(Arity(call))}";
        if (hint is null && expected.StartsWith("an operator", StringComparison.Ordinal)
            && (token.Kind is TokenKind.Name or TokenKind.Number || token is { Kind: TokenKind.Operator, Symbol: '(' }))
            hint = "a product is written with *";
        return Fail(token, expected, $"unexpected {found}, expected {expected}{(hint is null ? "" : $" ({hint})")}");
    }

    private Stop Fail(Token token, string expected, string message) =>
        new(ParseError.At(_lexer.Source, token.Start, token.Kind == TokenKind.End ? "end of input" : Text(token), expected, message));

    private string Describe(Token token) => token.Kind == TokenKind.End ? "end of input" : $"'{Text(token)}'";

    /// <summary>A name as it stands, whole.</summary>
    private string Name(Token token) => _lexer.Source[token.Start..token.End];

    /// <summary>A token for an error message, shortened.</summary>
    private string Text(Token token)
    {
        const int longest = 24;
        if (token.Kind == TokenKind.Bad && (char.IsControl(token.Symbol) || char.IsSurrogate(token.Symbol)
            || char.GetUnicodeCategory(token.Symbol) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse))
            return string.Create(CultureInfo.InvariantCulture,
                $"U+{(token.End - token.Start == 2 ? char.ConvertToUtf32(_lexer.Source, token.Start) : token.Symbol):X4}");
        return token.End - token.Start <= longest ? _lexer.Source[token.Start..token.End] : _lexer.Source[token.Start..(token.Start + longest)] + "...";
    }

    /// <summary>Ends a parse from anywhere in the machine; never leaves <see cref="Parser"/>.</summary>
    internal sealed class Stop(ParseError error) : Exception(error.Message)
    {
        internal ParseError Error => error;
    }
}
