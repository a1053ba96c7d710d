using Microsoft.Playwright;

namespace BoundCheck.Cli.Tests.Report;

/// <summary>The system's Chromium, started once for all tests of the reports.</summary>
[SetUpFixture]
public sealed class Browser
{
    private static IPlaywright? s_playwright;
    private static IBrowser? s_browser;

    internal static IBrowser Instance => s_browser ?? throw new InvalidOperationException("The browser is not started.");

    [OneTimeSetUp]
    public async Task Start()
    {
        string path = Environment.GetEnvironmentVariable("BOUNDCHECK_CHROMIUM") ?? "/usr/bin/chromium";
        if (!File.Exists(path))
            throw new InvalidOperationException($"{path} is missing: the tests of the reports need a Chromium (Debian: apt-get install chromium; or set BOUNDCHECK_CHROMIUM).");
        s_playwright = await Playwright.CreateAsync();
        s_browser = await s_playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (s_browser is not null)
            await s_browser.DisposeAsync();
        s_playwright?.Dispose();
    }
}
