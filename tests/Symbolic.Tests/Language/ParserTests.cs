namespace BoundCheck.Symbolic.Tests.Language;

public sealed class ParserTests
{
    private static readonly Expr s_x = Variable.Of("x"), s_y = Variable.Of("y");

    private static Expr Read(string text) => Parser.Parse(text).ValueOrThrow();

    private static ParseError Refuse(string text, ParseOptions? options = null) =>
        Parser.Parse(text, options).TryGet(out var value, out var error) ? throw new AssertionException($"{text} was read as {value}") : error;

    [TestCase("0.1", "1/10")]
    [TestCase("1e-3", "1/1000")]
    [TestCase("1.25E+2", "125")]
    [TestCase(".5", "1/2")]
    [TestCase("3.", "3")]
    [TestCase("0.1 + 0.2", "3/10")]
    [TestCase("1/3 + 1/6", "1/2")]
    [TestCase("-2^2", "-4")]
    [TestCase("2^-3", "1/8")]
    [TestCase("2^3^2", "512")]
    [TestCase("2 - 3 - 4", "-5")]
    [TestCase("12/3/2", "2")]
    [TestCase("12/3*2", "8")]
    [TestCase("(9/4)^(1/2)", "3/2")]
    [TestCase("8^(2/3)", "4")]
    [TestCase("1e-10000*1e10000", "1")]
    public void Literals_are_exact(string text, string value) => Assert.That(Read(text).ToString(), Is.EqualTo(value));

    [Test]
    public void Power_binds_tighter_than_minus() => Assert.That(Read("-x^2"), Is.SameAs(-s_x.Pow(2)));

    [Test]
    public void Power_associates_to_the_right() => Assert.That(Read("x^2^3"), Is.SameAs(s_x.Pow(8)));

    [Test]
    public void A_minus_before_an_exponent_takes_its_whole_tower() => Assert.That(Read("x^-2^2"), Is.SameAs(s_x.Pow(-4)));

    [TestCase("x^(3/4)")]
    [TestCase("x^0.75")]
    [TestCase("x^(1 - 1/4)")]
    public void A_constant_rational_exponent_makes_a_power(string text) => Assert.That(Read(text), Is.SameAs(s_x.Pow(new Rational(3, 4))));

    [Test]
    public void Another_exponent_makes_an_exponential_of_a_logarithm() =>
        Assert.That(Read("x^y"), Is.SameAs(Exp.Instance.Of(s_y * Log.Instance.Of(s_x))));

    [TestCase("e^x", "exp(x)")]
    [TestCase("e^(-x^2)", "exp(-x^2)")]
    [TestCase("e^2", "exp(2)")]
    [TestCase("sqrt(e)", "exp(1/2)")]
    [TestCase("exp(1)", "e")]
    public void Powers_of_e_are_exponentials(string text, string printed) => Assert.That(Read(text).ToString(), Is.EqualTo(printed));

    [Test]
    public void The_greek_letter_is_pi() => Assert.That(Read("2*\u03c0"), Is.SameAs(2 * NamedConstant.Pi));

    [TestCase("sign(1/sqrt(x))")]
    [TestCase("sign(exp(log(x)))")]
    [TestCase("0*log(x)")]
    [TestCase("0/x")]
    [TestCase("log(x)^0")]
    [TestCase("sqrt(x)^2 - sqrt(x)^2")]
    [TestCase("1/(1/x)")]
    public void Folding_keeps_the_domain(string text) => Assert.That(Totality.IsTotal(Read(text)), Is.False);

    [Test]
    public void Square_root_is_the_power_one_half() => Assert.That(Read("sqrt(x)"), Is.SameAs(Read("x^(1/2)")));

    [Test]
    public void Ln_is_log() => Assert.That(Read("ln(x)"), Is.SameAs(Log.Instance.Of(s_x)));

    [TestCase("x < y", Relation.Less)]
    [TestCase("x <= y", Relation.LessOrEqual)]
    [TestCase("x > y", Relation.Greater)]
    [TestCase("x >= y", Relation.GreaterOrEqual)]
    public void Piecewise_reads_its_condition(string condition, Relation relation) =>
        Assert.That(Read($"piecewise({condition}, 1, x)"), Is.SameAs(Piecewise.Of(relation, s_x, s_y, 1, s_x)));

    [Test]
    public void Norm2_is_the_dot_product_with_itself() => Assert.That(Read("norm2(x)"), Is.SameAs(Read("dot(x, x)")));

    [Test]
    public void Dot_products_are_symmetric() => Assert.That(Read("dot(y, x)"), Is.SameAs(Read("dot(x, y)")));

    [Test]
    public void A_component_is_a_scalar() => Assert.That(Read("x[3]^2"), Is.SameAs(Component.Of("x", 3).Pow(2)));

    [Test]
    public void Parameters_are_substituted() =>
        Assert.That(Parser.Parse("a*x", new ParseOptions { Parameters = new Dictionary<string, Expr> { ["a"] = new Rational(1, 3) } }).ValueOrThrow(),
            Is.SameAs(new Rational(1, 3) * s_x));

    [Test]
    public void Reserved_names_cannot_be_parameters() =>
        Assert.That(() => Parser.Parse("x", new ParseOptions { Parameters = new Dictionary<string, Expr> { ["e"] = 1 } }), Throws.ArgumentException);

    [TestCase("", 1, "a number")]
    [TestCase("2x", 2, "written with *")]
    [TestCase("2(x)", 2, "written with *")]
    [TestCase("x y", 3, "written with *")]
    [TestCase("x +", 4, "unexpected end of input")]
    [TestCase("x ++ y", 4, "unexpected '+'")]
    [TestCase("(x + 1", 7, "'(' at 1:1 is not closed")]
    [TestCase("x + 1)", 6, "no '(' is open")]
    [TestCase("exps(x)", 1, "did you mean 'exp'?")]
    [TestCase("tahn(x)", 1, "did you mean 'tanh'?")]
    [TestCase("Cosh(x)", 1, "did you mean 'cosh'?")]
    [TestCase("x(y)", 1, "unknown function 'x'")]
    [TestCase("sin x", 5, "sin is a function")]
    [TestCase("sin()", 5, "unexpected ')'")]
    [TestCase("sin(x, y)", 6, "sin takes 1 argument)")]
    [TestCase("max(x)", 6, "max takes 2 arguments")]
    [TestCase("max(x, y, z)", 9, "max takes 2 arguments")]
    [TestCase("1/0", 3, "division by zero")]
    [TestCase("x/(1 - 1)", 3, "division by zero")]
    [TestCase("x*y/0^2", 5, "division by zero")]
    [TestCase("x + dot(x, y)", 9, "'x' is a scalar and is used as a vector")]
    [TestCase("dot(x, y) + x", 13, "'x' is a vector and is used as a scalar")]
    [TestCase("x[0] + x", 8, "'x' is a vector and is used as a scalar")]
    [TestCase("dot(x + 1, y)", 7, "expected ','")]
    [TestCase("dot(2, y)", 5, "name of a vector")]
    [TestCase("x[-1]", 3, "an index 0, 1, 2")]
    [TestCase("x[y]", 3, "an index 0, 1, 2")]
    [TestCase("x < y", 3, "comparisons stand in claims")]
    [TestCase("piecewise(x, 1, 2)", 12, "one of <, <=, >, >=")]
    [TestCase("piecewise(x < y < z, 1, 2)", 17, "unexpected '<'")]
    [TestCase("piecewise(x < y, 1)", 19, "piecewise takes a condition and two values")]
    [TestCase("piecewise(x < y, 1, 2, 3)", 22, "unexpected ','")]
    [TestCase("huber(x, -1)", 1, "must be positive")]
    [TestCase("huber(x, 0)", 1, "must be positive")]
    [TestCase("x # y", 3, "unexpected '#'")]
    [TestCase("x \u0001", 3, "unexpected 'U+0001'")]
    [TestCase("x \u2013 y", 3, "written with -")]
    [TestCase("x \u00b2", 3, "x^2")]
    [TestCase("\u00b2", 1, "x^2")]
    [TestCase("x*\u00b2", 3, "unexpected '\u00b2'")]
    [TestCase("x\u207b", 3, "unexpected end of input")]
    [TestCase("x***y", 4, "unexpected '*'")]
    [TestCase("np.expp(x)", 1, "unknown function 'np.expp' (did you mean 'exp'?)")]
    [TestCase("np.x", 1, "'np.x' is not in the language")]
    [TestCase("np.linalg.norm(x)", 1, "unknown function 'np.linalg.norm'")]
    [TestCase("np.", 3, "unexpected '.'")]
    [TestCase("numbers.exp(x)", 8, "unexpected '.'")]
    [TestCase("np.exp", 7, "exp is a function")]
    [TestCase("inf*x", 1, "'inf' is neither a number")]
    [TestCase("x + NaN", 5, "'NaN' is neither a number")]
    [TestCase("norm2(inf)", 7, "name of a vector")]
    [TestCase("|x|", 1, "abs(x)")]
    [TestCase("1e99999", 1, "decimal exponent")]
    public void Errors_name_the_place_and_the_expectation(string text, int column, string part)
    {
        var error = Refuse(text);
        Assert.That((error.Line, error.Column, error.Position), Is.EqualTo((1, column, column - 1)), error.ToString());
        Assert.That(error.Message, Does.Contain(part));
    }

    [Test]
    public void Vectors_named_in_advance_are_not_scalars() =>
        Assert.That(Refuse("x + 1", new ParseOptions { VectorNames = new HashSet<string> { "x" } }).Message, Does.Contain("'x' is a vector"));

    [Test]
    public void Parameters_are_not_vectors() =>
        Assert.That(Refuse("norm2(a)", new ParseOptions { Parameters = new Dictionary<string, Expr> { ["a"] = 1 } }).Message,
            Does.Contain("'a' is a parameter"));

    [Test]
    public void Errors_show_the_line_with_a_caret()
    {
        const string text = "x +\n  2y";
        Assert.That(Refuse(text)
            .Render(text), Is.EqualTo("2:4: unexpected 'y', expected an operator or the end (a product is written with *)\n    2y\n     ^"));
    }

    [Test]
    public void Long_lines_are_cut_around_the_caret()
    {
        string text = string.Concat(Enumerable.Repeat("x + ", 1000)) + "2y" + string.Concat(Enumerable.Repeat(" + x", 1000));
        var lines = Refuse(text).Render(text).Split('\n');
        Assert.That(lines[1], Has.Length.LessThan(100));
        Assert.That(lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)], Is.EqualTo('y'));
    }

    [TestCase("x^2 >= 0", Relation.GreaterOrEqual)]
    [TestCase("x^2 > 0", Relation.Greater)]
    [TestCase("x^2 <= 0", Relation.LessOrEqual)]
    [TestCase("x^2 < 0", Relation.Less)]
    [TestCase("x^2 == 0", Relation.Equal)]
    [TestCase("x^2 != 0", Relation.NotEqual)]
    public void A_claim_is_two_sides_and_a_relation(string text, Relation relation)
    {
        var claim = Parser.ParseRelation(text).ValueOrThrow();
        Assert.That(claim, Is.EqualTo(new ParsedRelation(s_x.Pow(2), relation, 0)));
        Assert.That(claim.ToString(), Is.EqualTo(text));
    }

    [TestCase("x", 2, "one of <, <=")]
    [TestCase("x < y < z", 7, "a claim has one relation")]
    [TestCase("(x < y)", 4, "unexpected '<'")]
    [TestCase("x = y", 3, "unexpected '='")]
    [TestCase("x <", 4, "unexpected end")]
    [TestCase("x <= y)", 7, "no '(' is open")]
    public void A_bad_claim_is_refused(string text, int column, string part)
    {
        Assert.That(Parser.ParseRelation(text).TryGet(out _, out var error), Is.False);
        Assert.That(error!.Column, Is.EqualTo(column), error.ToString());
        Assert.That(error.Message, Does.Contain(part));
    }

    [TestCase("1/3", "1/3")]
    [TestCase("0.1", "1/10")]
    [TestCase("pi/4", "1/4*pi")]
    [TestCase("2*e", "2*e")]
    [TestCase("-sqrt(2)", "-sqrt(2)")]
    public void Constants_are_closed_expressions(string text, string printed) =>
        Assert.That(Parser.ParseConstant(text).ValueOrThrow().ToString(), Is.EqualTo(printed));

    [TestCase("x")]
    [TestCase("x[0]")]
    [TestCase("norm2(x)")]
    [TestCase("1 < 2")]
    public void Constants_hold_no_variables_and_no_relations(string text) =>
        Assert.That(Parser.ParseConstant(text), Is.InstanceOf<ParseResult<Expr>.Failure>());

    [TestCase("x**2", "x^2")]
    [TestCase("-x**-2", "-x^-2")]
    [TestCase("2**3**2", "512")]
    [TestCase("x\u00b7y \u00d7 z \u22c5 w \u2217 v", "x*y*z*w*v")]
    [TestCase("x \u2212 y", "x - y")]
    [TestCase("x\u00b2*y\u00b3", "x^2*y^3")]
    [TestCase("x\u00b9\u2070", "x^10")]
    [TestCase("x\u207b\u00b2", "x^-2")]
    [TestCase("-x\u00b2", "-x^2")]
    [TestCase("x\u00b2^3", "x^8")]
    [TestCase("2^x\u00b2", "2^(x^2)")]
    [TestCase("(x + y)\u00b2/2\u00b3", "(x + y)^2/8")]
    [TestCase("np.exp(x) + numpy.log(y) + math.sqrt(z)", "exp(x) + log(y) + sqrt(z)")]
    [TestCase("torch.tanh(x)*jnp.cos(2*np.pi*y)*math.e", "tanh(x)*cos(2*pi*y)*e")]
    [TestCase("torch.nn.functional.softplus(x*y)", "softplus(x*y)")]
    [TestCase("np*x", "np*x")]
    public void Habits_of_writing_mean_what_they_say(string text, string plain) =>
        Assert.That(Parser.Parse(text).ValueOrThrow(), Is.SameAs(Parser.Parse(plain).ValueOrThrow()));

    [TestCase("x \u2264 y", Relation.LessOrEqual)]
    [TestCase("x\u2265y", Relation.GreaterOrEqual)]
    [TestCase("x \u2260 y", Relation.NotEqual)]
    public void Typographic_relations_are_relations(string text, Relation relation) =>
        Assert.That(Parser.ParseRelation(text).ValueOrThrow().Relation, Is.EqualTo(relation));
}
