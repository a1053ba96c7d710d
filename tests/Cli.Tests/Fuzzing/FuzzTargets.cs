using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using BoundCheck.Bounds.Certificates;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Networks;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Service;
using BoundCheck.Cli.Service.Rpc;
using BoundCheck.Numeric.Networks.Data;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Tests.Fuzzing;

/// <summary>Everything that reads what others wrote, with valid inputs to begin from.</summary>
internal static class FuzzTargets
{
    private static readonly ImmutableArray<string> s_expressions =
    [
        "-x^2 + 2^-3*y/(x - 1) - .5e-3", "log(cosh(x*y - 1))", "huber(x*y - 1/3, 0.5)*sqrt(1 + x^2)^(3/4)", "piecewise(x <= pi, e^x, max(x, -y))",
        "dot(x, y)^2/norm2(x) - x[0]*y[12]", "sum(i, 1, 3, x[i]*u^i) + prod(j, 1, 2, y[j])", "frob2(X @ transpose(Y) - M)/2", "min(abs(x), sign(y)) + tanh(asinh(atan(x)))",
    ];

    private static readonly ImmutableArray<string> s_ofParts =
    [
        "x=5,y=0.05", "x=[2,0,1],y=[0.1,1/3,0]", "X=[[1,0],[0,1]]; y=sqrt(2)", "hphi<=8, A>=0.3, s<=10", "x=-6..6, y=-6..6", "x=-6..6:400,y=-6..6:400", "0.01..0.4:50",
        "x=[0,1]; y=(0,inf); n in {1,2}", "x > y; x*y < 1", "0.1, 1/100", "h0/(k+1)", "[0.1, 0.2, 0.3]",
    ];

    internal static IEnumerable<FuzzTarget> All { get; } =
    [
        FuzzTarget.OfText("expressions", s_expressions, Expression),
        FuzzTarget.OfText("claims", ["name\tclaim\ton\twhere\nbernoulli\t(1+x)^2 >= 1+2*x\tx=[-1,inf)\t\n# note\nb\tlog(x*y) = log(x)+log(y)\tx=(0,1];y=(0,inf)\tx<y; x*y != 1\n",
            "c\tabs(sin(x)) <= 1\tx=(-inf,inf)\nd\texp(x) > x\n"], text => ClaimFile.Parse(text)),
        FuzzTarget.OfText("starts, grids, regions", s_ofParts, Parts),
        FuzzTarget.OfFile("problem files", ".toml", Files("examples", "*.toml"), path =>
        {
            foreach (var problem in ProblemFile.ReadAll(path))
                ProblemReader.ReadExpression(problem.Input);
        }),
        FuzzTarget.OfFile("theorem files", ".toml", Files("examples/theorems", "*.toml"), path => TheoremFile.Read(path)),
        FuzzTarget.OfFile("network files", ".toml", Files("examples/networks", "*.toml"), path => NetworkFile.Read(path)),
        FuzzTarget.OfFile("manifests", ".json", ["""{"schema":"boundcheck/1","arguments":["sweep","x*y"],"problem":"ab12","cells":400,"shards":4}"""u8.ToArray()], path =>
        {
            string folder = Directory.CreateTempSubdirectory().FullName;
            File.Move(path, Path.Combine(folder, "manifest.json"));
            try
            {
                ShardManifest.Read(folder);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }),
        FuzzTarget.OfFile("data files", ".csv", ["a,b1,b_2\n0.1,2,3\n1/3,-4,5e-1\n\n"u8.ToArray(), .. Files("examples", "*.csv").Select(f => f[..Math.Min(f.Length, 400)])], path => NumberFile.ReadData(path, "--data")),
        FuzzTarget.OfFile("matrices", ".csv", ["2,0\n0,1/3\n"u8.ToArray(), "1\n-2e-3\n0.5\n"u8.ToArray()], path =>
        {
            NumberFile.ReadMatrix(path, "--param");
            NumberFile.ReadSteps(path, "--schedule").Count();
        }),
        FuzzTarget.OfFile("NumPy arrays", ".npy", [NumPy("<f8", "(2, 2)", 32), NumPy(">f4", "(3,)", 12), NumPy("|u1", "(2, 3)", 6), NumPy("<i8", "(1, 1)", 8, version: 2)],
            path => NumberFile.ReadMatrix(path, "--param")),
        FuzzTarget.OfFile("IDX files", ".idx", [Idx(3, 2, 3, 3), Idx(1, 3), Idx(2, 3, 4), Zipped(Idx(3, 3, 4, 4)), Zipped(Idx(1, 3))], path =>
        {
            // Strange images with good labels, good images with strange labels.
            string good = path + ".good";
            foreach (bool images in (bool[])[true, false])
            {
                File.WriteAllBytes(good, images ? Idx(1, 3) : Idx(3, 3, 4, 4));
                Refused(() => ImageData.Read(images ? path : good, images ? good : path, 3, 2));
                Refused(() => ImageData.Read(images ? path : good, images ? good : path, 1000));
            }
            File.Delete(good);
        }),
        FuzzTarget.OfText("messages", [
            """{"jsonrpc":"2.0","id":1,"method":"claim","params":{"claim":"exp(x) >= 1+x","on":"x=[0,1]"}}""" + "\n",
            """[{"jsonrpc":"2.0","id":"a","method":"run","params":{"objective":"log(cosh(x*y-1))","start":{"x":5,"y":[1,"1/3"]},"step":0.3,"param":{"a":1}}},{"jsonrpc":"2.0","method":"cancel","params":{"id":1}}]""" + "\n",
            """{"jsonrpc":"2.0","id":null,"method":"compare","params":{"objective":["x*y","(x*y)^2"],"step":[0.1,0.2],"quiet":true}}""" + "\r\n",
        ], Messages),
        FuzzTarget.OfText("certificates", [
            """{"schema":"boundcheck-certificate/1","claim":"exp(x) >= 1+x","on":"","where":"","parameters":{},"verdict":"proved","defined":[],"proof":{"rule":"split","variable":"x","at":["0"],"parts":[{"rule":"monotone","variable":"x","from":"high","strictSlope":false,"parts":[{"rule":"signs","parts":[]},{"rule":"signs","parts":[]}]},{"rule":"monotone","variable":"x","from":"low","strictSlope":false,"parts":[{"rule":"signs","parts":[]},{"rule":"signs","parts":[]}]}]}}""",
            """{"schema":"boundcheck-certificate/1","claim":"x*exp(-x) <= 1/2","on":"","where":"","parameters":{},"verdict":"proved","defined":[],"proof":{"rule":"split","variable":"x","at":["0"],"parts":[{"rule":"signs","parts":[]},{"rule":"split","variable":"x","at":["1"],"parts":[{"rule":"enclosure","box":"x in [0, 1]","order":2,"digits":64,"lower":"7/580","upper":"1/2","parts":[]},{"rule":"monotone","variable":"x","from":"low","strictSlope":false,"parts":[{"rule":"rewritten","factor":"1","rest":"(x - 1)*exp(-x)","parts":[{"rule":"signs","parts":[]}]},{"rule":"signs","parts":[]}]}]}]}}""",
            """{"schema":"boundcheck-certificate/1","claim":"log(1+x) <= x","on":"x=(-1,inf)","where":"","parameters":{},"verdict":"proved","defined":[{"rule":"monotone","variable":"x","from":"low","strictSlope":true,"parts":[{"rule":"signs","parts":[]},{"rule":"signs","parts":[]}]}],"proof":{"rule":"split","variable":"x","at":["0"],"parts":[{"rule":"monotone","variable":"x","from":"high","strictSlope":false,"parts":[{"rule":"signs","parts":[]},{"rule":"signs","parts":[]}]},{"rule":"monotone","variable":"x","from":"low","strictSlope":false,"parts":[{"rule":"signs","parts":[]},{"rule":"signs","parts":[]}]}]}}""",
        ], text => CertificateFile.Verify(Encoding.UTF8.GetBytes(text), out _)),
    ];

    /// <summary>Whole commands, each with a second at most: too slow and, by that second, not repeatable enough for every run of the tests.</summary>
    internal static IEnumerable<FuzzTarget> Commands { get; } =
    [
        FuzzTarget.OfText("analyze", s_expressions, text => Command("analyze", text)),
        FuzzTarget.OfText("check", ["log(cosh(x*y - 1))", "huber(x*y - 1/3, 0.5)", "piecewise(x*y <= 1, (x*y-1)^2, x*y-1)", "(x*y)^4/4 + sqrt(1+(x*y)^2)"],
            text => Command("check", text, "--start", "x=2,y=1/2", "--step", "0.3")),
        FuzzTarget.OfText("claim", ["exp(x) >= 1+x", "abs(sin(x)) <= 1", "log(x)+log(y) = log(x*y)", "(x+y)^2 >= 4*x*y", "tanh(x)^2 < 1"], text => Command("claim", text, "--on", "x=(0,2]")),
        FuzzTarget.OfText("range", ["x*exp(-x^2)", "min(x, sqrt(1+x^2))", "log(1+x)/x", "sin(x)+x^3-2*x"], text => Command("range", text, "--on", "x=[-1,2]")),
        FuzzTarget.OfText("solve", ["x^3 > 2*x", "log(x) < 1/x", "abs(x-1) <= x^2", "sin(x) = x/2"], text => Command("solve", text, "--on", "x=[-1,2]")),
    ];

    // Every exit code but that of a bug.
    private static void Command(string name, params string[] arguments)
    {
        var result = CommandRunner.Run([name, .. arguments[1..], "--timeout", "1", "--json", "-", "--", arguments[0]]);
        Assert.That(result.ExitCode, Is.AnyOf(0, 1, 2, 3), result.Error);
        if (result.ExitCode == 2)
            Assert.That(result.Error, Does.StartWith("boundcheck: ").And.Length.LessThan(20_000));
        else
            Assert.That(() => result.Json, Throws.Nothing);
    }

    private static void Expression(string text)
    {
        if (!Parser.Parse(text).TryGet(out var e, out var error))
        {
            Assert.That(error.Render(text).Split('\n'), Has.Length.EqualTo(3));
            return;
        }
        string printed = e.ToString();
        Assert.That(Parser.Parse(printed) is ParseResult<Expr>.Success s && ReferenceEquals(s.Value, e), Is.True, $"it printed as {printed}");
    }

    // Each reader gets every text: what one expects is a strange input of another.
    private static void Parts(string text)
    {
        var objective = BoundCheck.Bounds.Problems.Objective.Analyze("(x*y-1)^2", Parser.Parse("(x*y-1)^2").ValueOrThrow());
        Action[] readers =
        [
            () => StartText.Read(text, "--start"), () => SweepText.ReadGrid(text), () => RegionText.Read(text, objective, "--region"), () => RegionText.Tolerances(text, "--tolerance"),
            () => ClaimParser.Parse("x >= y", text, text, "", new Dictionary<string, Expr>()), () => ParameterText.Read(["p=" + text, text]),
            () => MethodReader.Read(new MethodInput { Schedule = new SourceText(text, "--schedule") }, objective),
        ];
        foreach (var read in readers)
            Refused(read);
    }

    /// <summary>Does something that may be refused by a documented error.</summary>
    internal static void Refused(Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is InputException or DataException or ServiceException)
        {
            if (e.Message.Length is 0 or > 5_000)
                throw new InvalidOperationException($"a message of {e.Message.Length} characters: {e.Message[..Math.Min(300, e.Message.Length)]}");
        }
    }

    private static readonly ImmutableDictionary<string, MethodOptions> s_methods = new BoundService(confined: false, 1).Methods
        .ToImmutableDictionary(m => m.Name, m => m.Options, StringComparer.Ordinal);

    // The protocol, and the command line of each request; the commands themselves are not run.
    private static void Messages(string text)
    {
        using var output = new MemoryStream();
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var server = new RpcServer(source, output, (method, parameters, _) => Task.FromResult(JsonSerializer.SerializeToUtf8Bytes(
            s_methods.TryGetValue(method, out var options) && parameters is { ValueKind: JsonValueKind.Object } given
                ? options.Tokens(given)
                : throw new ServiceException(ServiceException.NoMethod, "no method"))));
        server.Run(CancellationToken.None).GetAwaiter().GetResult();
        foreach (string line in Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var answer = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 2000 });
            Assert.That(line, Does.Not.Contain("-32603"), "an internal error");
        }
    }

    private static ImmutableArray<byte[]> Files(string folder, string pattern) =>
        [.. Directory.GetFiles(Path.Combine(Root, folder), pattern).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static string Root => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    private static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    private static byte[] NumPy(string type, string shape, int bytes, byte version = 1)
    {
        byte[] header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n");
        byte[] length = version == 1 ? [(byte)header.Length, 0] : [(byte)header.Length, 0, 0, 0];
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. header, .. Enumerable.Range(0, bytes).Select(i => (byte)(i % 60))];
    }

    private static byte[] Idx(params int[] sizes)
    {
        var bytes = new List<byte> { 0, 0, 8, (byte)sizes.Length };
        foreach (int size in sizes)
        {
            var word = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(word, size);
            bytes.AddRange(word);
        }
        return [.. bytes, .. Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b)).Select(i => (byte)i)];
    }

    private static byte[] Zipped(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Fastest))
            zip.Write(content);
        return memory.ToArray();
    }
}
