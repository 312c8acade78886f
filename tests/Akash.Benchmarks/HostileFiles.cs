using System.Globalization;
using Akash.Fuzz;

namespace Akash.Benchmarks;

/// <summary>What files made to exhaust the engine cost, the whole process counted, beside the budget of 100 ms and 64 MB.</summary>
static class HostileFiles
{
    const int Runs = 3;
    const int Shown = 5;
    const double BudgetMilliseconds = 100;
    const double BudgetMegabytes = 64;

    public static async Task PrintAsync(string repository, CancellationToken cancellationToken)
    {
        var binary = Path.Combine(repository, "artifacts/publish/akash-action");
        var file = Path.GetTempFileName();
        var runs = new List<(string Name, double Milliseconds, double Megabytes)>();
        foreach (var (name, bytes) in HostileInputs.All)
        {
            await File.WriteAllBytesAsync(file, bytes, cancellationToken);
            foreach (var flavor in (string[])["go", "ts"])
            {
                var measured = new List<Measured>();
                for (var run = 0; run < Runs; run++) measured.Add(await Measured.RunAsync(binary, ["sdl", "validate", file, "--flavor", flavor], cancellationToken));
                runs.Add(($"{name} ({flavor})", measured.Min(run => run.Cpu).TotalMilliseconds, measured.Max(run => run.PeakKibibytes) * 1024 / 1e6));
            }
        }

        File.Delete(file);
        var over = runs.Count(run => run.Milliseconds > BudgetMilliseconds || run.Megabytes > BudgetMegabytes);
        Console.WriteLine($"{HostileInputs.All.Count} hostile SDL files in both flavors; {over} of {runs.Count} runs above {BudgetMilliseconds} ms of CPU or {BudgetMegabytes} MB; the worst:");
        foreach (var run in runs.OrderByDescending(run => run.Milliseconds).Take(Shown).Union(runs.OrderByDescending(run => run.Megabytes).Take(Shown)))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Name,-58} {run.Milliseconds,8:F1} ms {run.Megabytes,8:F1} MB"));
        Console.WriteLine();
    }
}
