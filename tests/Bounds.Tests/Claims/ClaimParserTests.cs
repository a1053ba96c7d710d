using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Claims;

public sealed class ClaimParserTests
{
    private static Claim Parse(string claim, string? on = null, string? where = null) => ClaimParser.Parse(claim, on, where).ValueOrThrow();

    private static ClaimError Error(string claim, string? on = null, string? where = null) => ClaimParser.Parse(claim, on, where).Error!;

    [Test]
    public void A_box_is_written_with_equals_or_in_and_any_ends() =>
        Assert.That(Parse("x + y + z <= 1", "x=[0,1/3]; y in (-inf, 2); z=(0.1,inf)").On, Is.EqualTo("x in [0, 1/3]; y in (-inf, 2); z in (1/10, inf)"));

    [TestCase("")]
    [TestCase("(constant)")]
    [TestCase(null)]
    public void A_closed_claim_has_no_box(string? on) =>
        Assert.That(Parse("exp(1) < 3", on).Box, Is.Empty);

    [Test]
    public void A_variable_without_a_range_runs_over_the_line() =>
        Assert.That(Parse("x^2 >= 0").On, Is.EqualTo("x in (-inf, inf)"));

    [Test]
    public void An_irrational_end_is_enclosed_and_kept_exactly_as_a_condition()
    {
        var claim = Parse("x <= 2", "x=[0, pi/2)");
        Assert.That(claim.Where.Single().ToString(), Is.EqualTo("x < 1/2*pi"));
        Assert.That(claim.Box[0].High!.Value.ToDoubleNearest(), Is.EqualTo(Math.PI / 2).Within(1e-15));
    }

    [Test]
    public void Conditions_are_separated_by_semicolons_commas_or_and() =>
        Assert.That(Parse("x <= y", "x=[0,1]; y=[0,1]", "x < y; max(x, y) < 1 and x > 0").Where.Select(w => w.ToString()),
            Is.EqualTo((string[])["x < y", "max(x, y) < 1", "x > 0"]));

    [TestCase("x <= ", "x=[0,1]", null, "claim", 5)]
    [TestCase("x <= 1", "x=0,1]", null, "on", 2)]
    [TestCase("x <= 1", "x:[0,1]", null, "on", 1)]
    [TestCase("x <= 1", "x=[0;1]", null, "on", 7)]
    [TestCase("x <= 1", "x=[0,1", null, "on", 6)]
    [TestCase("x <= 1", "x=[0,y]", null, "on", 5)]
    [TestCase("x <= 1", "x=[0,1]; x=[0,2]", null, "on", 9)]
    [TestCase("x <= 1", "x=[0,1]", "x <", "where", 3)]
    public void Errors_say_part_and_place(string claim, string on, string? where, string part, int position)
    {
        var error = Error(claim, on, where);
        Assert.That((error.Part, error.Error.Position), Is.EqualTo((part, position)), error.ToString());
    }

    [Test]
    public void A_file_takes_columns_by_header_and_keeps_going_after_a_bad_row()
    {
        var rows = ClaimFile.Parse("# comment\nname\tclaim\ton\texpected\na\tx <= 1\tx in [0, 1]\tvalid\nb\tx <=\tx=[0,1]\tvalid\n\nc\texp(1) < 3\t(constant)\tvalid\n");
        Assert.That(rows.Select(r => (r.Line, r.Name, r.Result.Claim is not null)),
            Is.EqualTo(((int, string, bool)[])[(3, "a", true), (4, "b", false), (6, "c", true)]));
    }

    [Test]
    public void A_file_without_header_has_columns_name_claim_on_where() =>
        Assert.That(ClaimFile.Parse("a\tx <= y\tx=[0,1]; y=[0,1]\tx < y").Single().Result.Claim!.Where.Single().ToString(), Is.EqualTo("x < y"));
}
