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

/// <summary>Cuts a text into tokens, one at a time and in one pass.</summary>
internal sealed class Lexer(string source)
{
    private int _at;

    internal string Source => source;

    internal Token Current { get; private set; }

    internal void Advance() => Current = Read();

    private Token Read()
    {
        while (_at < source.Length && char.IsWhiteSpace(source[_at]))
            _at++;
        int start = _at;
        if (start == source.Length)
            return new Token(TokenKind.End, start, start);
        char c = source[start];
        if (char.IsAsciiDigit(c) || c == '.' && char.IsAsciiDigit(Peek(1)))
        {
            SkipNumber();
            return new Token(TokenKind.Number, start, _at);
        }
        if (Names.IsStart(c))
        {
            while (_at < source.Length && Names.IsPart(source[_at]))
                _at++;
            return new Token(TokenKind.Name, start, _at);
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
            case '+' or '-' or '*' or '/' or '^' or '(' or ')' or '[' or ']' or ',':
                _at++;
                return new Token(TokenKind.Operator, start, _at, c);
            default:
                _at += char.IsHighSurrogate(c) && char.IsLowSurrogate(Peek(1)) ? 2 : 1;
                return new Token(TokenKind.Bad, start, _at, c);
        }
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
