using System.Collections.Immutable;
using Akash.Sdl.Variables;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Writing;

/// <summary>A file that is being changed: its text and what stands where.</summary>
sealed record EditDraft(SdlSource Source, string Text, YamlNode Root)
{
    /// <exception cref="SdlEditException">The file is no YAML.</exception>
    public static EditDraft Of(SdlSource source)
    {
        try
        {
            var root = SourceText.ReadTree(source) ?? throw new SdlEditException($"{source.FileName} is empty, so there is nothing to change");
            return Twice(root) is { } key
                ? throw new SdlEditException($"{source.FileName} has '{key}' twice; remove one of the two")
                : new(source, SourceText.Decode(source.Utf8.Span), root);
        }
        catch (YamlSyntaxException e)
        {
            throw new SdlEditException($"{source.FileName} cannot be changed, since it cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A key that is in a mapping twice, which the official CLI lets pass in some: nobody could tell which one to change.</summary>
    static string? Twice(YamlNode node) => node switch
    {
        YamlMapping mapping => mapping.Entries.Select(entry => entry.Key).OfType<YamlScalar>().Where(key => !TsValues.IsMerge(key)).GroupBy(key => key.Value).FirstOrDefault(group => group.Count() > 1)?.Key
            ?? mapping.Entries.Select(entry => Twice(entry.Value)).FirstOrDefault(key => key is not null),
        YamlSequence sequence => sequence.Items.Select(Twice).FirstOrDefault(key => key is not null),
        _ => null,
    };

    /// <exception cref="SdlEditException">The file has no such service.</exception>
    public YamlNode Service(string name) => SdlOutline.ServicesOf(Root) is var services && services.FirstOrDefault(entry => entry.Key.Value == name).Value is { } service
        ? service
        : throw new SdlEditException($"{Source.FileName} has no service '{name}'; it has {string.Join(", ", services.Select(entry => entry.Key.Value))}");

    public YamlNode? At(params ReadOnlySpan<string> path) => Meaning.At(Root, path);

    public EditDraft With(Splice splice)
    {
        var removed = Text.AsSpan(splice.Start, splice.End - splice.Start).Count('\n');
        var added = splice.Text.AsSpan().Count('\n');
        var line = Text.AsSpan(0, splice.Start).Count('\n') + (splice.Start == Text.LineStart(splice.Start) ? 0 : 1);
        var source = Source with { Utf8 = SourceText.Encode(splice.Apply(Text)) };
        return Of(added == removed ? source : source with { Shifts = source.Shifts.Push(new LineShift(line + Math.Min(added, removed), added - removed)) });
    }

    /// <summary>The changed file, if nothing changed that was not meant to.</summary>
    /// <param name="what">For the message: what was set.</param>
    /// <param name="places">What may differ, with all below it.</param>
    /// <exception cref="SdlEditException">Anchors, aliases or merges carry the change elsewhere.</exception>
    public SdlSource Checked(EditDraft before, string what, params IReadOnlyList<string> places)
    {
        if (Meaning.Of(before.Root).FirstDifference(Meaning.Of(Root), places) is not { } elsewhere) return Source;
        throw new SdlEditException(
            $"{what} cannot be set in {Source.FileName} without changing {elsewhere} too, since an anchor (&) and its uses (*) tie them together; write the value out where it shall differ");
    }

    /// <summary>A text that stands for itself in this file.</summary>
    public string Literal(string text) => Source.Variables is null ? text : Template.Escape(text);
}

/// <summary>Lines that an edit added, or removed where the number is below zero.</summary>
/// <param name="After">After how many lines.</param>
readonly record struct LineShift(int After, int Lines)
{
    /// <summary>The line before the edits, from the last to the first.</summary>
    public static int Original(int line, ImmutableStack<LineShift> shifts)
    {
        foreach (var (after, lines) in shifts)
            if (line > after) line = Math.Max(Math.Max(after, 1), line - lines);
        return line;
    }
}
