namespace BoundCheck.Cli.Tests;

public sealed class QueryCommandTests
{
    private string _folder = "";

    private string Map => Path.Combine(_folder, "map.parquet");

    [OneTimeSetUp]
    public void Sweep()
    {
        _folder = Directory.CreateTempSubdirectory("boundcheck-query").FullName;
        CommandRunner.Run("sweep", "log(cosh(x*y-1))", "--step", "0.4", "--grid", "x=-6..6:40,y=-6..6:40", "--parquet", Map);
    }

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    private CommandRunner Ask(string sql) => CommandRunner.Run("query", Map, sql, "--json", "-");

    [Test]
    public void Counts_of_outcomes_are_those_of_the_sweep()
    {
        var result = Ask("select outcome, count(*) as cells from data group by outcome order by outcome");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(SchemaTests.Violations(result.Output), Is.Empty);
        var query = result.Json.GetProperty("query");
        Assert.That(query.GetProperty("columns").EnumerateArray().Select(c => c.GetString()), Is.EqualTo(new[] { "outcome", "cells" }));
        Assert.That(query.GetProperty("rows").EnumerateArray().Select(r => $"{r[0].GetString()} {r[1].GetInt64()}"),
            Is.EqualTo(new[] { "converged 1560", "periodic 40" }));
    }

    [Test]
    public void The_table_shown_has_the_rows_of_the_json()
    {
        const string Sql = "select outcome, count(*) as cells from data group by outcome order by outcome";
        string json = Path.Combine(_folder, "counts.json");
        var shown = CommandRunner.Run("query", Map, Sql);
        var both = CommandRunner.Run("query", Map, Sql, "--json", json);
        Assert.That(shown.Output, Is.EqualTo(both.Output));
        Assert.That(shown.Output, Does.Match(@"converged +1560\s+periodic +40\s+2 rows"));
    }

    [Test]
    public void Values_keep_their_kind_and_what_is_no_number_is_null_or_a_word()
    {
        var row = Ask("select steps, limitSharpness, balancing, 'nan'::double, '-inf'::double, null, 10::hugeint ** 1 from data limit 1")
            .Json.GetProperty("query").GetProperty("rows")[0];
        Assert.That(row.EnumerateArray().Select(v => v.ValueKind.ToString()),
            Is.EqualTo(new[] { "Number", "Number", "False", "Null", "String", "Null", "Number" }).Or.EqualTo(
                new[] { "Number", "Number", "True", "Null", "String", "Null", "Number" }));
    }

    [Test]
    public void Files_of_a_folder_are_one_table()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "many")).FullName;
        File.Copy(Map, Path.Combine(folder, "a.parquet"));
        File.Copy(Map, Path.Combine(folder, "it's.parquet"));
        var result = CommandRunner.Run("query", folder, "select count(*) from data", "--json", "-");
        Assert.That(result.Json.GetProperty("query").GetProperty("rows")[0][0].GetInt64(), Is.EqualTo(3200));
    }

    [TestCase("selec 1", "syntax error")]
    [TestCase("select nothing from data", "nothing")]
    [TestCase("select * from read_csv_auto('/etc/passwd')", "Permission")]
    [TestCase("copy data to '/tmp/boundcheck-query-leak.csv'", "Permission")]
    [TestCase("attach '/tmp/boundcheck-query-leak.db'", "Permission")]
    [TestCase("set enable_external_access = true", "locked")]
    public void Bad_or_forbidden_query_is_one_line(string sql, string says)
    {
        var result = Ask(sql);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.Contain(says));
        Assert.That(File.Exists("/tmp/boundcheck-query-leak.csv") || File.Exists("/tmp/boundcheck-query-leak.db"), Is.False);
    }

    [TestCase("missing.parquet")]
    [TestCase("notes.txt")]
    [TestCase("damaged.parquet")]
    [TestCase("empty")]
    public void What_is_no_table_is_named(string name)
    {
        string path = Path.Combine(_folder, name);
        if (name == "empty")
            Directory.CreateDirectory(path);
        else if (name != "missing.parquet")
            File.WriteAllText(path, "nothing of the kind");
        var result = CommandRunner.Run("query", path, "select 1");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(name));
    }
}
