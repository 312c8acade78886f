using System.Diagnostics;

namespace Akash.Conformance.Tests;

/// <summary>Programs of others that run on Node.</summary>
static class NodeProgram
{
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
