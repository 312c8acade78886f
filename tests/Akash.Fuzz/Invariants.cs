using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Akash.Sdl;

namespace Akash.Fuzz;

/// <summary>What holds for any bytes whatever, in both flavors.</summary>
static class Invariants
{
    const string OtherImage = "registry.example/other@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    static readonly SdlFlavor[] Flavors = [SdlFlavor.Go, SdlFlavor.Ts];
    static readonly HashSet<string> Nothing = [];

    /// <summary>What does not hold for this input; null where all does. An exception is a finding too.</summary>
    public static string? Violation(byte[] input)
    {
        var source = new SdlSource("fuzz.yaml", input);
        var results = Array.ConvertAll(Flavors, flavor => SdlCompiler.Compile(source, flavor));
        foreach (var result in results)
        {
            if (OfResult(result) is { } violation) return $"{result.Flavor}: {violation}";
        }

        SdlOutline.Read(source);
        return OfOutput(results) ?? OfFormatting(source, results) ?? OfEditing(source, results[0]);
    }

    static string? OfResult(SdlResult result)
    {
        if (result.Accepted != result.Compiled is not null) return "accepted and compiled are two things";
        if (result.Accepted == result.Diagnostics.Any(IsRefusal) && !result.Accepted) return "refused without an error";
        if (result.Diagnostics.Any(diagnostic => diagnostic.Span.Start.Line < 1 || diagnostic.Span.Start.Column < 1)) return "a diagnostic stands nowhere";
        if (result.Compiled is not { } compiled) return null;

        if (!compiled.Hash.AsSpan().SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(compiled.ManifestJson)))) return "the hash is not that of the manifest";
        if (JsonNode.Parse(compiled.GroupsJson) is not JsonArray groups) return "the groups are not JSON";
        if (JsonNode.Parse(compiled.ManifestJson) is not JsonArray manifest || manifest.Count != groups.Count) return "the manifest does not have the groups";

        // What the Console takes may still be too large for the wire.
        return compiled.Groups.Length == groups.Count || (compiled.Groups.IsEmpty && !result.Valid) ? null : "groups are missing on the wire";
    }

    static bool IsRefusal(Diagnostic diagnostic) => diagnostic.Severity is Severity.Error;

    static string? OfOutput(SdlResult[] results)
    {
        var advised = results.Select(result => SdlLinter.Advise(result, MarketFacts.None, Nothing)).ToArray();
        foreach (var result in advised) _ = SdlText.Diagnostics(result) + SdlText.Verdict(result);

        using var report = new StringWriter();
        SdlReport.WriteJson(report, advised);
        using var sarif = new MemoryStream();
        SdlSarif.Write(sarif, advised, "1.0.0");
        sarif.Position = 0;
        if (JsonNode.Parse(report.ToString()) is not JsonArray { Count: 2 }) return "the report has not two elements";
        return JsonNode.Parse(sarif)?["runs"] is JsonArray ? null : "the SARIF has no runs";
    }

    static string? OfFormatting(SdlSource source, SdlResult[] before)
    {
        SdlSource once;
        try
        {
            once = SdlFormatter.Format(source);
        }
        catch (FormatException)
        {
            return null;
        }

        foreach (var result in before)
        {
            if (SdlCompiler.Compile(once, result.Flavor).Compiled?.ManifestJson != result.Compiled?.ManifestJson) return $"{result.Flavor}: formatting changes the manifest";
        }

        return SdlFormatter.Format(once).Utf8.Span.SequenceEqual(once.Utf8.Span) ? null : "formatting twice is not formatting once";
    }

    static string? OfEditing(SdlSource source, SdlResult before)
    {
        if (before.Compiled is not { Manifest.Groups: [{ Services: [var service, ..] }, ..] } compiled) return null;

        SdlSource edited;
        try
        {
            edited = SdlEdit.SetImage(source, service.Name, OtherImage);
        }
        catch (SdlEditException)
        {
            // It says that it cannot; nothing is changed.
            return null;
        }

        if (SdlCompiler.Compile(edited).Compiled is not { } after) return $"editing breaks the file:\n{Encoding.UTF8.GetString(edited.Utf8.Span)}";
        var manifest = JsonNode.Parse(after.ManifestJson)!;
        foreach (var placed in manifest.AsArray().SelectMany(group => group!["services"]!.AsArray()))
        {
            // Others may share the image by an anchor.
            if (placed!["image"]!.GetValue<string>() == OtherImage) placed["image"] = service.Image;
            else if (placed["name"]!.GetValue<string>() == service.Name) return "the edited image is not there";
        }

        return JsonNode.DeepEquals(manifest, JsonNode.Parse(compiled.ManifestJson)) ? null : $"editing the image changes more:\n{Encoding.UTF8.GetString(edited.Utf8.Span)}";
    }
}
