using System.Xml.Linq;
using BoundCheck.Cli.Figures;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Report;
using SkiaSharp;

namespace BoundCheck.Cli.Tests.Report;

/// <summary>Figures for a paper: the same picture in every program, data beside it, errors that say what was expected.</summary>
[TestFixture]
public sealed class FigureTests
{
    private static readonly string[] s_run = ["run", "log(cosh(x*y-1))", "--start", "x=5,y=0.05", "--step", "0.3", "--quiet", "--panels", "sharpness,path"];
    private static readonly string[] s_map = ["sweep", "log(1+(x*y-1)^2)", "--step", "0.9", "--grid", "x=-4..4:40,y=-3..3:30", "--steps", "500", "--quiet"];

    private string _folder = "";

    [OneTimeSetUp]
    public void Draw()
    {
        _folder = Directory.CreateTempSubdirectory("boundcheck-figures").FullName;
        foreach (string format in new[] { "svg", "pdf", "png" })
        {
            foreach (string[] command in new[] { s_run, s_map })
            {
                var run = CommandRunner.Run([.. command, "--plots", _folder, "--format", format]);
                Assert.That(run.ExitCode, Is.AnyOf(0, 1), run.Error);
            }
        }
    }

    [OneTimeTearDown]
    public void Clear() => Directory.Delete(_folder, true);

    private string File(string name) => Path.Combine(_folder, name);

    private static readonly string[] s_names = ["sharpness", "path", "map"];

    [TestCaseSource(nameof(s_names))]
    public void Colours_and_fonts_stand_in_the_elements_and_nothing_needs_a_browser(string name)
    {
        var svg = XDocument.Load(File(name + ".svg"));
        string text = System.IO.File.ReadAllText(File(name + ".svg"));
        var painted = svg.Descendants().Where(e => e.Name.LocalName is "path" or "polygon" or "circle" or "text").ToList();
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Not.Contain("var(").And.Not.Contain("<style").And.Not.Contain("class=").And.Not.Contain("%\""));
            Assert.That(painted, Is.Not.Empty);
            Assert.That(painted.SelectMany(e => new[] { e.Attribute("fill"), e.Attribute("stroke") }).OfType<XAttribute>().Select(a => a.Value),
                Has.All.Match("^(none|#[0-9a-f]{6})$"));
            Assert.That(svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Attribute("font-family")?.Value ?? ""),
                Has.All.Contains("Helvetica"));
        });
    }

    [TestCaseSource(nameof(s_names))]
    public async Task Librsvg_poppler_and_the_browser_show_the_same_picture(string name)
    {
        if (!Rendering.Has("rsvg-convert") || !Rendering.Has("pdftoppm"))
            Assert.Ignore("rsvg-convert or pdftoppm is missing (Debian: librsvg2-bin, poppler-utils)");
        string fromSvg = File(name + "-rsvg.png"), fromPdf = File(name + "-pdf");
        Rendering.Call("rsvg-convert", "--dpi-x", "96", "--dpi-y", "96", File(name + ".svg"), "-o", fromSvg);
        Rendering.Call("pdftoppm", "-r", "96", "-png", "-singlefile", File(name + ".pdf"), fromPdf);
        var page = await Browser.Instance.NewPageAsync();
        await page.SetViewportSizeAsync(312, 500);
        await page.SetContentAsync($"<body style=\"margin:0\">{System.IO.File.ReadAllText(File(name + ".svg"))}");
        byte[] seen = await page.Locator("svg").First.ScreenshotAsync();
        await page.CloseAsync();
        var browser = Rendering.Blocks(seen);
        foreach (string other in new[] { fromSvg, fromPdf + ".png" })
        {
            var (mean, largest) = Rendering.Difference(browser, Rendering.Blocks(System.IO.File.ReadAllBytes(other)));
            TestContext.Out.WriteLine($"{other}: {mean:F4} {largest:F4}");
            Assert.That(mean, Is.LessThan(0.02), other);
            Assert.That(largest, Is.LessThan(0.3), other);
        }
        Assert.That(Ink(browser), Is.GreaterThan(0.02), "there is something to see");
    }

    private static double Ink(double[,] blocks) => blocks.Cast<double>().Average(b => 1 - b);

    [Test]
    public void Png_has_300_dots_an_inch_and_both_axes_of_a_plane_one_scale()
    {
        using var sharpness = SKBitmap.Decode(File("sharpness.png"));
        using var map = SKBitmap.Decode(File("map.png"));
        Assert.That(sharpness.Width, Is.EqualTo(975));
        // 40 by 30 equal cells: the frame, the first and last grey of a row and a column, is in that proportion.
        var image = XDocument.Load(File("map.svg")).Descendants().Single(e => e.Name.LocalName == "image");
        Assert.That((double)image.Attribute("width")! / (double)image.Attribute("height")!, Is.EqualTo(8.2051 / 6.2069).Within(0.01));
        Assert.That(map.Width, Is.EqualTo(975));
    }

    [Test]
    public void Pdf_holds_vectors_and_its_letters()
    {
        byte[] pdf = System.IO.File.ReadAllBytes(File("sharpness.pdf"));
        string text = System.Text.Encoding.Latin1.GetString(pdf);
        Assert.That(text, Does.StartWith("%PDF-").And.Contain("/FontFile2").And.Not.Contain("/Subtype /Image"));
    }

    [Test]
    public void Beside_a_map_stand_its_cells_as_a_table_and_as_a_picture_for_pgfplots()
    {
        using var cells = SKBitmap.Decode(File("map-cells.png"));
        Assert.Multiple(() =>
        {
            Assert.That(System.IO.File.ReadAllLines(File("map-cells.csv")), Has.Length.EqualTo(1 + 40 * 30));
            Assert.That((cells.Width % 40, cells.Height % 30, cells.Width * 30, cells.Height > 0), Is.EqualTo((0, 0, cells.Height * 40, true)));
            Assert.That(System.IO.File.ReadAllText(File("map.tex")), Does.Contain("\\addplot graphics[xmin=-4.").And.Contain("{map-cells.png};"));
        });
    }

    [Test]
    public void The_cells_of_a_map_keep_their_colours_in_a_pdf() =>
        Assert.That(System.Text.Encoding.Latin1.GetString(System.IO.File.ReadAllBytes(File("map.pdf"))), Does.Contain("/Subtype /Image").And.Not.Contain("/DCTDecode"));

    [TestCase("c^2, D_0 + e^(-k)", "c|2+|, D|0-| + e|-k+|")]
    [TestCase("sqrt(D + 4c²) <= 10⁻⁶", "√(D + 4c|2+|) ≤ 10|−6+|")]
    [TestCase("log(cosh(x*y-1)), h = 0.3", "log(cosh(x*y-1)), h = 0.3")]
    public void Legends_are_typeset_as_mathematics(string typed, string set) => Assert.That(
        string.Concat(new FigureText(typed).Parts.Select(p => p.Level == 0 ? p.Text : $"|{p.Text}{(p.Level > 0 ? "+" : "-")}|")), Is.EqualTo(set));

    [Test]
    public void The_data_beside_a_figure_are_every_point_of_it()
    {
        string[] lines = System.IO.File.ReadAllLines(File("sharpness.csv"));
        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Does.StartWith("sharpness_x,sharpness_y,"));
            Assert.That(lines, Has.Length.EqualTo(193), "191 steps and the start");
            Assert.That(double.Parse(lines[1].Split(',')[1], System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(14.930466683514393));
            Assert.That(System.IO.File.ReadAllText(File("sharpness.tex")), Does.Contain("\\addplot").And.Contain("{sharpness.csv}").And.Contain("xmode=log"));
        });
    }

    [TestCase("--panels: there is no figure 'nothing'", "--plots", "DIR", "--panels", "nothing")]
    [TestCase("--format: expected svg, pdf, png, csv", "--plots", "DIR", "--format", "gif")]
    [TestCase("--width: expected a length such as 3.25in", "--plots", "DIR", "--width", "3")]
    [TestCase("--width: expected 60pt to 3000pt", "--plots", "DIR", "--width", "900in")]
    [TestCase("--font: says how figures are written; name a folder with --plots", "--font", "9pt")]
    public void A_wrong_request_is_an_error_that_says_what_was_expected(string message, params string[] more)
    {
        var run = CommandRunner.Run([.. s_run[..6], "--steps", "5", .. more.Select(m => m == "DIR" ? _folder : m)]);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, run.Error)));
        Assert.That(run.Error, Does.Contain(message));
    }

    [TestCase("1in", 72)]
    [TestCase("25.4mm", 72)]
    [TestCase("2.54cm", 72)]
    [TestCase("240pt", 240)]
    public void Lengths_are_read_in_the_units_of_papers(string text, double points) =>
        Assert.That(Length.Read("--width", text, 1, 1000), Is.EqualTo(points).Within(1e-9));

    [Test]
    public void Every_pixel_column_keeps_its_least_and_greatest_value_and_the_ends_are_drawn()
    {
        // A sawtooth whose teeth are at places that no stride meets.
        var random = new Random(7);
        var points = Enumerable.Range(0, 100_000).Select(k => ((double)k, k % 2 + (random.Next(5000) == 0 ? 10.0 * random.NextDouble() : 0))).ToList();
        var axis = new Axis("k", 0, 99_999, log: false, tight: true);
        const int columns = 300;
        var shown = new PlotSeries("teeth", "s1", points).Shown(axis, columns);
        int Column(double x) => (int)Math.Floor(columns * axis.Place(x));
        var all = points.GroupBy(p => Column(p.Item1)).ToDictionary(g => g.Key, g => (g.Min(p => p.Item2), g.Max(p => p.Item2)));
        var kept = shown.Select(i => points[i]).GroupBy(p => Column(p.Item1)).ToDictionary(g => g.Key, g => (g.Min(p => p.Item2), g.Max(p => p.Item2)));
        Assert.Multiple(() =>
        {
            Assert.That(kept, Is.EqualTo(all));
            Assert.That((shown[0], shown[^1]), Is.EqualTo((0, 99_999)));
            Assert.That(shown, Is.Ordered.And.Unique);
            Assert.That(shown, Has.Count.LessThanOrEqualTo(4 * (columns + 1)));
        });
    }

    [TestCase("outcome", "certified, converged")]
    [TestCase("steps", "none")]
    [TestCase("sharpness", "none")]
    [TestCase("phenomena", "balancing")]
    [TestCase("certified", "certified to fail")]
    public void A_map_is_coloured_by_what_is_asked(string colour, string legend)
    {
        string folder = Path.Combine(_folder, colour);
        var run = CommandRunner.Run("sweep", "(x*y-1)^2/2", "--step", "0.4", "--grid", "x=-4..4:12,y=-4..4:12", "--steps", "300", "--quiet", "--colour",
            colour, "--plots", folder);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(System.IO.File.ReadAllText(Path.Combine(folder, "map.svg")), Does.Contain(legend));
    }

    [Test]
    public void An_unknown_colour_lists_those_there_are() =>
        Assert.That(CommandRunner.Run("sweep", "(x*y-1)^2/2", "--step", "0.4", "--grid", "x=-4..4:3,y=-4..4:3", "--colour", "pink").Error,
            Does.Contain("expected outcome, steps, "));

    [TestCase("10⁻⁶ · λ₀")]
    public void Raised_and_lowered_digits_are_parts_of_their_own(string text) =>
        Assert.That(new FigureText(text).Parts.Select(p => (p.Text, p.Level)), Is.EqualTo(new[] { ("10", 0), ("−6", 1), (" · λ", 0), ("0", -1) }));

    [TestCase("h·φ_∞ <= 50 %", "h$\\cdot \\varphi $\\_$\\infty $ $<=$ 50 \\%")]
    [TestCase("plain", "plain")]
    public void Text_becomes_latex(string text, string latex) => Assert.That(LatexText.Of(text), Is.EqualTo(latex));
}
