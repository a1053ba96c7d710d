using System.Globalization;
using Parquet;

namespace BoundCheck.Cli.Tests;

/// <summary>Traces and tables: the columns that are documented, the numbers of the run, CSV, Parquet and JSON alike.</summary>
public sealed class TraceTests
{
    private static readonly string[] s_run = ["run", "log(cosh(x*y-1))", "--start", "x=5,y=0.05", "--step", "0.3"];

    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("boundcheck-trace").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    private string InFolder(string name) => Path.Combine(_folder, name);

    private static (string[] Names, double[][] Rows) Read(string file)
    {
        string[] lines = File.ReadAllLines(file);
        return (lines[0].Split(','), [.. lines.Skip(1).Select(l => l.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())]);
    }

    [Test]
    public void A_trace_is_gradient_descent_and_its_columns_belong_together()
    {
        Assert.That(CommandRunner.Run([.. s_run, "--trace", InFolder("t.csv"), "--quiet"]).ExitCode, Is.Zero);
        var (names, rows) = Read(InFolder("t.csv"));
        Assert.That(names, Is.EqualTo(new[] { "k", "x", "y", "loss", "excess", "gradientNorm", "sharpness", "hSharpness", "s", "u", "p", "D", "hSlope",
            "hPhi", "uBound", "lossBound" }));
        int C(string name) => Array.IndexOf(names, name);
        for (int k = 0; k < rows.Length; k++)
        {
            double[] r = rows[k];
            double x = r[C("x")], y = r[C("y")], slope = Math.Tanh(x * y - 1);
            Assert.That(r[C("k")], Is.EqualTo(k));
            Assert.That(r[C("s")], Is.EqualTo(x * y).Within(1e-12));
            Assert.That(r[C("p")], Is.EqualTo(x * x + y * y).Within(1e-11));
            Assert.That(Math.Abs(r[C("u")]), Is.LessThanOrEqualTo(r[C("uBound")]), "certified");
            Assert.That(r[C("excess")], Is.LessThanOrEqualTo(r[C("lossBound")] * (1 + 1e-6)), "certified, up to the rounding of the measured loss");
            // A bound of the loss that is not vacuous: |u| at most b gives it, and b is near |u| here.
            Assert.That(r[C("lossBound")], Is.LessThanOrEqualTo(r[C("uBound")] * r[C("uBound")] / 2 * (1 + 1e-12)));
            if (k + 1 == rows.Length)
                break;
            // Plain gradient descent, stepped here.
            Assert.That(rows[k + 1][C("x")], Is.EqualTo(x - 0.3 * slope * y).Within(1e-9));
            Assert.That(rows[k + 1][C("y")], Is.EqualTo(y - 0.3 * slope * x).Within(1e-9));
        }
    }

    [Test]
    public async Task Csv_parquet_and_json_hold_the_same_numbers()
    {
        string csv = InFolder("t.csv"), parquet = InFolder("t.parquet");
        Assert.That(CommandRunner.Run([.. s_run, "--trace", csv, "--quiet"]).ExitCode, Is.Zero);
        Assert.That(CommandRunner.Run([.. s_run, "--trace", parquet, "--quiet"]).ExitCode, Is.Zero);
        var trace = CommandRunner.Run([.. s_run, "--trace", "-", "--json", "-"]).Json.GetProperty("trace");
        var (names, rows) = Read(csv);
        Assert.That(trace.GetProperty("columns").EnumerateArray().Select(c => c.GetString()), Is.EqualTo(names));
        int sharpness = Array.IndexOf(names, "sharpness");
        Assert.That(trace.GetProperty("rows").EnumerateArray().Select(r => r[sharpness].GetDouble()), Is.EqualTo(rows.Select(r => r[sharpness])));
        await using var reader = await ParquetReader.CreateAsync(parquet);
        Assert.That(reader.Schema.GetDataFields().Select(f => f.Name), Is.EqualTo(names));
        using var group = reader.OpenRowGroupReader(0);
        Assert.That(group.RowCount, Is.EqualTo(rows.Length));
    }

    [TestCase("x^2+3*y^2", "x=5,y=0.05", "k,x,y,loss,")]
    [TestCase("sqrt(1 + dot(a, b)^2)", "a=[2,1],b=[0.2,-1]", "k,a[0],a[1],b[0],b[1],loss,")]
    [TestCase("(x*y-z*w-1)^2/2", "x=1,y=2,z=0.5,w=0.3", "k,x[0],x[1],y[0],y[1],loss,")]
    [TestCase("x^4-x^2", "x=0.3", "k,x,loss,")]
    public void Variables_have_their_names(string objective, string start, string head)
    {
        var run = CommandRunner.Run("run", objective, "--start", start, "--step", "0.1", "--steps", "50", "--trace", InFolder("t.csv"), "--quiet");
        Assert.That(run.ExitCode, Is.AnyOf(0, 1, 3), run.Error);
        string[] lines = File.ReadAllLines(InFolder("t.csv"));
        Assert.That(lines[0], Does.StartWith(head));
        Assert.That(lines[1].Split(',')[1], Is.EqualTo(start.Split('=')[1].Trim('[').Split(',', ']')[0]));
    }

    [Test]
    public void A_file_of_several_studies_has_no_one_trace()
    {
        string studies = InFolder("s.toml");
        File.WriteAllText(studies, "[[study]]\nobjective = \"x*y\"\nstep = 0.1\nstart = \"x=1,y=1\"\n[[study]]\nobjective = \"x*y\"\nstep = 0.2\nstart = \"x=1,y=1\"\n");
        var run = CommandRunner.Run("run", studies, "--trace", InFolder("t.csv"));
        Assert.That((run.ExitCode, run.Error.Trim()), Is.EqualTo((2, "boundcheck: --trace: expected one problem; the file has 2 studies")));
    }

    [Test]
    public void A_sweep_is_a_table_of_its_cells_also_as_csv()
    {
        Assert.That(CommandRunner.Run("sweep", "(x*y-1)^2/2", "--step", "0.4", "--grid", "x=-4..4:5,y=-4..4:3", "--csv", InFolder("c.csv"),
            "--quiet").ExitCode, Is.Zero);
        string[] lines = File.ReadAllLines(InFolder("c.csv"));
        Assert.That(lines, Has.Length.EqualTo(16));
        Assert.That(lines[0], Does.StartWith("x,y,certified,").And.Contain(",outcome,period,steps,"));
        Assert.That(lines[1], Does.StartWith("-4,-4,none,").And.Contain(",diverged,0,"));
    }

    [Test]
    public void Every_column_is_documented()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "BoundCheck.sln")))
            folder = folder.Parent;
        string page = File.ReadAllText(Path.Combine(folder.FullName, "docs", "traces.md"));
        CommandRunner.Run([.. s_run, "--trace", InFolder("t.csv"), "--quiet"]);
        CommandRunner.Run("sweep", "(x*y-1)^2/2", "--step", "0.1..0.9:3", "--start", "x=1,y=2", "--csv", InFolder("c.csv"), "--quiet");
        var names = File.ReadLines(InFolder("t.csv")).First().Split(',').Concat(File.ReadLines(InFolder("c.csv")).First().Split(','));
        Assert.That(names.Where(n => !page.Contains($"`{n}`", StringComparison.Ordinal)), Is.Empty);
    }
}
