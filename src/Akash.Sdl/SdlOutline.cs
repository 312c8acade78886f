using System.Collections.Immutable;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Variables;
using Akash.Sdl.Yaml;

namespace Akash.Sdl;

/// <summary>The services of a file as far as they can be read, also when the file is not valid yet (no image, say).</summary>
public sealed record SdlOutline(ImmutableArray<SdlOutlineService> Services)
{
    /// <summary>Never fails: what is no YAML, or lacks a variable, has no services.</summary>
    public static SdlOutline Read(SdlSource source)
    {
        try
        {
            var (root, findings) = (SourceText.ReadTree(source), new Findings());
            if (root is not null && source.Variables is { } variables)
            {
                var text = SourceText.Decode(source.Utf8.Span);
                root = Substitution.Apply(root, variables, text, new LineTable(text), findings);
            }

            if (findings.Refused) return new SdlOutline([]);
            return new SdlOutline([.. ServicesOf(root).Select(entry => Describe(entry.Key, entry.Value))]);
        }
        catch (YamlSyntaxException)
        {
            return new SdlOutline([]);
        }
    }

    /// <summary>The entries under <c>services</c>, in the order they are written.</summary>
    internal static IEnumerable<(YamlScalar Key, YamlNode Value)> ServicesOf(YamlNode? root)
    {
        if (root?.Target is not YamlMapping top || top.Find("services")?.Value.Target is not YamlMapping services) yield break;
        foreach (var entry in services.Entries)
        {
            if (entry.Key.Target is YamlScalar key) yield return (key, entry.Value);
        }
    }

    static SdlOutlineService Describe(YamlScalar key, YamlNode service) =>
        new(key.Value, ImageOf(service) is { Value.Length: > 0 } image && !image.IsNull() ? image.Value : null, key.Span);

    static YamlScalar? ImageOf(YamlNode service)
    {
        if (service.Target is not YamlMapping mapping) return null;
        if (mapping.Find("image") is { } image) return image.Value.Target as YamlScalar;
        return mapping.Find("<<")?.Value.Target switch
        {
            YamlMapping merged => ImageOf(merged),
            YamlSequence several => several.Items.Select(ImageOf).FirstOrDefault(found => found is not null),
            _ => null,
        };
    }
}

/// <param name="Image">As written, or null where the key is absent or empty.</param>
/// <param name="Span">Of the service's name.</param>
public sealed record SdlOutlineService(string Name, string? Image, SourceSpan Span);
