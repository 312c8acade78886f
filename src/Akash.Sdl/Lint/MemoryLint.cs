using System.Globalization;
using System.Text.RegularExpressions;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;

namespace Akash.Sdl.Lint;

/// <summary>Memory that a program will outgrow: the container is killed then.</summary>
static partial class MemoryLint
{
    const double MiB = 1 << 20;
    const double GiB = 1 << 30;
    const double BytesPerGpu = 4 * GiB;

    public static void Check(ServiceModel service, ResourcesModel resources, KnownImage? image, Findings findings)
    {
        if (resources.Memory?.Size is not { Fault: null, Missing: null } memory) return;
        var bytes = GpuLint.Number(memory);
        if (bytes <= 0) return;

        if (image is { LeastMi: { } least })
        {
            var gpus = image.Kind is ImageKind.Inference && resources.Gpu?.Units is { } units ? GpuLint.Number(units) : 0;
            var need = (least * MiB) + (gpus * BytesPerGpu);
            if (bytes < need && (image.Kind is not ImageKind.Inference || gpus > 0))
                findings.Warn(Rules.TooLittleMemory, memory.Spot, $"{image.Repository} takes at least {Text(need)} of memory", $"write `size: {Math.Ceiling(need / GiB).ToString(CultureInfo.InvariantCulture)}Gi` or more");
        }

        foreach (var text in new[] { service.Env, service.Args, service.Command }.SelectMany(list => list?.Items ?? []))
        {
            if (Asked().Match(text.Value) is not { Success: true } asked) continue;
            var wanted = double.Parse(asked.Groups["n"].Value, CultureInfo.InvariantCulture) * Unit(asked.Groups["unit"].Value, asked.Groups["node"].Success);
            if (wanted < bytes) continue;
            findings.Warn(
                Rules.TooLittleMemory, text.Spot, $"`{asked.Value}` lets the program take {Text(wanted)}, and the container is killed at {Text(bytes)}",
                "give the profile more memory than that, or let the program take less");
        }
    }

    static double Unit(string unit, bool isNode) => unit.Length == 0 ? (isNode ? MiB : 1) : char.ToLowerInvariant(unit[0]) switch { 'k' => 1024, 'm' => MiB, _ => GiB };

    static string Text(double bytes) => bytes < GiB
        ? $"{(bytes / MiB).ToString("0.#", CultureInfo.InvariantCulture)} MiB"
        : $"{(bytes / GiB).ToString("0.#", CultureInfo.InvariantCulture)} GiB";

    /// <summary>A heap or cache as Java, Node.js, Redis, MySQL and PostgreSQL are told.</summary>
    [GeneratedRegex(@"(-Xmx|--maxmemory[= ]|innodb[-_]buffer[-_]pool[-_]size=|shared_buffers=|(?<node>--max[-_]old[-_]space[-_]size=))(?<n>\d{1,12})(?<unit>[kKmMgG]?)", RegexOptions.CultureInvariant)]
    private static partial Regex Asked();
}
