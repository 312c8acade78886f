using System.Diagnostics;
using Akash.Tests;

namespace Akash.Conformance.Tests;

/// <summary>Programs of others that run on Node.</summary>
static class NodeProgram
{
    static readonly string Clients = Path.Combine(SharedData.RepositoryRoot(), "tests", "Akash.Conformance.Tests", "clients");

    /// <summary>Brings the clients of <c>clients/package.json</c> from npm; skips the test where that can't be done.</summary>
    public static async Task InstallClientsAsync()
    {
        // npm writes its own copy of the lock file last; it is older than ours when a dependency has changed since.
        var installed = new FileInfo(Path.Combine(Clients, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Clients, "package-lock.json"))) return;
        var (code, output) = await RunAsync("npm", ["ci", "--no-audit", "--no-fund"], Clients, new Dictionary<string, string>());
        if (code != 0) Assert.Skip($"npm can't install the clients here: {output}");
    }

    /// <summary>A script of <c>clients/</c>, which finds its settings in <c>SANDBOX</c>.</summary>
    public static Task<(int Code, string Output)> RunClientAsync(string script, string settings) =>
        RunAsync("node", [script], Clients, new Dictionary<string, string> { ["SANDBOX"] = settings });

    /// <summary>Exit code and both outputs; -1 and the reason where the program can't be started.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var (name, value) in environment) start.Environment[name] = value;
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await errors + output);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (-1, exception.Message);
        }
    }
}
