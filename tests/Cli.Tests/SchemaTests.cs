using NJsonSchema;

namespace BoundCheck.Cli.Tests;

public sealed class SchemaTests
{
    private static readonly JsonSchema s_schema = Load();

    /// <summary>What in a JSON answer does not follow the schema.</summary>
    internal static IEnumerable<string> Violations(string json) => s_schema.Validate(json).Select(e => e.ToString());

    private static JsonSchema Load()
    {
        using var reader = new StreamReader(typeof(SchemaTests).Assembly.GetManifestResourceStream("schema.json")!);
        return JsonSchema.FromJsonAsync(reader.ReadToEnd()).GetAwaiter().GetResult();
    }

    private static IEnumerable<TestCaseData> Outputs()
    {
        yield return new TestCaseData((object)new[] { "analyze", "log(cosh(x*y-1))" }).SetName("Json_of_analyze_follows_the_schema");
        yield return new TestCaseData((object)new[] { "analyze", "log(cosh(x*y-1))", "--compare", "(x*y)^4" })
            .SetName("Json_of_a_comparison_follows_the_schema");
        yield return new TestCaseData((object)new[] { "analyze", "x^2+y^2" }).SetName("Json_of_a_general_objective_follows_the_schema");
        yield return new TestCaseData((object)new[] { "analyze", "(x*y)^4" }).SetName("Json_with_refutations_follows_the_schema");
        yield return new TestCaseData((object)new[] { "check", "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.85" })
            .SetName("Json_of_check_follows_the_schema");
        yield return new TestCaseData((object)new[] { "check", "x^2+y^2", "--start", "x=2,y=0.2", "--step", "0.1" })
            .SetName("Json_of_a_general_check_follows_the_schema");
        yield return new TestCaseData((object)new[] { "run", "sqrt(1+(x*y)^2)", "--start", "x=4,y=0.7", "--step", "0.22" })
            .SetName("Json_of_run_follows_the_schema");
        yield return new TestCaseData((object)new[] { "run", "(x*y-1)^2/2", "--start", "x=2e200,y=3e200", "--step", "0.89" })
            .SetName("Json_of_a_huge_start_follows_the_schema");
        yield return new TestCaseData((object)new[] { "run", "x^2+3*y^2", "--start", "x=2,y=0.2", "--step", "0.1" })
            .SetName("Json_of_a_general_run_follows_the_schema");
        yield return new TestCaseData((object)new[] { "claim", "exp(x) >= 1 + x", "--on", "x=(-inf,inf)" }).SetName("Json_of_claim_follows_the_schema");
        yield return new TestCaseData((object)new[] { "claim", "exp(x) > 1 + x", "--on", "x=[-1,1]" }).SetName("Json_of_a_refuted_claim_follows_the_schema");
        yield return new TestCaseData((object)new[] { "range", "x*exp(-x)", "--on", "x=[0,inf)" }).SetName("Json_of_range_follows_the_schema");
        yield return new TestCaseData((object)new[] { "range", "(x^2+y-11)^2+(x+y^2-7)^2", "--on", "x=[-5,5];y=[-5,5]" })
            .SetName("Json_of_a_range_in_two_variables_follows_the_schema");
        yield return new TestCaseData((object)new[] { "range", "1/x", "--on", "x=(0,1]" }).SetName("Json_of_an_infinite_range_follows_the_schema");
        yield return new TestCaseData((object)new[] { "solve", "exp(x) >= 3*x" }).SetName("Json_of_solve_follows_the_schema");
        yield return new TestCaseData((object)new[] { "solve", "sin(x) > 0" }).SetName("Json_of_an_undecided_solve_follows_the_schema");
        yield return new TestCaseData((object)new[] { "step", "(x*y-1)^2/2", "--start", "x=4,y=0.2", "--step", "0.5" })
            .SetName("Json_of_step_follows_the_schema");
        yield return new TestCaseData((object)new[] { "step", "x^2+3*y^2", "--start", "x=2,y=1", "--step", "0.5" })
            .SetName("Json_of_a_general_step_follows_the_schema");
        yield return new TestCaseData((object)new[] { "compare", "log(cosh(x*y-1))", "x^2+3*y^2", "--start", "x=5,y=0.05", "--step", "0.3" })
            .SetName("Json_of_compared_runs_follows_the_schema");
        yield return new TestCaseData((object)new[] { "check", "log(cosh(x*y-c))", "--for", "c=[0,2]; h=(0,1)", "--start", "x=2,y=1" })
            .SetName("Json_of_a_family_follows_the_schema");
        yield return new TestCaseData((object)new[] { "sweep", "(x*y-1)^2/2", "--step", "0.4", "--grid", "x=-6..6:20,y=-6..6:20" })
            .SetName("Json_of_sweep_follows_the_schema");
        yield return new TestCaseData((object)new[] { "run", "(x*y-1)^2/2", "--step", "0.8", "--start", "x=1.6,y=0.3", "--weight-decay", "0.1" })
            .SetName("Json_of_a_run_with_weight_decay_follows_the_schema");
        yield return new TestCaseData((object)new[] { "sweep", "(x*y-1)^2/2", "--schedule", "[0.4, 0.2]", "--grid", "x=-6..6:10,y=-6..6:10" })
            .SetName("Json_of_a_sweep_with_a_schedule_follows_the_schema");
        yield return new TestCaseData((object)new[] { "network", "--steps", "50",
            "--seeds", "2", "--loss", "mse", "--activation", "cubic", "--multiple", "32" })
            .SetName("Json_of_network_follows_the_schema");
        yield return new TestCaseData((object)new[] { "region", "log(cosh(x*y-1))", "--step", "0.5", "--start", "x=1.5,y=0.8", "--epsilon", "0.1" })
            .SetName("Json_of_region_follows_the_schema");
        yield return new TestCaseData((object)new[] { "region", "(x*y-1)^2/2", "--step", "0.5", "--start", "x=1.5,y=0.8" })
            .SetName("Json_of_a_refused_region_follows_the_schema");
        yield return new TestCaseData((object)new[] { "theorem", Path.Combine(Laboratory.TheoremCommandTests.Examples, "t1.toml"),
            "(x*y-1)^2/2", "--start", "x=2,y=0.2", "--step", "0.85" }).SetName("Json_of_theorem_follows_the_schema");
        yield return new TestCaseData((object)new[] { "theorem", Path.Combine(Laboratory.TheoremCommandTests.Examples, "matrix-triangle.toml"), "--hunt" })
            .SetName("Json_of_a_hunt_follows_the_schema");
        yield return new TestCaseData((object)new[] { "catalogue" }).SetName("Json_of_the_catalogue_follows_the_schema");
        yield return new TestCaseData((object)new[] { "catalogue", "T0c", "--worst-case", "--step", "1/2", "--iterations", "5" })
            .SetName("Json_of_a_worst_case_follows_the_schema");
    }

    [TestCaseSource(nameof(Outputs))]
    public void Json_follows_the_schema(string[] args)
    {
        var result = CommandRunner.Run([.. args, "--json", "-"]);
        Assert.That(result.ExitCode, Is.AnyOf(0, 1, 3), result.Error);
        Assert.That(Violations(result.Output), Is.Empty);
    }

    [Test]
    public void The_schema_rejects_an_unknown_verdict() =>
        Assert.That(Violations("{\"schema\":\"boundcheck/1\",\"prediction\":{\"convergence\":\"perhaps\"}}"), Is.Not.Empty);
}
