using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Akash.Benchmarks;

/// <summary>One run of a process to its end.</summary>
/// <param name="Cpu">User and system time.</param>
/// <param name="PeakKibibytes">The most memory that was resident at once.</param>
sealed partial record Measured(TimeSpan Wall, TimeSpan Cpu, long PeakKibibytes, string Output)
{
    const int Children = -1;

    /// <summary>Runs a program under GNU time, which alone sees the peak of a process that has ended.</summary>
    public static async Task<Measured> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var peak = Path.GetTempFileName();
        var start = new ProcessStartInfo("/usr/bin/time", ["-f", "%M", "-o", peak, program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var before = CpuOfChildren();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        await Task.WhenAll(output, process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        var elapsed = clock.Elapsed;

        // A command that ends with an error adds a line above.
        var kibibytes = long.Parse((await File.ReadAllLinesAsync(peak, cancellationToken))[^1], CultureInfo.InvariantCulture);
        File.Delete(peak);
        return new Measured(elapsed, CpuOfChildren() - before, kibibytes, await output);
    }

    static TimeSpan CpuOfChildren()
    {
        Span<long> usage = stackalloc long[18];
        if (getrusage(Children, ref usage[0]) != 0) throw new InvalidOperationException("getrusage failed");
        return TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
    }

    /// <summary>Writes <c>struct rusage</c>: seconds and microseconds of user and of system time, and 14 numbers more.</summary>
    [LibraryImport("libc")]
    private static partial int getrusage(int who, ref long usage);
}
