using System.Diagnostics;
using SkiaSharp;

namespace BoundCheck.Cli.Tests.Report;

/// <summary>Pictures as a reader sees them: what a program drew, in blocks of grey.</summary>
internal static class Rendering
{
    private const int Block = 8;

    /// <summary>Whether a program can be called.</summary>
    internal static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a program to its end.</summary>
    internal static void Call(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{program}: {error}");
    }

    /// <summary>Mean lightness of blocks of pixels, from 0 to 1.</summary>
    internal static double[,] Blocks(byte[] png)
    {
        using var bitmap = SKBitmap.Decode(png);
        var blocks = new double[bitmap.Width / Block, bitmap.Height / Block];
        for (int i = 0; i < blocks.GetLength(0); i++)
        {
            for (int j = 0; j < blocks.GetLength(1); j++)
            {
                for (int p = 0; p < Block * Block; p++)
                {
                    var c = bitmap.GetPixel(Block * i + p % Block, Block * j + p / Block);
                    blocks[i, j] += (0.3 * c.Red + 0.59 * c.Green + 0.11 * c.Blue) / 255 / (Block * Block);
                }
            }
        }
        return blocks;
    }

    /// <summary>The mean and the largest difference of two pictures, over the blocks that both have.</summary>
    internal static (double Mean, double Largest) Difference(double[,] a, double[,] b)
    {
        int width = Math.Min(a.GetLength(0), b.GetLength(0)), height = Math.Min(a.GetLength(1), b.GetLength(1));
        Assert.That((Math.Abs(a.GetLength(0) - b.GetLength(0)), Math.Abs(a.GetLength(1) - b.GetLength(1))), Is.LessThanOrEqualTo((1, 1)), "sizes");
        double sum = 0, most = 0;
        for (int i = 0; i < width; i++)
        {
            for (int j = 0; j < height; j++)
            {
                double d = Math.Abs(a[i, j] - b[i, j]);
                (sum, most) = (sum + d, Math.Max(most, d));
            }
        }
        return (sum / (width * height), most);
    }
}
