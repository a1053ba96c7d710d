namespace BoundCheck.Cli.Tests;

public sealed class BadInputTests
{
    private const string Good = "log(cosh(x*y-1))";

    private static IEnumerable<TestCaseData> Mistakes()
    {
        yield return new TestCaseData(new[] { "check", "log(cosh(x*y-1)", "--step", "0.3", "--start", "x=1,y=1" }, "1:16", "')'")
            .SetName("An_unclosed_parenthesis_is_named");
        yield return new TestCaseData(new[] { "check", Good, "--step", "-1", "--start", "x=1,y=1" }, "--step", "> 0").SetName("A_negative_step_is_named");
        yield return new TestCaseData(new[] { "check", Good, "--step", "0.3", "--start", "x=1" }, "--start", "'y'").SetName("A_missing_variable_is_named");
        yield return new TestCaseData(new[] { "check", Good, "--step", "0.3", "--start", "x=1,y=1,z=2" }, "--start", "'z'")
            .SetName("An_unknown_variable_is_named");
        yield return new TestCaseData(new[] { "check", Good, "--step", "0.3", "--start", "x=1,y=1,x=2" }, "--start", "twice")
            .SetName("A_variable_given_twice_is_named");
        yield return new TestCaseData(new[] { "check", "log(cosh(dot(x,y)-1))", "--step", "0.3", "--start", "x=[1,2],y=[1]" }, "--start", "equal length")
            .SetName("Lists_of_unequal_length_are_named");
        yield return new TestCaseData(new[] { "check", "(x*y)^2+1/0", "--step", "0.3", "--start", "x=1,y=1" }, "1:", "zero")
            .SetName("Division_by_zero_is_named");
        yield return new TestCaseData(new[] { "check", "lgo(x*y)", "--step", "0.3", "--start", "x=1,y=1" }, "1:1", "log")
            .SetName("An_unknown_function_is_named_with_a_suggestion");
        yield return new TestCaseData(new[] { "check", Good, "--step", "h", "--start", "x=1,y=1" }, "--step", "").SetName("A_step_that_is_no_number_is_named");
        yield return new TestCaseData(new[] { "check", Good, "--start", "x=1,y=1" }, "--step", "missing").SetName("A_missing_step_is_named");
        yield return new TestCaseData(new[] { "check", Good, "--step", "1" }, "--start", "missing").SetName("A_missing_start_is_named");
        yield return new TestCaseData(new[] { "check", Good, "--stpe", "1" }, "--stpe", "--step").SetName("A_mistyped_option_gets_a_suggestion");
        yield return new TestCaseData(new[] { "chekc", Good }, "chekc", "check").SetName("A_mistyped_command_gets_a_suggestion");
        yield return new TestCaseData(new[] { "analyze", "" }, "objective", "expected").SetName("An_empty_objective_is_named");
        yield return new TestCaseData(new[] { "analyze", "missing.toml" }, "missing.toml", "").SetName("A_missing_file_is_named");
        yield return new TestCaseData(new[] { "analyze", "(x*y)^2", "--timeout", "0" }, "--timeout", "> 0").SetName("A_zero_timeout_is_named");
        yield return new TestCaseData(new[] { "check", "log(cosh(xy-1))", "--step", "0.3", "--start", "x=2,y=1" }, "--start", "did you mean x*y by 'xy'?")
            .SetName("A_product_without_its_sign_is_guessed_from_the_start");
        yield return new TestCaseData(new[] { "check", "log(cosh(x*y-mu))", "--step", "0.3", "--start", "x=2,y=1" }, "'mu'", "--param mu=...")
            .SetName("A_constant_without_a_value_is_named");
        yield return new TestCaseData(new[] { "check", "log(cosh(x*y-1))+xy^2", "--step", "0.3", "--start", "x=2,y=1" }, "'xy'", "did you mean x*y")
            .SetName("A_product_without_its_sign_is_guessed_from_the_others");
        yield return new TestCaseData(new[] { "analyze", "log(cosh(x*y-inf))" }, "1:14", "'inf'").SetName("Infinity_is_no_variable");
        yield return new TestCaseData(new[] { "analyze", "x*y-a", "--param", "nan=1" }, "--param", "'nan'").SetName("Not_a_number_is_no_parameter");
        yield return new TestCaseData(new[] { "catalogue", "T99" }, "T99", "T1").SetName("An_unknown_theorem_is_named");
        yield return new TestCaseData(new[] { "catalogue", "T0c", "--worst-case", "--iterations", "5" }, "--step", "2/L").SetName("A_worst_case_needs_a_step");
        yield return new TestCaseData(new[] { "catalogue", "T0c", "--worst-case", "--step", "2", "--iterations", "5" }, "--step", "h < 2/L")
            .SetName("A_worst_case_needs_a_step_below_two_over_L");
        yield return new TestCaseData(new[] { "catalogue", "T0c", "--worst-case", "--step", "pi/4", "--iterations", "5" }, "--step", "rational")
            .SetName("A_worst_case_needs_a_rational_step");
        yield return new TestCaseData(new[] { "catalogue", "T0d", "--worst-case", "--step", "1", "--iterations", "5", "--mu", "2" }, "--mu", "L = 1")
            .SetName("A_worst_case_needs_mu_up_to_L");
        yield return new TestCaseData(new[] { "catalogue", "T0c", "--step", "1" }, "--step", "--worst-case")
            .SetName("A_step_of_the_catalogue_goes_with_a_worst_case");
        yield return new TestCaseData(new[] { "catalogue", "--worst-case", "--step", "1", "--iterations", "5" }, "--worst-case", "theorem")
            .SetName("A_worst_case_needs_a_theorem");
    }

    [TestCaseSource(nameof(Mistakes))]
    public void Bad_input_is_an_error_that_names_the_place(string[] args, string place, string expectation)
    {
        var result = CommandRunner.Run(args);
        string first = result.Error.Split('\n')[0];
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
            Assert.That(first, Does.Contain(place).And.Contain(expectation));
            Assert.That(result.Output, Is.Empty);
        });
    }

    private static IEnumerable<TestCaseData> BadFiles()
    {
        yield return new TestCaseData("objective = \"x*y\"\nstep = 1\n", "(2,8)", "'step'").SetName("An_unknown_key_is_named_with_its_place");
        yield return new TestCaseData("objective = \"x*y\"\n[rum]\nstep = 1\n", "(2,", "[rum]").SetName("An_unknown_table_is_named_with_its_place");
        yield return new TestCaseData("objective = \"x*y\"\n[run]\nsetp = 1\n", "(3,8)", "'setp'").SetName("An_unknown_run_key_is_named_with_its_place");
        yield return new TestCaseData("[run]\nstep = 1\n", "", "'objective' is missing").SetName("A_missing_objective_is_named");
        yield return new TestCaseData("objective = \"x*y\n", "(1,", "").SetName("Broken_toml_is_named_with_its_place");
        yield return new TestCaseData("objective = 1979-05-27\n", "(1,13)", "number or a string").SetName("A_value_of_the_wrong_kind_is_named");
        yield return new TestCaseData("objective = " + new string('[', 70), "", "depth").SetName("Lists_nested_too_deeply_are_an_error");
        yield return new TestCaseData("objective = \"x*y\\", "(1,18)", "End-Of-File").SetName("A_file_that_ends_within_an_escape_is_an_error");
        yield return new TestCaseData("objective = \"\"\"x*y\\", "", "End-Of-File").SetName("A_file_that_ends_within_an_escape_of_several_lines_is_an_error");
    }

    [TestCaseSource(nameof(BadFiles))]
    public void A_bad_problem_file_is_an_error_that_names_the_place(string text, string place, string expectation)
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".toml");
        File.WriteAllText(path, text);
        try
        {
            var result = CommandRunner.Run("check", path);
            Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
            Assert.That(result.Error.Split('\n')[0], Does.Contain(place).And.Contain(expectation));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase("claim", "--file", "/dev/zero")]
    [TestCase("analyze", "x*y", "--data", "/dev/zero")]
    [TestCase("network", "/dev/zero")]
    [Platform("Linux")]
    public void A_file_without_an_end_is_refused(params string[] args)
    {
        var result = CommandRunner.Run(args);
        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.Error, Does.Contain("at most").And.Contain("MiB, this one more"));
    }
}
