using System.Diagnostics;

namespace Akash.Benchmarks;

/// <summary>From starting the process to its first line, beside what a JavaScript action has to start at the least.</summary>
static class StartUp
{
    const int Runs = 20;

    public static async Task PrintAsync(string repository, CancellationToken cancellationToken)
    {
        Console.WriteLine("start-up, whole process to its first line of output");
        var workspace = Directory.CreateTempSubdirectory("akash-bench-");
        var binary = Path.Combine(repository, "artifacts/publish/akash-action");
        var action = new ProcessStartInfo(binary)
        {
            WorkingDirectory = workspace.FullName,
            Environment =
            {
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_WORKSPACE"] = workspace.FullName,
                ["INPUT_COMMAND"] = "inspect",
                ["INPUT_WORKING-DIRECTORY"] = ".",
            },
        };
        var node = new ProcessStartInfo("node", ["-e", "console.log(1)"]);

        // In turn, so that a machine that slows down slows both.
        var ours = new List<TimeSpan>();
        var theirs = new List<TimeSpan>();
        for (var run = -1; run < Runs; run++)
        {
            var (mine, peer) = (await FirstLineAsync(action, cancellationToken), await FirstLineAsync(node, cancellationToken));
            if (run < 0) continue;
            ours.Add(mine);
            theirs.Add(peer);
        }

        Console.WriteLine(new Samples("akash-action (native AOT)", ours));
        Console.WriteLine(new Samples("node, an empty script", theirs));
        Console.WriteLine();
        workspace.Delete(recursive: true);
    }

    static async Task<TimeSpan> FirstLineAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var first = await Task.WhenAny(
            process.StandardOutput.ReadLineAsync(cancellationToken).AsTask(), process.StandardError.ReadLineAsync(cancellationToken).AsTask());
        var elapsed = clock.Elapsed;
        await first;
        await Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellationToken), process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return elapsed;
    }
}
