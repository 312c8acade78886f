using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Akash.Sdl.Yaml;

/// <summary>
/// Reads files of the shape that nearly all have (block mappings and lists, flow collections, scalars of one line, block text, comments,
/// anchors) in a tenth of the time that a full reader takes. Where a text holds anything else, or is not YAML, it gives up and
/// <see cref="YamlTreeReader"/> decides: wherever this one answers, the two agree on every node and place, but for two faults of YamlDotNet
/// (a comment right behind a quote, an anchor in a flow mapping).
/// </summary>
sealed partial class QuickTreeReader
{
    /// <summary>Longer than any real key, and less than the limit of any flavor.</summary>
    const int MaxKeyLength = 500;

    static readonly SearchValues<char> Ordinary = SearchValues.Create(string.Concat("\n", new string([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)])));

    readonly string _text;
    readonly YamlLimits _limits;
    readonly Dictionary<string, YamlNode?> _anchors = new(StringComparer.Ordinal);

    /// <summary>Entries and items of collections that are still being read, those of the innermost last.</summary>
    readonly List<YamlEntry> _entries = [];
    readonly List<YamlNode> _items = [];

    int _at;
    int _line = 1;
    int _lineStart;
    int _depth;

    /// <summary>The column of the block collection around a flow collection.</summary>
    int _flowIndent;

    /// <summary>Where the first level begins that is not read.</summary>
    SourcePosition? _tooDeep;

    QuickTreeReader(string text, YamlLimits limits) => (_text, _limits) = (text, limits);

    /// <summary>The root of the only document; null where the text is of another shape, or not YAML.</summary>
    /// <exception cref="YamlSyntaxException">Nested deeper than the limit.</exception>
    public static YamlNode? Read(string text, YamlLimits limits)
    {
        if (!IsReadable(text)) return null;

        var reader = new QuickTreeReader(text, limits);
        reader.ToContent();
        reader.SkipDocumentMark();
        var root = !reader.AtEnd && reader.Column == 0 ? reader.ReadBlock(parent: -1) : null;
        if (reader._tooDeep is { } place) throw new YamlSyntaxException($"nested more than {limits.MaxDepth} levels deep", new SourceSpan(place, place), YamlFault.Nesting);
        return reader.AtEnd ? root : null;
    }

    /// <summary>Whether no character but line feeds means anything beyond itself.</summary>
    static bool IsReadable(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAnyExcept(Ordinary); at >= 0; at = text.IndexOfAnyExcept(Ordinary))
        {
            if (text[at] is <= '\u00A0' or '\u2028' or '\u2029' or (>= '\uD800' and <= '\uF8FF') or >= '\uFE00') return false;
            text = text[(at + 1)..];
        }

        return true;
    }

    bool AtEnd => _at >= _text.Length;

    int Column => _at - _lineStart;

    SourcePosition Place => new(_line, Column + 1);

    /// <summary>The end of the text counts as that of a line.</summary>
    char Here => CharacterAt(_at);

    char CharacterAt(int at) => at < _text.Length ? _text[at] : '\n';

    bool IsBlankAt(int at) => CharacterAt(at) is ' ' or '\n';

    bool AtDash => Here == '-' && IsBlankAt(_at + 1);

    /// <summary>Whether nothing but a comment is left of the line; behind a quote or bracket both official readers want no space before it.</summary>
    bool AtLineEnd => Here == '\n' || (Here == '#' && _text[_at - 1] is ' ' or '"' or '\'' or ']' or '}');

    void SkipDocumentMark()
    {
        if (Column != 0 || !_text.AsSpan(_at).StartsWith("---") || CharacterAt(_at + 3) != '\n') return;
        _at += 3;
        ToContent();
    }

    void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] == ' ') _at++;
    }

    /// <summary>Moves over blanks, comments and line ends to what is written next.</summary>
    void ToContent()
    {
        while (true)
        {
            SkipBlanks();
            if (Here == '#') _at = LineEnd(_at);
            if (AtEnd || _text[_at] != '\n') return;
            NextLine();
        }
    }

    void NextLine()
    {
        _at++;
        _line++;
        _lineStart = _at;
    }

    int LineEnd(int at) => _text.AsSpan(at).IndexOf('\n') is var length and >= 0 ? at + length : _text.Length;

    /// <summary>A node that starts here, on a line of its own or behind a dash; leaves what is written next current.</summary>
    /// <param name="parent">The column of the collection around it.</param>
    YamlNode? ReadBlock(int parent) => AtDash ? ReadSequence() : KeyHere() is { } key ? ReadMapping(key) : ReadInline(parent);

    /// <returns>False where no more levels are read.</returns>
    bool Enter()
    {
        if (_depth == _limits.MaxDepth) _tooDeep = Place;
        _depth++;
        return _tooDeep is null && RuntimeHelpers.TryEnsureSufficientExecutionStack();
    }

    YamlMapping? ReadMapping((int End, int Colon) key)
    {
        if (!Enter()) return null;
        var (start, place, column, first) = (_at, Place, Column, _entries.Count);
        while (true)
        {
            if (ScalarTo(key.End) is not { } name) return null;
            _at = key.Colon + 1;
            if (ReadBehind(column, isItem: false) is not { } value) return null;

            _entries.Add(new YamlEntry(name, value));
            if (AtEnd || Column < column)
            {
                _depth--;
                return new YamlMapping(RangeTo(value, start, place), null, null, Taken(_entries, first), IsFlow: false);
            }

            if (Column > column || AtDash || KeyHere() is not { } next) return null;
            key = next;
        }
    }

    YamlSequence? ReadSequence()
    {
        if (!Enter()) return null;
        var (start, place, column, first) = (_at, Place, Column, _items.Count);
        while (true)
        {
            _at++;
            if (ReadBehind(column, isItem: true) is not { } item) return null;

            _items.Add(item);
            if (AtEnd || Column < column || (Column == column && !AtDash))
            {
                _depth--;
                return new YamlSequence(RangeTo(item, start, place), null, null, Taken(_items, first), IsFlow: false);
            }

            if (Column > column) return null;
        }
    }

    /// <summary>What stands behind the dash of an item, or behind a colon.</summary>
    /// <param name="column">That of the list or mapping.</param>
    YamlNode? ReadBehind(int column, bool isItem)
    {
        var (emptyAt, emptyPlace) = (_at, Place);
        SkipBlanks();
        var (start, place) = (_at, Place);
        if (!TakeAnchor(out var anchor)) return null;
        if (!AtLineEnd)
        {
            if (isItem && anchor is null) return ReadBlock(column);

            // An anchor before a key is that of the key.
            return isItem && AtCollection ? null : Anchored(ReadInline(column), anchor, start, place);
        }

        ToContent();
        if (!AtEnd && (Column > column || (!isItem && Column == column && AtDash)))
            return anchor is null || AtCollection ? Anchored(ReadBlock(column), anchor, start, place) : null;
        return anchor is null ? Empty(emptyAt, emptyPlace) : null;
    }

    bool AtCollection => AtDash || KeyHere() is not null;

    static YamlScalar Empty(int at, SourcePosition place) => new(new TextRange(at, at, new SourceSpan(place, place)), null, null, "", ScalarForm.Plain);

    /// <summary>A scalar, alias or flow collection, up to the end of its line; leaves what is written next current.</summary>
    YamlNode? ReadInline(int parent)
    {
        if (Here is '|' or '>') return ReadBlockText(parent);
        _flowIndent = parent;
        if (ReadFlow(inFlow: false) is not { } node) return null;
        SkipBlanks();
        if (!AtLineEnd) return null;
        ToContent();

        // What stands deeper would go on with this value.
        return AtEnd || Column <= parent ? node : null;
    }

    YamlAlias? ReadAlias()
    {
        var (start, place) = (_at, Place);
        _at++;
        return TakeName() is { } name && _anchors.GetValueOrDefault(name) is { } target ? new YamlAlias(RangeFrom(start, place), target) : null;
    }

    /// <returns>False where there is an anchor of another form.</returns>
    bool TakeAnchor(out string? name)
    {
        name = null;
        if (Here != '&') return true;
        _at++;
        name = TakeName();
        if (name is null || !IsBlankAt(_at)) return false;

        // Inside itself it stands for nothing yet.
        _anchors[name] = null;
        SkipBlanks();
        return true;
    }

    string? TakeName()
    {
        var end = _at;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '_' or '-')) end++;
        if (end == _at || CharacterAt(end) is not (' ' or '\n' or ',' or ']' or '}')) return null;
        var name = _text[_at..end];
        _at = end;
        return name;
    }

    YamlNode? Anchored(YamlNode? node, string? name, int start, SourcePosition place)
    {
        if (node is null || name is null) return node;
        if (node is YamlAlias) return null;
        return _anchors[name] = node with { Anchor = name, Range = node.Range with { Start = start, Span = node.Span with { Start = place } } };
    }

    TextRange RangeFrom(int start, SourcePosition place) => new(start, _at, new SourceSpan(place, Place));

    /// <summary>A block collection ends with its last child.</summary>
    static TextRange RangeTo(YamlNode last, int start, SourcePosition place) => new(start, last.Range.End, new SourceSpan(place, last.Span.End));

    /// <summary>Those from an index on, which leave the list.</summary>
    static ImmutableArray<T> Taken<T>(List<T> list, int first)
    {
        var taken = ImmutableArray.Create(CollectionsMarshal.AsSpan(list)[first..]);
        list.RemoveRange(first, list.Count - first);
        return taken;
    }
}
