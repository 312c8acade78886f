using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Akash.Sdl.Yaml;

/// <summary>A text that is not YAML, or more of it than is read.</summary>
sealed class YamlSyntaxException(string message, SourceSpan span, YamlFault fault = YamlFault.Syntax) : Exception(message)
{
    public SourceSpan Span => span;

    public YamlFault Fault => fault;
}

enum YamlFault { Syntax, Nesting, UnknownAlias, SelfReference, SeveralDocuments, Aliasing }

/// <param name="MaxDepth">Deepest nesting that is read.</param>
/// <param name="MaxKeyLength">Longest key without a leading question mark.</param>
/// <param name="OneDocument">A second document is an error instead of being left unread.</param>
/// <param name="CountScalars">A scalar is a level of its own.</param>
/// <param name="TabsMayBeBlank">A line of nothing but blanks and a comment may have tabs among them.</param>
/// <param name="MergesUnfinished">A mapping can be merged while it is still being read: what it has so far.</param>
readonly record struct YamlLimits(int MaxDepth, int MaxKeyLength, bool OneDocument, bool CountScalars, bool TabsMayBeBlank, bool MergesUnfinished = false);

/// <summary>Builds nodes from YamlDotNet's events.</summary>
sealed class YamlTreeReader
{
    /// <summary>How often a text is read again with line breaks of one scalar hidden.</summary>
    const int MaxRepairs = 50;

    readonly YamlLimits _limits;
    readonly string _text;
    readonly LineTable _lines;
    readonly Scanner _scanner;
    readonly Parser _parser;
    readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    readonly Dictionary<string, Func<YamlNode>> _open = new(StringComparer.Ordinal);
    int _depth;
    int _merging;

    YamlTreeReader(string text, LineTable lines, YamlLimits limits)
    {
        _limits = limits;
        _text = text;
        _lines = lines;
        _scanner = new Scanner(new StringReader(text), skipComments: true, limits.MaxKeyLength);
        _parser = new Parser(_scanner);
    }

    /// <summary>The root of the first document; null where there is none.</summary>
    /// <exception cref="YamlSyntaxException">The text is not YAML.</exception>
    public static YamlNode? Read(string text, LineTable lines, YamlLimits limits)
    {
        for (var repairs = 0; ; repairs++)
        {
            var reader = new YamlTreeReader(text, lines, limits);
            try
            {
                return reader.ReadStream();
            }
            catch (YamlException e)
            {
                if (repairs < MaxRepairs && (LooseQuotes.Hide(text, e) ?? (limits.TabsMayBeBlank ? BlankLines.Straighten(text, e) : null)) is { } repaired) text = repaired;
                else throw reader.Describe(e);
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
            {
                // The scanner lets a few malformed inputs through to its own buffers.
                throw new YamlSyntaxException("not YAML", reader.SpanOf(reader._scanner.CurrentPosition, reader._scanner.CurrentPosition));
            }
        }
    }

    YamlSyntaxException Describe(YamlException e)
    {
        // Some errors of the scanner carry no place of their own.
        var here = e.Start.Equals(Mark.Empty) && e.End.Equals(Mark.Empty) ? _scanner.CurrentPosition : e.Start;
        return new YamlSyntaxException(e.Message, SpanOf(here, e.End.CompareTo(here) < 0 ? here : e.End));
    }

    YamlNode? ReadStream()
    {
        Next();
        Next();
        if (_parser.Current is not DocumentStart) return null;
        Next();
        var root = ReadNode();
        if (!_limits.OneDocument) return root;

        Next();
        if (_parser.Current is DocumentStart second)
            throw new YamlSyntaxException("a second document starts here", SpanOf(second.Start, second.End), YamlFault.SeveralDocuments);
        return root;
    }

    /// <summary>Moves on after a node; what follows the first document may be anything where only that is read, as long as it can be scanned.</summary>
    void NextAfterNode()
    {
        try
        {
            Next();
        }
        catch (SemanticErrorException e) when (_depth == 0 && !_limits.OneDocument && e.Message.Contains("<document end>", StringComparison.Ordinal))
        {
            // The parser of yaml.v3 ends the document here and never looks further.
        }
    }

    void Next() => _parser.MoveNext();

    /// <summary>Reads the node that starts at the current event and leaves the event after it current.</summary>
    YamlNode ReadNode()
    {
        switch (_parser.Current)
        {
            case Scalar scalar:
                if (_limits.CountScalars && _depth >= _limits.MaxDepth) throw TooDeep(scalar);
                NextAfterNode();
                return Anchored(new YamlScalar(
                    RangeOf(scalar.Start, scalar.End), TagOf(scalar.Tag), NameOf(scalar.Anchor), LooseQuotes.Fold(scalar.Value), FormOf(scalar.Style)));
            case SequenceStart sequence:
                return Anchored(ReadSequence(sequence));
            case MappingStart mapping:
                return Anchored(ReadMapping(mapping));
            case AnchorAlias alias:
                Next();
                return ReadAlias(alias);
            case var other:
                throw new YamlSyntaxException("a value was expected here", other is null ? default : SpanOf(other.Start, other.End));
        }
    }

    YamlSequence ReadSequence(SequenceStart start)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        Enter(start, () => new YamlSequence(default, null, null, items.ToImmutable(), IsFlow: true));
        while (_parser.Current is not SequenceEnd) items.Add(ReadNode());
        var range = Leave(start, items.Count > 0 && start.Style is not SequenceStyle.Flow ? items[^1] : null);
        return new YamlSequence(range, TagOf(start.Tag), NameOf(start.Anchor), items.DrainToImmutable(), start.Style is SequenceStyle.Flow);
    }

    YamlMapping ReadMapping(MappingStart start)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        Enter(start, () => new YamlMapping(default, null, null, entries.ToImmutable(), IsFlow: true));
        while (_parser.Current is not MappingEnd)
        {
            var key = ReadNode();
            var merges = TsValues.IsMerge(key) ? 1 : 0;
            _merging += merges;
            entries.Add(new YamlEntry(key, ReadNode()));
            _merging -= merges;
        }

        var range = Leave(start, entries.Count > 0 && start.Style is not MappingStyle.Flow ? entries[^1].Value : null);
        return new YamlMapping(range, TagOf(start.Tag), NameOf(start.Anchor), entries.DrainToImmutable(), start.Style is MappingStyle.Flow);
    }

    /// <param name="soFar">The node as far as it has been read.</param>
    void Enter(NodeEvent start, Func<YamlNode> soFar)
    {
        if (++_depth > _limits.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw TooDeep(start);
        if (NameOf(start.Anchor) is { } anchor) _open[anchor] = soFar;
        Next();
    }

    YamlSyntaxException TooDeep(NodeEvent node) =>
        new($"nested more than {_limits.MaxDepth} levels deep", SpanOf(node.Start, node.End), YamlFault.Nesting);

    /// <param name="last">The last child of a block collection: it ends there, and not where the next thing starts.</param>
    TextRange Leave(NodeEvent start, YamlNode? last)
    {
        _depth--;
        if (NameOf(start.Anchor) is { } anchor) _open.Remove(anchor);
        var end = _parser.Current!.End;
        var whole = last is null ? ClosedAt(start.Start, end) : RangeOf(start.Start, end);
        NextAfterNode();
        return last is null ? whole : whole with { End = last.Range.End, Span = new SourceSpan(whole.Span.Start, last.Span.End) };
    }

    /// <summary>The end that the parser tells for a flow collection is before its bracket.</summary>
    TextRange ClosedAt(Mark start, Mark end)
    {
        var at = (int)end.Index;
        if (at < _text.Length && _text[at] is ']' or '}') at++;
        return new TextRange((int)start.Index, at, _lines.Between((int)start.Index, at));
    }

    YamlAlias ReadAlias(AnchorAlias alias)
    {
        var span = SpanOf(alias.Start, alias.End);
        var name = alias.Value.Value;
        if (_open.TryGetValue(name, out var soFar) && _merging > 0 && _limits.MergesUnfinished) return new YamlAlias(RangeOf(alias.Start, alias.End), soFar());
        if (soFar is not null) throw new YamlSyntaxException($"'*{name}' stands inside the value it names", span, YamlFault.SelfReference);
        return _anchors.TryGetValue(name, out var target)
            ? new YamlAlias(RangeOf(alias.Start, alias.End), target)
            : throw new YamlSyntaxException($"there is no anchor '&{name}' above", span, YamlFault.UnknownAlias);
    }

    YamlNode Anchored(YamlNode node)
    {
        if (node.Anchor is { } anchor) _anchors[anchor] = node;
        return node;
    }

    static string? TagOf(TagName tag) => tag.IsEmpty ? null : tag.Value;

    static string? NameOf(AnchorName anchor) => anchor.IsEmpty ? null : anchor.Value;

    static ScalarForm FormOf(ScalarStyle style) => style switch
    {
        ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => ScalarForm.Quoted,
        ScalarStyle.Literal or ScalarStyle.Folded => ScalarForm.Block,
        _ => ScalarForm.Plain,
    };

    TextRange RangeOf(Mark start, Mark end) => new((int)start.Index, (int)end.Index, SpanOf(start, end));

    SourceSpan SpanOf(Mark start, Mark end) => _lines.Between((int)start.Index, (int)end.Index);
}
