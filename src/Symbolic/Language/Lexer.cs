namespace BoundCheck.Symbolic;

internal enum TokenKind
{
    End,
    Number,
    Name,
    Operator,
    Relation,
    Bad,
}

/// <summary>A piece of source text: [Start, End) and, for operators and relations, what it means.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, char Symbol = '\0', Relation Relation = default);

/// <summary>
/// Cuts a text into tokens, one at a time and in one pass. What people write from habit is read as what it means: ** and raised digits are powers,
/// the typographic signs of product, minus and comparison are the typed ones, and np.exp is exp.
/// </summary>
/// <param name="source">The text.</param>
/// <param name="primes">Whether names may end with primes.</param>
internal sealed class Lexer(string source, bool primes = false)
{
    private int _at;
    private bool _raised;

    internal string Source => source;

    internal Token Current { get; private set; }

    /// <summary>How many tokens were read, those read again included.</summary>
    internal long Count { get; private set; }

    internal void Advance()
    {
        Current = Read();
        Count++;
    }

    /// <summary>Goes back to a token that was current before.</summary>
    internal void Return(Token token)
    {
        _at = token.End;
        _raised = false;
        Current = token;
    }

    /// <summary>A number's text in plain digits.</summary>
    internal ReadOnlySpan<char> Digits(Token number) =>
        Habits.IsRaised(source[number.Start]) ? Habits.Lowered(source[number.Start..number.End]) : source.AsSpan(number.Start, number.End - number.Start);

    private Token Read()
    {
        while (_at < source.Length && char.IsWhiteSpace(source[_at]))
            _at++;
        int start = _at;
        if (start == source.Length)
            return new Token(TokenKind.End, start, start);
        char c = source[start];
        if (Habits.IsRaised(c) && (_raised || start > 0 && !char.IsWhiteSpace(source[start - 1])))
            return ReadRaised(start);
        _raised = false;
        if (char.IsAsciiDigit(c) || c == '.' && char.IsAsciiDigit(Peek(1)))
        {
            SkipNumber();
            return new Token(TokenKind.Number, start, _at);
        }
        if (Names.IsStart(c))
        {
            return new Token(TokenKind.Name, ReadName(), _at);
        }
        bool equals = Peek(1) == '=';
        switch (c)
        {
            case '<' or '>':
                _at += equals ? 2 : 1;
                var relation = c == '<'
                    ? equals ? Relation.LessOrEqual : Relation.Less
                    : equals ? Relation.GreaterOrEqual : Relation.Greater;
                return new Token(TokenKind.Relation, start, _at, Relation: relation);
            case '=' or '!' when equals:
                _at += 2;
                return new Token(TokenKind.Relation, start, _at, Relation: c == '=' ? Relation.Equal : Relation.NotEqual);
            case '*' when Peek(1) == '*':
                _at += 2;
                return new Token(TokenKind.Operator, start, _at, '^');
            case '+' or '-' or '*' or '/' or '^' or '(' or ')' or '[' or ']' or ',' or '@':
                _at++;
                return new Token(TokenKind.Operator, start, _at, c);
            case var sign when Habits.Operator(sign) is { } meant:
                _at++;
                return new Token(TokenKind.Operator, start, _at, meant);
            case var sign when Habits.Relation(sign) is { } meant:
                _at++;
                return new Token(TokenKind.Relation, start, _at, Relation: meant);
            default:
                _at += char.IsHighSurrogate(c) && char.IsLowSurrogate(Peek(1)) ? 2 : 1;
                return new Token(TokenKind.Bad, start, _at, c);
        }
    }

    // x² is x, ^, 2: first the power sign, which takes no text, then the digits (and minus signs) that stand raised.
    private Token ReadRaised(int start)
    {
        if (!_raised)
        {
            _raised = true;
            return new Token(TokenKind.Operator, start, start + 1, '^');
        }
        if (source[_at++] == Habits.RaisedMinus)
            return new Token(TokenKind.Operator, start, _at, '-');
        while (_at < source.Length && Habits.IsRaised(source[_at]) && source[_at] != Habits.RaisedMinus)
            _at++;
        _raised = false;
        return new Token(TokenKind.Number, start, _at);
    }

    /// <summary>Skips a name; returns where what it names starts, which is after the dots of np. and its like before a name of the language.</summary>
    private int ReadName()
    {
        int start = _at;
        SkipName();
        if (!Habits.IsModule(source.AsSpan(start, _at - start)))
            return start;
        int last = start;
        while (Peek(0) == '.' && Names.IsStart(Peek(1)))
        {
            last = ++_at;
            SkipName();
        }
        return Names.IsReserved(source[last.._at]) ? last : start;
    }

    private void SkipName()
    {
        while (_at < source.Length && Names.IsPart(source[_at]))
            _at++;
        while (primes && Peek(0) == '\'')
            _at++;
    }

    // digits [. digits] or . digits, then e [sign] digits only when digits follow: the e of "2e" is a name.
    private void SkipNumber()
    {
        SkipDigits();
        if (Peek(0) == '.')
        {
            _at++;
            SkipDigits();
        }
        if (Peek(0) is not ('e' or 'E'))
            return;
        int sign = Peek(1) is '+' or '-' ? 1 : 0;
        if (!char.IsAsciiDigit(Peek(1 + sign)))
            return;
        _at += 1 + sign;
        SkipDigits();
    }

    private void SkipDigits()
    {
        while (_at < source.Length && char.IsAsciiDigit(source[_at]))
            _at++;
    }

    private char Peek(int ahead) => _at + ahead < source.Length ? source[_at + ahead] : '\0';
}
