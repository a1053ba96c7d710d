using System.Security.Cryptography;
using System.Text;
using BoundCheck.Bounds.Smt;

namespace BoundCheck;

/// <summary>
/// With BOUNDCHECK_OBLIGATIONS=DIR every query that the tests' verdicts rest on is written there, for eng/recheck.sh. In the outermost namespace, so that it
/// stands around every test of the assemblies that compile it.
/// </summary>
[SetUpFixture]
public sealed class ObligationRecorder
{
    [OneTimeSetUp]
    public void Start()
    {
        if (Environment.GetEnvironmentVariable("BOUNDCHECK_OBLIGATIONS") is not { Length: > 0 } directory)
            return;
        Directory.CreateDirectory(directory);
        Z3Runner.UnsatSeen = script =>
        {
            string file = Path.Combine(directory, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)))[..16] + ".smt2");
            lock (Z3Runner.Default)
                File.WriteAllText(file, script, new UTF8Encoding(false));
        };
    }

    [OneTimeTearDown]
    public void Stop() => Z3Runner.UnsatSeen = null;
}
