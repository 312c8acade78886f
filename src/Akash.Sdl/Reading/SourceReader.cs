using System.Text;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Variables;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>From bytes to the tree of the document, or to the one diagnostic that says why there is none.</summary>
static class SourceReader
{
    public static YamlNode? Read(SdlSource source, FlavorRules rules, Findings findings)
    {
        if (Decode(source.Utf8.Span, rules) is not { } text)
            return Refuse(findings, Rules.Encoding, default, "the file is not UTF-8 text", "save it as UTF-8");
        if (ControlCharacters.Find(text, rules) is { } at)
            return Refuse(findings, Rules.ControlCharacter, new LineTable(text).Between(at, at + 1), $"the character U+{(int)text[at]:X4} is not allowed in YAML", "remove it, or write it as an escape between double quotes");
        if (Directives.Prepare(text, rules, findings) is not { } prepared) return null;

        var lines = new LineTable(text);
        var hidden = source.Variables is null ? prepared : Template.Hide(prepared);
        var readable = UnicodeBreaks.Hide(hidden);
        try
        {
            var root = YamlTree.Read(readable, lines, new YamlLimits(
                rules.MaxDepth, rules.MaxKeyLength, rules.OneDocument, CountScalars: rules.ChecksUnreadParts, TabsMayBeBlank: rules.ChecksUnreadParts, MergesUnfinished: rules.ChecksUnreadParts));
            if (root is null) return null;
            if (!ReferenceEquals(readable, hidden)) root = UnicodeBreaks.Restore(root, rules.UnicodeBreaksAreText);
            if (source.Variables is { } variables) root = Substitution.Apply(root, variables, text, lines, findings);
            if (findings.Refused) return null;
            if (Tabs.Refuse(root, text, lines, rules, findings)) return null;
            if (rules.ChecksUnreadParts ? !WholeTree.Check(root, text, findings) : SurrogateEscapes.Refuse(root, text, findings)) return null;
            return root;
        }
        catch (YamlSyntaxException e)
        {
            return Explain(findings, e, text);
        }
    }

    static string? Decode(ReadOnlySpan<byte> bytes, FlavorRules rules)
    {
        if (rules.RepairsEncoding) return Encoding.UTF8.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);

        Encoding strict = bytes switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        };
        var mark = bytes switch { [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => 2, [0xEF, 0xBB, 0xBF, ..] => 3, _ => 0 };
        try
        {
            return strict.GetString(bytes[mark..]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    static YamlNode? Explain(Findings findings, YamlSyntaxException e, string text)
    {
        var (rule, hint) = e.Fault switch
        {
            YamlFault.Nesting => (Rules.Nesting, "an SDL needs no more than a dozen levels"),
            YamlFault.UnknownAlias => (Rules.Alias, "define the anchor before its use"),
            YamlFault.SelfReference => (Rules.Alias, "write the value out"),
            YamlFault.SeveralDocuments => (Rules.SeveralDocuments, "keep one document in the file"),
            _ when IndentedByTab(text, e.Span.Start.Line) => (Rules.Tab, "indent with spaces"),
            _ => (Rules.Syntax, SyntaxWords.Hint(e.Message)),
        };
        if (rule == Rules.Syntax && SyntaxPlace.Find(e, text) is { } place) return Refuse(findings, rule, place.Span, place.Message, place.Hint);
        return Refuse(findings, rule, e.Span, rule == Rules.Tab ? "a tab indents this line" : SyntaxWords.Message(e.Message), hint);
    }

    static bool IndentedByTab(string text, int line)
    {
        var number = 1;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            var indent = content[..(content.Length - content.TrimStart(" \t").Length)];
            if (number >= line - 1 && number <= line && indent.Contains('\t')) return true;
            if (number++ > line) break;
        }

        return false;
    }

    static YamlNode? Refuse(Findings findings, Rule rule, SourceSpan span, string message, string? hint)
    {
        var shown = span == default ? new SourceSpan(new SourcePosition(1, 1), new SourcePosition(1, 1)) : span;
        findings.Refuse(rule, new Spot(new YamlScalar(new TextRange(0, 0, shown), null, null, "", ScalarForm.Plain), DocPath.Root), message, hint);
        return null;
    }
}
