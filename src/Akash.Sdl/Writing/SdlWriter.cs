using System.Collections.Immutable;
using System.Text;

namespace Akash.Sdl;

/// <summary>Writes a document as a file that a person would have written and every tool reads alike (spec/sdl.md section 13).</summary>
public static class SdlWriter
{
    /// <returns>YAML text, ending in a line feed.</returns>
    public static string Write(SdlDocument document)
    {
        var page = new Page();
        page.Comment(0, document.Comment);
        if (document.Comment.Length > 0) page.Blank();
        page.Line(0, "version: \"2.0\"").Blank();

        page.Line(0, "services:");
        foreach (var service in document.Services) WriteService(page, service);

        page.Blank().Line(0, "profiles:").Line(1, "compute:");
        foreach (var service in document.Services) WriteCompute(page, service);
        page.Line(1, "placement:");
        WritePlacement(page, document);

        page.Blank().Line(0, "deployment:");
        foreach (var service in document.Services)
        {
            page.Line(1, $"{Key(service.Name)}:")
                .Line(2, $"{Key(document.Placement.Name)}:")
                .Line(3, $"profile: {Writing.YamlText.Scalar(service.Name)}")
                .Line(3, $"count: {service.Count}");
        }

        return page.ToString();
    }

    static void WriteService(Page page, SdlService service)
    {
        page.Comment(1, service.Comment);
        page.Line(1, $"{Key(service.Name)}:");
        if (service.Image is not null) page.Line(2, $"image: {Writing.YamlText.Scalar(service.Image)}");
        page.List(2, "command", service.Command);
        page.List(2, "args", service.Args);
        page.List(2, "env", service.Env);
        if (service.Expose.Length > 0) page.Line(2, "expose:");
        foreach (var expose in InAgreedOrder(service.Expose)) WriteExpose(page, expose);
        var mounted = service.Resources.Volumes;
        if (mounted.Length == 0) return;

        page.Line(2, "params:").Line(3, "storage:");
        foreach (var volume in mounted)
        {
            page.Line(4, $"{Key(volume.Name)}:").Line(5, $"mount: {Writing.YamlText.Scalar(volume.Mount)}");
            if (volume.ReadOnly) page.Line(5, "readOnly: true");
        }
    }

    /// <summary>By port with the HTTP one first: both tools then number the endpoints alike.</summary>
    static IEnumerable<SdlExpose> InAgreedOrder(ImmutableArray<SdlExpose> exposes) =>
        exposes.OrderByDescending(e => e is { Global: true, Udp: false, As: 80 }).ThenBy(e => e.Port).ThenBy(e => e.Udp);

    static void WriteExpose(Page page, SdlExpose expose)
    {
        page.Line(3, $"- port: {expose.Port}").Line(4, $"as: {expose.As}").Line(4, $"proto: {(expose.Udp ? "udp" : "tcp")}");
        page.List(4, "accept", expose.Accept);
        page.Line(4, "to:");
        foreach (var service in expose.ToServices.Order(StringComparer.Ordinal)) page.Line(5, $"- service: {Writing.YamlText.Scalar(service)}");
        if (expose.Global || expose.ToServices.Length == 0) page.Line(5, $"- global: {(expose.Global ? "true" : "false")}");
    }

    static void WriteCompute(Page page, SdlService service)
    {
        var resources = service.Resources;
        page.Comment(2, resources.Comment);
        page.Line(2, $"{Key(service.Name)}:").Line(3, "resources:");
        page.Line(4, "cpu:").Line(5, $"units: {Cpu(resources.CpuMillis)}");
        page.Line(4, "memory:").Line(5, $"size: {Size(resources.MemoryBytes)}");
        WriteGpu(page, resources.Gpu);
        page.Line(4, "storage:");
        foreach (var (bytes, volume) in InAgreedOrder(resources)) WriteVolume(page, bytes, volume);
    }

    static void WriteGpu(Page page, SdlGpu? gpu)
    {
        if (gpu is null) return;

        page.Line(4, "gpu:").Line(5, $"units: {gpu.Units}").Line(5, "attributes:").Line(6, "vendor:");
        page.Line(7, gpu.Models.Length == 0 ? "nvidia: null" : "nvidia:");
        foreach (var model in gpu.Models.OrderBy(model => model.Key, StringComparer.Ordinal))
        {
            page.Line(8, $"- model: {Writing.YamlText.Scalar(model.Model)}");
            if (model.RamGi is { } ram) page.Line(9, $"ram: {ram}Gi");
        }
    }

    /// <summary>Ascending by size, the non-persistent first: the order the Go tools would bring them to.</summary>
    static IEnumerable<(long Bytes, SdlVolume? Volume)> InAgreedOrder(SdlResources resources) =>
        resources.Volumes.Select(volume => (volume.Bytes, Volume: (SdlVolume?)volume))
            .Append((Bytes: resources.DiskBytes, Volume: null))
            .OrderBy(item => item.Bytes)
            .ThenBy(item => item.Volume is null ? 0 : item.Volume.Persistent ? 2 : 1)
            .ThenBy(item => item.Volume?.Name, StringComparer.Ordinal);

    static void WriteVolume(Page page, long bytes, SdlVolume? volume)
    {
        if (volume is null)
        {
            page.Line(5, $"- size: {Size(bytes)}");
            return;
        }

        page.Line(5, $"- name: {Writing.YamlText.Scalar(volume.Name)}")
            .Line(6, $"size: {Size(bytes)}")
            .Line(6, "attributes:")
            .Line(7, $"persistent: {(volume.Persistent ? "true" : "false")}")
            .Line(7, $"class: {volume.Class}");
    }

    static void WritePlacement(Page page, SdlDocument document)
    {
        page.Line(2, $"{Key(document.Placement.Name)}:");
        if (document.Placement.Attributes.Count > 0) page.Line(3, "attributes:");
        foreach (var (key, value) in document.Placement.Attributes) page.Line(4, $"{Key(key)}: {Writing.YamlText.Scalar(value)}");
        if (document.Placement.SignedByAnyOf.Length > 0) page.Line(3, "signedBy:");
        page.List(4, "anyOf", document.Placement.SignedByAnyOf);
        page.Line(3, "pricing:");
        foreach (var service in document.Services)
        {
            page.Line(4, $"{Key(service.Name)}:")
                .Line(5, $"denom: {Writing.YamlText.Scalar(service.Price.Denom)}")
                .Line(5, $"amount: {service.Price.Amount}");
        }
    }

    static string Key(string name) => Writing.YamlText.Scalar(name);

    /// <summary>Halves and quarters as people write them, the rest in millicores, which no tool rounds.</summary>
    static string Cpu(uint millis) => (millis % 1000) switch
    {
        0 => $"{millis / 1000}",
        250 => $"{millis / 1000}.25",
        500 => $"{millis / 1000}.5",
        750 => $"{millis / 1000}.75",
        _ => $"{millis}m",
    };

    static string Size(long bytes)
    {
        var kib = (bytes + 1023) / 1024;
        foreach (var unit in (ReadOnlySpan<string>)["Ki", "Mi", "Gi"])
        {
            if (kib == 0 || kib % 1024 != 0) return $"{kib}{unit}";
            kib /= 1024;
        }

        return $"{kib}Ti";
    }

    sealed class Page
    {
        readonly StringBuilder _text = new();

        public Page Line(int level, string line)
        {
            _text.Append(' ', level * 2).Append(line).Append('\n');
            return this;
        }

        public Page Blank()
        {
            _text.Append('\n');
            return this;
        }

        public void Comment(int level, ImmutableArray<string> lines)
        {
            foreach (var line in lines) Line(level, line.Length == 0 ? "#" : $"# {line}");
        }

        public void List(int level, string key, ImmutableArray<string> items)
        {
            if (items.Length == 0) return;
            Line(level, $"{key}:");
            foreach (var item in items) Line(level + 1, $"- {Writing.YamlText.Scalar(item)}");
        }

        public override string ToString() => _text.ToString();
    }
}
