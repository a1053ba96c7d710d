using System.Buffers.Binary;
using System.Text;

namespace BoundCheck.Cli.Tests;

/// <summary>Data files and matrices: read exactly, and every mistake named with its place.</summary>
public sealed class DataAndMatrixInputTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Structure(params string[] args)
    {
        var result = CommandRunner.Run(["analyze", .. args]);
        return result.ExitCode == 2 ? result.Error : System.Text.RegularExpressions.Regex.Replace(result.Output, @"\s+", " ");
    }

    [Test]
    public void Data_columns_are_exact_numbers()
    {
        string data = Write("d.csv", "a,b1,b_2\n0.1,2,3\n1/3,-4,5e-1\n\n");
        Assert.That(Structure("(sum(i, 1, n, a[i]*b[i, 1]*b[i, 2])*x*y)^2", "--data", data), Does.Contain("F(s) = (-1/15*s)^2"));
    }

    [TestCase("", "names the columns")]
    [TestCase("a,b\n", "rows of numbers")]
    [TestCase("a,b\n1\n", "d.csv(2): expected 2 numbers, found 1")]
    [TestCase("a,b\n1,2\n3,nan\n", "d.csv(3,2): expected a number, found 'nan'")]
    [TestCase("a,a\n1,2\n", "expected different names, found 'a' twice")]
    [TestCase("1,2\n3,4\n", "d.csv(1,1): expected the name of a column, found '1'")]
    [TestCase("x,b\n1,2\n", "rows 1 to 1")]
    public void A_bad_data_file_is_named_with_line_and_column(string text, string part) =>
        Assert.That(Structure("sum(i, 1, n, x[i]*u + x[i+1]*v)", "--data", Write("d.csv", text)), Does.Contain(part));

    [TestCase("[[2,0],[0,1/3]]")]
    [TestCase("@m.csv")]
    [TestCase("@m.npy")]
    [TestCase("@f.npy")]
    public void A_matrix_is_the_same_however_it_is_given(string value)
    {
        Write("m.csv", "2,0\n0,1/3\n");
        WriteNumPy("m.npy", "<f8", fortran: false, [2, 0, 0, 1 / 3.0]);
        WriteNumPy("f.npy", ">f4", fortran: true, [2, 0, 0, 1 / 3.0]);
        if (value[0] == '@')
            value = "@" + Path.Combine(_folder, value[1..]);
        string answer = Structure("(M[0,0] + M[0,1] + M[1,0])*x*y + 0*M[1,1]", "--param", "M=" + value);
        Assert.That(answer, Does.Contain("F(s) = 2*s"));
    }

    [TestCase("M=[[1,0],[1]]", "the rows of a matrix have equal length, but row 1 has 2 entries and row 2 has 1")]
    [TestCase("M=[[1,inf],[1,2]]", "entry 2 of 'M': expected a number, found 'inf'")]
    [TestCase("M=[[1],2]", "found the entry '2' among rows")]
    [TestCase("M=[[[1]]]", "lists inside a row")]
    [TestCase("M=[[1,2]", "has no closing ]")]
    [TestCase("M=[]", "expected a list of numbers")]
    [TestCase("M=[[1,0,0]]", "a 2 x 2 matrix and a 1 x 3 matrix")]
    [TestCase("M=@missing.npy", "parameter 'M': expected a file of numbers, but there is no file 'missing.npy'")]
    [TestCase("M=@/.csv", "expected a file of numbers, but there is no file '/.csv'")]
    [TestCase("M=@matrix.txt", ".csv or .npy")]
    public void A_bad_matrix_is_an_error_in_one_line(string parameter, string part)
    {
        var result = CommandRunner.Run("analyze", "frob2(X - M)", "--param", parameter, "--start", "X=[[1,2],[3,4]]");
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Does.Contain(part));
        Assert.That(result.Error.Trim().Split('\n'), Has.Length.EqualTo(part.Contains(" matrix and a ", StringComparison.Ordinal) ? 3 : 1), "a caret only under a longer text");
    }

    [TestCase("(xy - 1)^2", "xy is one variable; did you mean x*y?")]
    [TestCase("(x*y - xy)^2", "xy is one variable; did you mean x*y?")]
    [TestCase("mu*(x*y - 1)^2 + z^4", "mu is a variable; a constant has its value by --param mu=...")]
    public void A_name_that_may_be_meant_otherwise_is_pointed_out(string objective, string part) => Assert.That(Structure(objective), Does.Contain(part));

    [Test]
    public void A_matrix_beyond_the_limit_is_refused_by_its_size()
    {
        string rows = string.Join(',', Enumerable.Repeat("[" + string.Join(',', Enumerable.Repeat("1", 1000)) + "]", 1000));
        Assert.That(CommandRunner.Run("analyze", "frob2(X)", "--start", $"X=[{rows}]").Error, Does.Contain("at most 10000 entries, this one 1000000"));
    }

    [Test]
    public void A_broken_numpy_file_is_named()
    {
        string path = Path.Combine(_folder, "m.npy");
        WriteNumPy("m.npy", "<f8", fortran: false, [1, double.NaN, 0, 1]);
        Assert.That(Structure("frob2(M)*x*y", "--param", $"M=@{path}"), Does.Contain("expected finite numbers, but row 1, column 2 is not one"));
        var bytes = File.ReadAllBytes(path);
        for (int length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.That(CommandRunner.Run("analyze", "frob2(M)*x*y", "--param", $"M=@{path}").ExitCode, Is.EqualTo(2), $"cut after {length} bytes");
        }
    }

    [Test]
    public void A_matrix_runs_as_its_entries()
    {
        var matrix = CommandRunner.Run("run", "frob2(X @ transpose(Y) - M)/2", "--param", "M=[[1]]",
            "--start", "X=[[1,1/2]],Y=[[1/4,1]]", "--step", "0.1", "--steps", "50", "--json", "-");
        var vectors = CommandRunner.Run("run", "(dot(X, Y) - 1)^2/2", "--start", "X=[1,1/2],Y=[1/4,1]", "--step", "0.1", "--steps", "50", "--json", "-");
        Assert.That(Final(matrix.Output), Is.EqualTo(Final(vectors.Output)).And.GreaterThan(0));
    }

    private static double Final(string json) => System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("measurement")
        .GetProperty("final").GetProperty("loss").GetDouble() + 1;

    private void WriteNumPy(string name, string type, bool fortran, double[] values)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': (2, 2), }}\n";
        using var file = File.Create(Path.Combine(_folder, name));
        file.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0]);
        file.Write(Encoding.ASCII.GetBytes(header));
        var buffer = new byte[8];
        foreach (double value in fortran ? [values[0], values[2], values[1], values[3]] : values)
        {
            if (type == "<f8")
                BinaryPrimitives.WriteDoubleLittleEndian(buffer, value);
            else
                BinaryPrimitives.WriteSingleBigEndian(buffer, (float)value);
            file.Write(buffer, 0, type[^1] - '0');
        }
    }
}
