using Akash.Sdl.Formatting;
using Akash.Sdl.Yaml;

namespace Akash.Sdl;

/// <summary>Brings a file to one layout: keys in the usual order, two spaces a level, comments kept, values as they were written.</summary>
public static class SdlFormatter
{
    /// <summary>The formatted file.</summary>
    /// <exception cref="FormatException">The file is no YAML, or uses anchors, tags or keys that would not survive.</exception>
    public static SdlSource Format(SdlSource source)
    {
        try
        {
            var text = SourceText.Decode(source.Utf8.Span).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
            var lines = new LineTable(text);
            var root = YamlTree.Read(text, lines, SourceText.Generous);
            if (root is not YamlMapping { IsFlow: false } mapping) throw new FormatException($"{source.FileName} is not written as a block of keys");
            if (Obstacle(mapping) is { } obstacle) throw new FormatException($"{source.FileName} uses {obstacle}, which cannot be moved");

            var formatted = source with { Utf8 = SourceText.Encode(new Layout(text, new Comments(text, lines, mapping)).Write(mapping)) };
            if (formatted.Utf8.Length > SdlCompiler.MaxBytes) throw new FormatException($"{source.FileName} would have more than the {SdlCompiler.MaxBytes} bytes that are read");
            return MeansTheSame(source, formatted) ? formatted : throw new FormatException($"{source.FileName} would mean something else");
        }
        catch (YamlSyntaxException e)
        {
            throw new FormatException($"{source.FileName} cannot be formatted: {e.Message}", e);
        }
    }

    /// <summary>Whether both tools make the same of both files.</summary>
    static bool MeansTheSame(SdlSource before, SdlSource after)
    {
        foreach (var flavor in (SdlFlavor[])[SdlFlavor.Go, SdlFlavor.Ts])
        {
            var (was, becomes) = (SdlCompiler.Compile(before, flavor), SdlCompiler.Compile(after, flavor));
            if (was.Accepted != becomes.Accepted || was.Compiled?.ManifestJson != becomes.Compiled?.ManifestJson || was.Compiled?.GroupsJson != becomes.Compiled?.GroupsJson) return false;
        }

        return true;
    }

    static string? Obstacle(YamlNode node) => node switch
    {
        YamlAlias => "an alias",
        { Anchor: not null } => "an anchor",
        { Tag: not null } => "a tag",
        YamlSequence { IsFlow: false } sequence when sequence.Items.Any(item => item is YamlScalar { Form: ScalarForm.Plain, Value.Length: 0 }) => "an empty list item",
        YamlSequence { IsFlow: false } sequence => sequence.Items.Select(Obstacle).FirstOrDefault(found => found is not null),
        YamlMapping { IsFlow: false } mapping => mapping.Entries.Select(entry => ObstacleOfKey(entry.Key) ?? Obstacle(entry.Value)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    static string? ObstacleOfKey(YamlNode node) => node switch
    {
        YamlScalar { Form: ScalarForm.Plain, Value.Length: 0 } => "a key without a name",
        YamlScalar { Form: not ScalarForm.Block, Anchor: null, Tag: null } key when key.Span.Start.Line == key.Span.End.Line => null,
        YamlScalar { Form: not ScalarForm.Block } key when key.Span.Start.Line == key.Span.End.Line => "a key with an anchor or a tag",
        _ => "a long key",
    };
}
