using System.Diagnostics;
using System.Globalization;

namespace Akash.Fuzz;

/// <summary>Mutates files of the corpus and of what it finds on the way, and checks the invariants of each, until the time is over.</summary>
/// <param name="findings">Where inputs are written for which an invariant does not hold, each beside what was seen.</param>
sealed class Fuzzing(IReadOnlyList<byte[]> corpus, int seed, string findings) : IDisposable
{
    /// <summary>Far above what the budget allows, so that a busy machine makes no finding.</summary>
    static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    /// <summary>Of all that one input allocates in a dozen readings, most of it short-lived.</summary>
    const long MostAllocated = 1L << 30;

    const int MostKept = 20_000;

    readonly Coverage _coverage = new();
    readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    byte[] _current = [];
    long _started = Stopwatch.GetTimestamp();

    public int Findings { get; private set; }

    public long Executions { get; private set; }

    public void Run(TimeSpan time, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var inputs = new List<byte[]>(corpus);
        var mutator = new Mutator(random, inputs);
        foreach (var input in corpus) Execute(input);
        foreach (var input in HostileInputs.All.Values) Execute(input);

        using var watchdog = new Timer(_ => EndHang(), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        var clock = Stopwatch.StartNew();
        var nextLine = TimeSpan.FromSeconds(30);
        while (clock.Elapsed < time && !cancellationToken.IsCancellationRequested)
        {
            var input = mutator.Mutate(inputs[random.Next(inputs.Count)]);
            if (Execute(input) && inputs.Count < MostKept) inputs.Add(input);
            if (clock.Elapsed < nextLine) continue;
            nextLine += TimeSpan.FromSeconds(30);
            Console.WriteLine(Summary(clock.Elapsed, inputs.Count));
        }

        Console.WriteLine(Summary(clock.Elapsed, inputs.Count));
    }

    string Summary(TimeSpan elapsed, int kept) => string.Create(CultureInfo.InvariantCulture,
        $"{elapsed.TotalMinutes:F1} min, {Executions} executions, {_coverage.Branches} branches, {kept} inputs kept, {Findings} findings");

    /// <returns>Whether the input took a branch that none took before.</returns>
    bool Execute(byte[] input)
    {
        (_current, _started) = (input, Stopwatch.GetTimestamp());
        Executions++;
        _coverage.Start();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        string? violation;
        try
        {
            violation = Invariants.Violation(input);
        }
        catch (Exception e)
        {
            // Whatever it is: that anything is thrown is the finding.
            violation = $"throws {e}";
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (violation is null && Stopwatch.GetElapsedTime(_started) > MostTime) violation = $"took {Stopwatch.GetElapsedTime(_started)}";
        if (violation is null && allocated > MostAllocated) violation = $"allocated {allocated} bytes";
        if (violation is not null) Report(input, violation);
        return _coverage.TookNewBranch();
    }

    void Report(byte[] input, string violation)
    {
        // The same fault is found again and again; its first lines tell it apart.
        if (!_reported.Add(string.Join('\n', violation.Split('\n').Take(3)))) return;
        Findings++;
        Directory.CreateDirectory(findings);
        var file = Path.Combine(findings, $"{Findings:D3}.yaml");
        File.WriteAllBytes(file, input);
        File.WriteAllText(Path.ChangeExtension(file, ".txt"), violation);
        Console.WriteLine($"{file}: {violation.Split('\n')[0]}");
    }

    /// <summary>An execution that never ends can only be ended from outside, together with the process.</summary>
    void EndHang()
    {
        if (Stopwatch.GetElapsedTime(_started) < TimeSpan.FromMinutes(1)) return;
        Report(_current, "does not end");
        Environment.Exit(1);
    }

    public void Dispose() => _coverage.Dispose();
}
