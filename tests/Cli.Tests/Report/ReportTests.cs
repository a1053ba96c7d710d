using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace BoundCheck.Cli.Tests.Report;

/// <summary>The reports as a reader sees them, in Chromium.</summary>
[TestFixture]
public sealed class ReportTests
{
    private static IEnumerable<string> Names => Reports.All;

    [OneTimeTearDown]
    public async Task Clean()
    {
        foreach (var page in _pages.Values)
            await page.CloseAsync();
        Reports.Delete();
    }

    private readonly Dictionary<string, IPage> _pages = [];

    // One page a report, resized and recoloured as asked: opening costs more than looking.
    private async Task<IPage> Open(string name, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        if (!_pages.TryGetValue(name, out var page))
        {
            _pages[name] = page = await Browser.Instance.NewPageAsync();
            await page.GotoAsync("file://" + Reports.Path(name));
        }
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        return page;
    }

    [TestCaseSource(nameof(Names))]
    public async Task A_report_opens_without_console_message_and_without_a_request(string name)
    {
        var page = await Browser.Instance.NewPageAsync();
        List<string> messages = [], requests = [];
        page.Console += (_, m) => messages.Add(m.Text);
        page.PageError += (_, e) => messages.Add(e);
        page.Request += (_, r) => requests.Add(r.Url);
        await page.GotoAsync("file://" + Reports.Path(name));
        await Hover(page);
        await page.CloseAsync();
        Assert.Multiple(() =>
        {
            Assert.That(messages, Is.Empty);
            Assert.That(requests.Where(r => !r.StartsWith("data:", StringComparison.Ordinal)), Is.EqualTo(new[] { "file://" + Reports.Path(name) }));
            Assert.That(new FileInfo(Reports.Path(name)).Length, Is.LessThan(2_000_000));
        });
    }

    [TestCase("edge", "outer slope ratio loss loss-linear sharpness balancing path bifurcation")]
    [TestCase("threshold", "witness-derivative-bound outer slope ratio loss loss-linear sharpness balancing path bifurcation")]
    [TestCase("refuted",
        "witness-sector-bound witness-derivative-bound witness-monotone-ratio outer slope ratio loss loss-linear sharpness balancing path bifurcation")]
    [TestCase("vector", "outer slope ratio loss loss-linear sharpness balancing path bifurcation")]
    [TestCase("general", "loss loss-linear sharpness")]
    [TestCase("analyze", "witness-smooth outer slope")]
    [TestCase("map", "map outer slope ratio")]
    [TestCase("bifurcation", "bifurcation map outer slope ratio")]
    public async Task Every_plot_is_there_with_data_axes_legend_and_caption(string name, string expected)
    {
        var page = await Open(name);
        // Each figure: what is missing in it.
        string found = await page.EvaluateAsync<string>("""
            () => JSON.stringify([...document.querySelectorAll('figure.plot')].map(f => {
              const missing = [];
              const data = f.querySelectorAll('.lines path[d]:not([d=""]), .points circle, image').length;
              if (!data) missing.push('data');
              const box = f.querySelector('.chart > svg').getBoundingClientRect();
              if (box.width < 150 || box.height < 60) missing.push('size');
              if (f.querySelectorAll('text.tick').length < 4) missing.push('ticks');
              if (!f.querySelector('.xlabel').textContent.trim()) missing.push('x label');
              if (!f.querySelector('.ylabel').textContent.trim() && f.id !== 'map') missing.push('y label');
              if (!f.querySelector('.legend li')) missing.push('legend');
              if (f.querySelector('figcaption').textContent.trim().split(' ').length < 6) missing.push('caption');
              return { id: f.id, missing: missing.join(', ') };
            }))
            """);
        var figures = JsonDocument.Parse(found).RootElement.EnumerateArray()
            .ToDictionary(f => f.GetProperty("id").GetString()!, f => f.GetProperty("missing").GetString());
        Assert.Multiple(() =>
        {
            Assert.That(expected.Split(' '), Is.SubsetOf(figures.Keys));
            foreach (var (id, missing) in figures)
                Assert.That(missing, Is.Empty, id);
        });
    }

    [Test]
    public async Task Reports_are_readable_on_a_phone_and_on_a_desk([ValueSource(nameof(Names))] string name, [Values(360, 1280)] int width)
    {
        var page = await Open(name, width);
        string problems = await page.EvaluateAsync<string>(Probes.Definitions + "return overflow().concat(smallText(), crossingLabels()).join('\\n'); }");
        Assert.That(problems, Is.Empty);
    }

    [Test]
    public async Task Text_has_a_contrast_of_at_least_four_and_a_half([ValueSource(nameof(Names))] string name,
        [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme)
    {
        var page = await Open(name, scheme: scheme);
        string problems = await page.EvaluateAsync<string>(Probes.Definitions + "return lowContrast().join('\\n'); }");
        string background = await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        Assert.Multiple(() =>
        {
            Assert.That(problems, Is.Empty);
            Assert.That(background, Is.EqualTo(scheme == ColorScheme.Light ? "rgb(255, 255, 255)" : "rgb(20, 23, 26)"));
        });
    }

    [Test]
    public async Task Values_of_a_curve_show_under_the_pointer()
    {
        var page = await Open("edge");
        await Hover(page);
        string tip = await page.Locator("#sharpness .tip").TextContentAsync() ?? "";
        Assert.That(tip, Does.Contain("sharpness: ").And.Contain("step k + 1 = "));
    }

    [Test]
    public async Task Data_embedded_and_offered_for_download_are_the_answer_of_json()
    {
        var page = await Open("threshold");
        string link = await page.Locator("a[download]").GetAttributeAsync("href") ?? "";
        string embedded = await page.EvaluateAsync<string>("() => JSON.stringify(JSON.parse(document.getElementById('boundcheck-json').textContent).prediction.stepCertified)");
        using var downloaded = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(link[(link.IndexOf(',', StringComparison.Ordinal) + 1)..])));
        Assert.Multiple(() =>
        {
            Assert.That(downloaded.RootElement.GetProperty("schema").GetString(), Is.EqualTo("boundcheck/1"));
            Assert.That(JsonDocument.Parse(embedded).RootElement.GetProperty("lo").GetDouble(), Is.EqualTo(0.8761049641).Within(1e-9));
            Assert.That(downloaded.RootElement.GetProperty("prediction").GetProperty("stepCertified")
                .GetProperty("lo").GetDouble(), Is.EqualTo(0.8761049641).Within(1e-9));
        });
    }

    [Test]
    public async Task Answer_comes_first_and_the_formula_is_shown_as_mathematics()
    {
        var page = await Open("edge");
        string answer = await page.Locator("h1 + p").TextContentAsync() ?? "";
        var heads = await page.Locator("h2").AllTextContentsAsync();
        double height = await page.EvaluateAsync<double>("() => document.querySelector('math').getBoundingClientRect().height");
        Assert.Multiple(() =>
        {
            Assert.That(answer, Does.StartWith("Certified: gradient descent converges from this start for every step below 1 (T3)"));
            Assert.That(heads, Is.EqualTo(new[] { "The run", "Objective", "Regularity of F", "Theorems", "Predictions against measurements", "Tightness", "Data" }));
            Assert.That(height, Is.GreaterThan(10));
        });
    }

    [Test]
    public async Task Plots_stand_right_under_the_answer_with_a_list_of_what_follows()
    {
        var page = await Open("edge");
        var links = await page.Locator("nav a").AllTextContentsAsync();
        double firstPlot = await page.EvaluateAsync<double>("() => document.querySelector('figure.plot').getBoundingClientRect().top + scrollY");
        bool found = await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('nav a')].every(a => document.querySelector(a.getAttribute('href')))");
        Assert.Multiple(() =>
        {
            Assert.That(links, Does.Contain("Theorems").And.Contain("Data"));
            Assert.That(found, "every link leads somewhere");
            Assert.That(firstPlot, Is.LessThan(500));
        });
    }

    [Test]
    public async Task Statements_are_mathematics_without_raw_powers_and_indices([Values("edge", "threshold", "check")] string name)
    {
        var page = await Open(name);
        string raw = await page.EvaluateAsync<string>("""
            () => { document.querySelectorAll('details').forEach(d => d.open = true);
              return [...document.querySelectorAll('td, p, figcaption, summary')].filter(e => !e.querySelector('code, td, p')).map(e => { const c = e.cloneNode(true); c.querySelectorAll('math').forEach(m => m.remove()); return c.textContent; })
                .filter(t => !t.includes('proofs/') && /[A-Za-z)][_^][{(A-Za-z0-9]/.test(t)).slice(0, 5).join('\n'); }
            """);
        Assert.That(raw, Is.Empty);
    }

    [Test]
    public async Task A_shortened_number_shows_all_its_digits_on_a_click()
    {
        var page = await Open("threshold");
        var number = page.Locator(".short:visible").First;
        string few = await number.TextContentAsync() ?? "", full = await number.GetAttributeAsync("data-full") ?? "";
        await number.ClickAsync();
        Assert.That(await number.TextContentAsync(), Is.EqualTo(full));
        await number.PressAsync("Enter");
        Assert.That(await number.TextContentAsync(), Is.EqualTo(few).And.Not.EqualTo(full));
    }

    [Test]
    public void The_second_objective_of_compare_has_its_own_part()
    {
        string path = Path.Combine(Path.GetTempPath(), $"boundcheck-{Environment.ProcessId}-second.html");
        CommandRunner.Run("analyze", "log(cosh(x*y-1))", "--compare", "(x*y-1)^2/2", "--report", path, "--quiet");
        string html = File.ReadAllText(path);
        File.Delete(path);
        Assert.That(html, Does.Contain(">Compared with</h2>").And.Contain("id=\"second-slope\"").And.Contain("id=\"slope\""));
    }

    private static async Task Hover(IPage page)
    {
        foreach (var chart in await page.Locator(".chart > svg").AllAsync())
        {
            await chart.ScrollIntoViewIfNeededAsync();
            var box = (await chart.BoundingBoxAsync())!;
            await page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        }
        if (await page.Locator("#sharpness .chart > svg").CountAsync() > 0)
            await page.Locator("#sharpness .chart > svg").HoverAsync();
    }
}
