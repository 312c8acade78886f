using Akash.Sdl.Writing;
using Akash.Sdl.Yaml;

namespace Akash.Sdl;

/// <summary>Changes a file by source span: every other byte stays.</summary>
public static class SdlEdit
{
    /// <summary>Sets the image of a service, adding the key where it is absent.</summary>
    /// <exception cref="ArgumentException">The file is no YAML, or has no such service.</exception>
    public static SdlSource SetImage(SdlSource source, string service, string image) =>
        Edit(source, service, "image", (_, _) => " " + YamlText.Scalar(image));

    /// <summary>Sets the registry credentials of a service, adding or replacing the block.</summary>
    /// <exception cref="ArgumentException">The file is no YAML, or has no such service.</exception>
    public static SdlSource SetCredentials(SdlSource source, string service, string host, string username, string password) =>
        Edit(source, service, "credentials", (indent, flow) =>
        {
            (string Key, string Value)[] fields = [("host", host), ("username", username), ("password", password)];
            return flow
                ? $" {{ {string.Join(", ", fields.Select(field => $"{field.Key}: {YamlText.Quoted(field.Value)}"))} }}"
                : string.Concat(fields.Select(field => $"\n{indent}  {field.Key}: {YamlText.Quoted(field.Value)}"));
        });

    /// <param name="render">From the indentation of the key and whether it stands in braces, what follows its colon.</param>
    static SdlSource Edit(SdlSource source, string service, string key, Func<string, bool, string> render)
    {
        var (text, node) = Find(source, service);
        return source with { Utf8 = SourceText.Encode(SetKey(text, node, key, render)) };
    }

    static (string Text, YamlNode Service) Find(SdlSource source, string service)
    {
        try
        {
            var text = SourceText.Decode(source.Utf8.Span);
            foreach (var (key, value) in SdlOutline.ServicesOf(SourceText.ReadTree(source)))
            {
                if (key.Value == service) return (text, value);
            }
        }
        catch (YamlSyntaxException e)
        {
            throw new ArgumentException($"{source.FileName} cannot be edited: {e.Message}", nameof(source), e);
        }

        throw new ArgumentException($"{source.FileName} has no service '{service}'", nameof(service));
    }

    static string SetKey(string text, YamlNode service, string key, Func<string, bool, string> render)
    {
        if (service is YamlAlias alias) return MergeAlias(text, alias, key, render);
        if (service is not YamlMapping { Entries.Length: > 0 } mapping) return FillEmpty(text, service, key, render);
        if (mapping.Find(key) is not { } entry) return InsertFirst(text, mapping, key, render);

        var indent = mapping.IsFlow ? "" : IndentOf(text, entry.Key.Range.Start);
        var rendered = render(indent, mapping.IsFlow);
        var start = ColonAfter(text, entry.Key.Range.End) + 1;
        if (IsNothing(entry.Value)) return text.Insert(start, rendered);

        var content = entry.Value is YamlScalar { Anchor: not null } ? AfterProperties(text, entry.Value.Range.Start) : start;
        var end = TrimmedEnd(text, entry.Value.Range.End);
        return string.Concat(text.AsSpan(0, content), content == start ? rendered : rendered.TrimStart(), text.AsSpan(end));
    }

    /// <summary>A service written as <c>*other</c> becomes a block that merges it and has the key of its own.</summary>
    static string MergeAlias(string text, YamlAlias alias, string key, Func<string, bool, string> render)
    {
        var indent = IndentOf(text, LineStart(text, alias.Range.Start)) + "  ";
        var name = text[alias.Range.Start..alias.Range.End];
        var block = $"\n{indent}<<: {name}\n{indent}{key}:{render(indent, false)}";
        var start = alias.Range.Start;
        while (start > 0 && text[start - 1] == ' ') start--;
        return string.Concat(text.AsSpan(0, start), block, text.AsSpan(alias.Range.End));
    }

    static string FillEmpty(string text, YamlNode service, string key, Func<string, bool, string> render)
    {
        var at = service.Range.Start;
        if (service is YamlMapping) return string.Concat(text.AsSpan(0, at), $"{{ {key}:{render("", true)} }}", text.AsSpan(service.Range.End));
        if (service is not YamlScalar scalar || !scalar.IsNull())
            throw new ArgumentException("the service is not a mapping, so it has no place for a key", nameof(service));

        var colon = text.LastIndexOf(':', Math.Min(at, text.Length - 1));
        var indent = IndentOf(text, LineStart(text, colon)) + "  ";
        return string.Concat(text.AsSpan(0, colon + 1), $"\n{indent}{key}:{render(indent, false)}", text.AsSpan(Math.Max(colon + 1, service.Range.End)));
    }

    static string InsertFirst(string text, YamlMapping mapping, string key, Func<string, bool, string> render)
    {
        var first = mapping.Entries[0].Key.Range.Start;
        if (mapping.IsFlow) return text.Insert(first, $"{key}:{render("", true)}, ");

        var indent = IndentOf(text, first);
        return text.Insert(first, $"{key}:{render(indent, false)}\n{indent}");
    }

    static bool IsNothing(YamlNode node) => node is YamlScalar { Value.Length: 0, Form: ScalarForm.Plain } scalar && scalar.Range.Start == scalar.Range.End;

    static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    /// <summary>The column of a place, as spaces.</summary>
    static string IndentOf(string text, int at)
    {
        var start = LineStart(text, at);
        if (at > start) return new string(' ', at - start);

        var end = start;
        while (end < text.Length && text[end] == ' ') end++;
        return text[start..end];
    }

    static int ColonAfter(string text, int at) => text.IndexOf(':', at);

    /// <summary>The end of a value without the line breaks and indentation that its last line drags along.</summary>
    static int TrimmedEnd(string text, int end)
    {
        while (end > 0 && char.IsWhiteSpace(text[end - 1])) end--;
        return end;
    }

    static int AfterProperties(string text, int at)
    {
        while (text[at] is '&' or '!')
        {
            while (!char.IsWhiteSpace(text[at])) at++;
            while (char.IsWhiteSpace(text[at])) at++;
        }

        return at;
    }
}
