using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Akash.Deploy.Images;
using Akash.Sdl;

namespace Akash.Action.Inputs;

/// <summary>Reads the inputs that change an SDL: <c>env</c>, <c>cpu</c>, <c>memory</c>, <c>storage</c>, <c>gpu</c>, <c>count</c>, <c>image</c>.</summary>
/// <param name="variables">The step's environment; null where values from it need not be there yet.</param>
sealed partial class OverlayReader(InputValues values, IReadOnlyDictionary<string, string>? variables, ICollection<string> problems)
{
    const uint MostModels = 16;

    /// <summary>Whether the input <c>image</c> names images of single services.</summary>
    public static bool IsPerService(string image) => image.Contains('=');

    public ImmutableArray<Overlay> Read() =>
    [
        .. values["image"] is { } image && IsPerService(image) ? Each("image", ReadImage) : [],
        .. ReadEnv(),
        .. Each("cpu", ReadCpu),
        .. Each("memory", text => ReadSize(text, SdlEdit.SetMemory, (resources, bytes) => resources with { MemoryBytes = bytes })),
        .. Each("storage", text => ReadSize(text, SdlEdit.SetStorage, (resources, bytes) => resources with { DiskBytes = bytes })),
        .. Each("gpu", ReadGpu),
        .. Each("count", ReadCount),
    ];

    IEnumerable<Overlay> ReadEnv()
    {
        HashSet<(string?, string)> seen = [];
        foreach (var line in EnvLines.Read(values.Lines("env")))
        {
            if (Fault(line) is { } fault) problems.Add($"{Overlay.PlaceOf("env", line.Number)}: {fault}");
            else if (!seen.Add((line.Service, line.Name))) problems.Add($"{Overlay.PlaceOf("env", line.Number)}: {line.Name} is set twice; keep one of the two");
            else yield return new Overlay("env", line.Number, line.Service, (source, service) => SdlEdit.SetEnv(source, service, line.Name, line.Value));
        }
    }

    /// <summary>Never shows a value: what is no name may be the rest of a secret that lost its line.</summary>
    string? Fault(EnvLine line)
    {
        if (!EnvLines.IsName(line.Name)) return "does not start with a name; write KEY=value, KEY= for a value from the step's env, or [service]; a value of several lines goes through the step's env";
        if (line.Value is not null || variables is null) return null;
        if (!EnvLines.IsVariable(line.Name)) return $"{line.Name} cannot be a variable of the step, whose names have letters, digits and _ only; write {line.Name}=value";
        if (StepVariables.IsOwn(line.Name)) return $"{line.Name} is the action's own and is not passed on; take another name";
        return variables.GetValueOrDefault(line.Name) is { Length: > 0 } ? null
            : $"{line.Name} has no value here and none in the step's environment; add `{line.Name}: ${{{{ secrets.{line.Name} }}}}` to the step's env, and check that this repository or environment has that secret";
    }

    IEnumerable<Overlay> Each(string input, Func<string, Func<Overlay, Overlay>> parse)
    {
        var lines = values.Lines(input).Split('\n').Index().Select(pair => (Number: pair.Index + 1, Text: pair.Item.Trim())).Where(line => line.Text.Length > 0).ToList();
        HashSet<string> seen = [];
        foreach (var (number, text) in lines)
        {
            var split = Assignment().Match(text);
            var service = split.Success ? split.Groups["service"].Value : null;
            Overlay? overlay = null;
            try
            {
                if (service is null && lines.Count > 1) throw new FormatException($"'{text}' names no service; with several lines each is service=value");
                if (service is not null && !seen.Add(service)) throw new FormatException($"{service} is set twice; keep one of the two");
                overlay = parse(split.Success ? split.Groups["value"].Value : text)(new Overlay(input, number, service, (source, _) => source));
            }
            catch (Exception exception) when (exception is FormatException or ImageException)
            {
                problems.Add($"{Overlay.PlaceOf(input, number)}: {exception.Message}");
            }

            if (overlay is not null) yield return overlay;
        }
    }

    static Func<Overlay, Overlay> ReadImage(string text)
    {
        _ = ImageReference.Parse(text);
        return overlay => overlay with { Edit = (source, service) => SdlEdit.SetImage(source, service, text) };
    }

    static Func<Overlay, Overlay> ReadCpu(string text)
    {
        var millis = SdlQuantity.CpuMillis(text) ?? throw new FormatException($"'{text}' is not an amount of CPU; write CPUs such as 0.5, or millicores such as 500m");
        return overlay => overlay with
        {
            Edit = (source, service) => SdlEdit.SetCpu(source, service, text),
            Resize = resources => resources with { CpuMillis = millis },
        };
    }

    static Func<Overlay, Overlay> ReadSize(string text, Func<SdlSource, string, string, SdlSource> edit, Func<SdlResources, long, SdlResources> resize)
    {
        var bytes = SdlQuantity.Bytes(text) ?? throw new FormatException($"'{text}' is not a size; write a number and its unit, as in 512Mi or 2Gi");
        return overlay => overlay with
        {
            Edit = (source, service) => edit(source, service, text),
            Resize = resources => resize(resources, bytes),
        };
    }

    static Func<Overlay, Overlay> ReadGpu(string text)
    {
        if (GpuForm().Match(text) is not { Success: true } match || !uint.TryParse(match.Groups["units"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var units) || units == 0)
            throw new FormatException($"'{text}' is not a number of GPUs, nor one with models; write 1, or 1 h100, or 2 a100/80Gi,h100");

        var models = match.Groups["model"].Captures.Select(capture => capture.Value.Split('/')).Select(parts => new SdlGpuModel(parts[0].ToLowerInvariant(), Gibibytes(parts))).ToImmutableArray();
        if (models.Length > MostModels) throw new FormatException($"'{text}' names more than {MostModels} models; leave them out if any will do");
        var gpu = new SdlGpu(units, models);
        return overlay => overlay with
        {
            Edit = (source, service) => SdlEdit.SetGpu(source, service, gpu),
            Resize = resources => resources with { Gpu = gpu with { Models = models.IsEmpty ? resources.Gpu?.Models ?? [] : models } },
        };
    }

    static uint? Gibibytes(string[] parts) => parts is [_, var ram] ? uint.Parse(ram.AsSpan(0, ram.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture) : null;

    static Func<Overlay, Overlay> ReadCount(string text)
    {
        if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
            throw new FormatException($"'{text}' is not a number of replicas; write a whole number from 1");
        return overlay => overlay with { Edit = (source, service) => SdlEdit.SetCount(source, service, count) };
    }

    [GeneratedRegex(@"^(?<service>[A-Za-z0-9-]+)\s*=\s*(?<value>.*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^(?<units>[0-9]{1,3})(\s+(?<model>[A-Za-z0-9-]+(/[0-9]{1,4}Gi)?)(\s*,\s*(?<model>[A-Za-z0-9-]+(/[0-9]{1,4}Gi)?))*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex GpuForm();
}
