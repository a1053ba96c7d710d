using BoundCheck.Cli.Input;
using BoundCheck.Cli.Sweep;

namespace BoundCheck.Cli.Tests;

public sealed class SweepShardTests
{
    // Certified, failing, slow and undecided cells, with both axes and a step that is no double.
    private static readonly string[] s_sweep =
        ["sweep", "(x*y-1)^2/2", "--step", "9/10", "--grid", "x=-3..3:37,y=-2..4:41", "--steps", "200"];

    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("boundcheck-shards").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    private string InFolder(string name) => Path.Combine(_folder, name);

    private CommandRunner Part(string shard, params string[] sweep) => CommandRunner.Run([.. sweep, "--shard", shard, "--out", InFolder("parts")]);

    private CommandRunner Merge(params string[] more) => CommandRunner.Run(["sweep", "merge", InFolder("parts"), .. more]);

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(8)]
    public void Merged_parts_are_the_files_of_a_single_run_byte_for_byte(int parts)
    {
        var single = CommandRunner.Run([.. s_sweep, "--parquet", InFolder("one.parquet"), "--png", InFolder("one.png"), "--json", InFolder("one.json")]);
        for (int i = parts; i >= 1; i--)
            Assert.That(Part($"{i}/{parts}", s_sweep).ExitCode, Is.Zero);
        var merged = Merge("--parquet", InFolder("all.parquet"), "--png", InFolder("all.png"), "--json", InFolder("all.json"));
        Assert.Multiple(() =>
        {
            Assert.That(merged.ExitCode, Is.EqualTo(single.ExitCode), merged.Error);
            Assert.That(File.ReadAllBytes(InFolder("all.parquet")), Is.EqualTo(File.ReadAllBytes(InFolder("one.parquet"))));
            Assert.That(File.ReadAllBytes(InFolder("all.png")), Is.EqualTo(File.ReadAllBytes(InFolder("one.png"))));
            Assert.That(WithoutSpeed("all.json"), Is.EqualTo(WithoutSpeed("one.json")));
        });

        // The speed is of the machine, not of the sweep.
        string WithoutSpeed(string name) =>
            string.Join('\n', File.ReadAllLines(InFolder(name)).Where(l => !l.Contains("stepsPerSecond", StringComparison.Ordinal)));
    }

    [Test]
    public void More_parts_than_cells_are_no_fault()
    {
        string[] sweep = ["sweep", "(x*y-1)^2/2", "--step", "1/2", "--grid", "x=1..2:2", "--start", "y=1"];
        for (int i = 1; i <= 3; i++)
            Assert.That(SchemaTests.Violations(Part($"{i}/3", [.. sweep, "--json", "-"]).Output), Is.Empty);
        Assert.That(Merge("--json", "-").Json.GetProperty("cells").GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public void Finished_part_is_left_as_it_is_and_a_damaged_one_is_made_again()
    {
        Part("1/2", s_sweep);
        string file = Shard.FileOf(InFolder("parts"), 1, 2, SweepParts.Extension);
        byte[] first = File.ReadAllBytes(file);
        var written = File.GetLastWriteTimeUtc(file);
        Part("1/2", s_sweep);
        Assert.That(File.GetLastWriteTimeUtc(file), Is.EqualTo(written));
        File.WriteAllBytes(file, first[..(first.Length / 2)]);
        Assert.That(Part("1/2", s_sweep).ExitCode, Is.Zero);
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(first));
    }

    [Test]
    public void Merge_names_the_missing_part()
    {
        Part("1/3", s_sweep);
        Part("3/3", s_sweep);
        var merged = Merge();
        Assert.That(merged.ExitCode, Is.EqualTo(2));
        Assert.That(merged.Error, Does.Contain("1 of 3 parts are missing: 2"));
    }

    [Test]
    public void Part_with_a_changed_byte_is_refused_or_the_byte_was_of_no_importance()
    {
        Part("1/1", s_sweep);
        string file = Shard.FileOf(InFolder("parts"), 1, 1, SweepParts.Extension);
        byte[] data = File.ReadAllBytes(file);
        string whole = Merge("--json", "-").Output;
        int refused = 0;
        for (int i = 0; i < 24; i++)
        {
            byte[] changed = [.. data];
            changed[(int)(data.Length * (i + 0.5) / 24)] ^= 0x55;
            File.WriteAllBytes(file, changed);
            var merged = Merge("--json", "-");
            if (merged.ExitCode == 2)
                refused++;
            else
                Assert.That(merged.Output, Is.EqualTo(whole), $"byte {i}");
            Assert.That(merged.ExitCode, Is.Not.EqualTo(4), merged.Error);
        }
        Assert.That(refused, Is.GreaterThan(12));
    }

    [Test]
    public void Parts_of_two_sweeps_do_not_mix()
    {
        Part("1/2", s_sweep);
        var other = Part("2/2", [.. s_sweep.Select(w => w == "9/10" ? "8/10" : w)]);
        Assert.That(other.ExitCode, Is.EqualTo(2));
        Assert.That(other.Error, Does.Contain("parts of another sweep"));
        // A part from elsewhere under the right name.
        string elsewhere = InFolder("elsewhere");
        CommandRunner.Run([.. s_sweep.Select(w => w == "9/10" ? "8/10" : w), "--shard", "2/2", "--out", elsewhere]);
        File.Copy(Shard.FileOf(elsewhere, 2, 2, SweepParts.Extension), Shard.FileOf(InFolder("parts"), 2, 2, SweepParts.Extension));
        Assert.That(Merge().Error, Does.Contain("a part of another sweep"));
    }

    [Test]
    public void Problem_file_that_changed_after_the_parts_were_made_is_noticed()
    {
        string file = InFolder("problem.toml");
        File.WriteAllText(file, "objective = \"(x*y-c)^2/2\"\n[parameters]\nc = 1\n[run]\nstep = \"1/2\"\n");
        Part("1/1", "sweep", file, "--grid", "x=-2..2:9,y=-2..2:9");
        File.WriteAllText(file, "objective = \"(x*y-c)^2/2\"\n[parameters]\nc = 2\n[run]\nstep = \"1/2\"\n");
        var merged = Merge();
        Assert.That(merged.ExitCode, Is.EqualTo(2));
        Assert.That(merged.Error, Does.Contain("has changed"));
    }

    [TestCase("3/8", 3, 8)]
    [TestCase("auto", 2, 4, "SLURM_ARRAY_TASK_ID=2", "SLURM_ARRAY_TASK_MIN=1", "SLURM_ARRAY_TASK_COUNT=4")]
    [TestCase("auto", 3, 4, "SLURM_ARRAY_TASK_ID=2", "SLURM_ARRAY_TASK_MIN=0", "SLURM_ARRAY_TASK_COUNT=4")]
    [TestCase("auto/9", 1, 9, "JOB_COMPLETION_INDEX=0")]
    [TestCase("auto/9", 9, 9, "SLURM_ARRAY_TASK_ID=9")]
    public void Shard_is_typed_or_in_the_environment(string text, int index, int count, params string[] environment)
    {
        var shard = Shard.Read(text, "d", name => Value(environment, name));
        Assert.That((shard.Index, shard.Count), Is.EqualTo((index, count)));
    }

    [TestCase("0/8")]
    [TestCase("9/8")]
    [TestCase("1")]
    [TestCase("1/0")]
    [TestCase("-1/3")]
    [TestCase("1/3/5")]
    [TestCase("")]
    [TestCase("1/100001")]
    [TestCase("auto")]
    [TestCase("auto/3")]
    [TestCase("auto/3", "SLURM_ARRAY_TASK_ID=x")]
    [TestCase("auto/3", "SLURM_ARRAY_TASK_ID=4")]
    public void Bad_shard_is_one_line(string text, params string[] environment) =>
        Assert.That(() => Shard.Read(text, "d", name => Value(environment, name)), Throws.TypeOf<InputException>().With.Message.StartsWith("--shard"));

    [TestCase("--png", "map.png")]
    [TestCase("--parquet", "map.parquet")]
    [TestCase("--certify", "hphi<=8")]
    public void Option_about_all_cells_does_not_go_with_a_part(string option, string value)
    {
        var part = Part("1/2", [.. s_sweep, option, option == "--certify" ? value : InFolder(value)]);
        Assert.That(part.ExitCode, Is.EqualTo(2));
        Assert.That(part.Error, Does.Contain($"{option}: needs all cells"));
    }

    [Test]
    public void Equal_parts_cover_every_cell_once([Values(1, 7, 100, 65_537, 10_000_000_000)] long cells, [Values(1, 3, 8, 101)] int parts)
    {
        long next = 0;
        for (int i = 1; i <= parts; i++)
        {
            var (first, count) = new Shard(i, parts, "d").Of(cells);
            Assert.That(first, Is.EqualTo(next));
            Assert.That(count, Is.InRange(cells / parts, cells / parts + 1));
            next += count;
        }
        Assert.That(next, Is.EqualTo(cells));
    }

    private static string? Value(string[] environment, string name) =>
        environment.FirstOrDefault(e => e.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
