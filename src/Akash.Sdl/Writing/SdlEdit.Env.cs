using Akash.Sdl.Variables;
using Akash.Sdl.Writing;
using Akash.Sdl.Yaml;

namespace Akash.Sdl;

public static partial class SdlEdit
{
    /// <summary>Sets an environment variable of a service: in its place where it is there, at the end of the list otherwise.</summary>
    /// <param name="value">As the container gets it; null takes it from the variable of the same name (<see cref="SdlSource.Variables"/>).</param>
    /// <exception cref="SdlEditException">The file cannot be read, has no such service, or shares the list by an anchor.</exception>
    public static SdlSource SetEnv(SdlSource source, string service, string name, string? value)
    {
        var draft = EditDraft.Of(source);
        var item = value is null ? $"{name}=${{{name}}}" : draft.Literal($"{name}={value}");
        return draft.With(SetEnv(draft, draft.Service(service), service, name, item)).Checked(draft, $"{name} of {service}", $"services.{service}.env");
    }

    static Splice SetEnv(EditDraft draft, YamlNode node, string service, string name, string item)
    {
        var own = (node as YamlMapping)?.Find("env")?.Value;
        if (own is YamlSequence list) return list.Items.LastOrDefault(entry => IsEnv(entry, name)) is { } old ? ReplaceItem(draft.Text, list, old, item) : AddItem(draft.Text, list, item);

        var inherited = Meaning.At(node, "env");
        if (inherited is not (null or YamlSequence) && !(inherited is YamlScalar empty && empty.IsNull()))
            throw new SdlEditException($"services.{service}.env in {draft.Source.FileName} is not a list; write items as `- NAME=value`");

        // A list that is used elsewhere too is written out, so that only this service changes.
        string[] items = [.. ((inherited as YamlSequence)?.Items ?? []).Where(entry => !IsEnv(entry, name)).Select(entry => (entry.Target as YamlScalar)?.Value ?? "").Select(Template.Show), item];
        return YamlKeys.Set(draft.Text, node, "env", (indent, flow) => flow
            ? $" [{string.Join(", ", items.Select(YamlText.Quoted))}]"
            : string.Concat(items.Select(entry => $"\n{indent}  - {YamlText.Scalar(entry)}")));
    }

    static bool IsEnv(YamlNode item, string name) =>
        item.Target is YamlScalar { Value: var text } && text.StartsWith(name, StringComparison.Ordinal) && (text.Length == name.Length || text[name.Length] == '=');

    static Splice ReplaceItem(string text, YamlSequence list, YamlNode old, string item)
    {
        var start = old is YamlScalar { Anchor: not null } ? text.AfterProperties(old.Range.Start) : old.Range.Start;
        return new Splice(start, text.TrimmedEnd(old.Range.End), ItemText(text, list, old, item));
    }

    static Splice AddItem(string text, YamlSequence list, string item)
    {
        if (list.Items is not [.., var last]) return Splice.Insert(text.IndexOf('[', text.AfterProperties(list.Range.Start)) + 1, YamlText.Quoted(item));

        var rendered = ItemText(text, list, last, item);
        var end = text.TrimmedEnd(last.Range.End);
        if (list.IsFlow) return Splice.Insert(end, $", {rendered}");

        var dash = text.LastIndexOf('-', last.Range.Start - 1);
        var mark = text[dash..last.Range.Start];
        return Splice.Insert(text.LineEnd(end), $"\n{text.IndentOf(dash)}{(mark.AsSpan(1).ContainsAnyExcept(' ') ? "- " : mark)}{rendered}");
    }

    /// <summary>In the quotes of a neighbour, as far as they can hold it.</summary>
    static string ItemText(string text, YamlSequence list, YamlNode neighbour, string item) => QuoteOf(text, neighbour) switch
    {
        "\"" => YamlText.Quoted(item),
        "'" when YamlText.IsPrintable(item) => $"'{item.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => list.IsFlow ? YamlText.Quoted(item) : YamlText.Scalar(item),
    };
}
