using System.Globalization;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;

namespace Akash.Benchmarks;

/// <summary>
/// The SDL engine beside the official TypeScript SDK, as npm has it: validate, manifest and hash over all fixtures that both accept with
/// the same hash. Cold is one process for one file; warm is all files several times in one process, each read from disk each time.
/// </summary>
sealed class SdlBesideSdk(string repository)
{
    const int ColdRuns = 15;
    const int WarmRuns = 5;
    const int Rounds = 20;

    readonly string _binary = Path.Combine(repository, "artifacts/publish/akash-action");
    readonly string _clients = Path.Combine(repository, "tests/Akash.Conformance.Tests/clients");

    public async Task PrintAsync(CancellationToken cancellationToken)
    {
        if (Files() is not { Length: > 0 } files)
        {
            Console.WriteLine("SDL engine beside the official SDK: the shared fixtures are not there, set AKASH_SHARED\n");
            return;
        }

        if (!Directory.Exists(Path.Combine(_clients, "node_modules/js-yaml")))
            await Cli.Wrap("npm").WithArguments(["ci", "--no-audit", "--no-fund"]).WithWorkingDirectory(_clients).ExecuteBufferedAsync(cancellationToken);

        var list = Path.GetTempFileName();
        await File.WriteAllLinesAsync(list, files, cancellationToken);
        string[] agreed = [.. (await TheirsAsync("hash", list)).Output.Split('\n').Intersect((await OursAsync(files)).Output.Split('\n')).Where(line => line.Length > 0).Select(line => line.Split("  ", 2)[1])];
        await File.WriteAllLinesAsync(list, agreed, cancellationToken);
        Console.WriteLine($"SDL engine beside @akashnetwork/chain-sdk: validate, manifest, hash of {agreed.Length} of {files.Length} fixtures, on which both agree");

        await PrintColdAsync(agreed[agreed.Length / 2]);
        await PrintWarmAsync(agreed, list);
        Console.WriteLine();
        File.Delete(list);

        Task<Measured> TheirsAsync(params string[] arguments) => Measured.RunAsync("node", [Path.Combine(_clients, "sdl.mjs"), .. arguments], cancellationToken);
        Task<Measured> OursAsync(IEnumerable<string> arguments) => Measured.RunAsync(_binary, ["sdl", "hash", "--flavor", "ts", .. arguments], cancellationToken);

        async Task PrintColdAsync(string file)
        {
            var (ours, theirs) = (new List<Measured>(), new List<Measured>());
            for (var run = 0; run < ColdRuns; run++)
            {
                ours.Add(await OursAsync([file]));
                theirs.Add(await TheirsAsync("once", file));
            }

            Console.WriteLine(new Samples("cold: akash-action", [.. ours.Select(run => run.Wall)]));
            Console.WriteLine(new Samples("cold: node", [.. theirs.Select(run => run.Wall)]));
            PrintRatios("cold", ours, theirs, files: 1);
        }

        async Task PrintWarmAsync(string[] agreed, string list)
        {
            var (ours, theirs) = (new List<Measured>(), new List<Measured>());
            var everything = Enumerable.Repeat(agreed, Rounds).SelectMany(file => file).ToArray();
            for (var run = 0; run < WarmRuns; run++)
            {
                ours.Add(await OursAsync(everything));
                theirs.Add(ParseRounds((await TheirsAsync("rounds", $"{Rounds}", "10", list)).Output));
            }

            PrintRatios("warm", ours, theirs, everything.Length);
        }
    }

    /// <summary>The SDK is not asked to count its start and its warming up; ours counts everything.</summary>
    static Measured ParseRounds(string output)
    {
        using var json = JsonDocument.Parse(output);
        var answer = json.RootElement;
        return new Measured(
            TimeSpan.FromMicroseconds(answer.GetProperty("wallMicroseconds").GetDouble()), TimeSpan.FromMicroseconds(answer.GetProperty("cpuMicroseconds").GetDouble()),
            answer.GetProperty("peakKibibytes").GetInt64(), "");
    }

    static void PrintRatios(string name, List<Measured> ours, List<Measured> theirs, int files)
    {
        Print("time", run => run.Wall.TotalMicroseconds / files, "µs a file");
        Print("CPU", run => run.Cpu.TotalMicroseconds / files, "µs a file");
        Print("peak memory", run => run.PeakKibibytes / 1024.0, "MiB");

        void Print(string what, Func<Measured, double> value, string unit)
        {
            var (mine, peer) = (Median(ours.Select(value)), Median(theirs.Select(value)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{$"{name}, {what}",-24} {mine,10:F1} {unit}, node {peer,10:F1}: {peer / mine,6:F1} times less"));
        }
    }

    static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    string[] Files()
    {
        var shared = Environment.GetEnvironmentVariable("AKASH_SHARED") is { Length: > 0 } folder ? folder : Path.Combine(repository, "../shared");
        return
        [
            .. ((string[])["sdl", "awesome", "edge"]).Select(name => Path.GetFullPath(Path.Combine(shared, "fixtures", name))).Where(Directory.Exists)
                .SelectMany(path => Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories)).Order(StringComparer.Ordinal),
        ];
    }
}
