namespace Akash.Sdl.Yaml;

sealed partial class QuickTreeReader
{
    /// <summary>A node within a line, or a flow collection over several.</summary>
    YamlNode? ReadFlow(bool inFlow) => Here switch
    {
        '*' => ReadAlias(),
        '[' => ReadFlowSequence(),
        '{' => ReadFlowMapping(),
        '"' or '\'' => QuotedEnd(_at) is > 0 and var end ? TakeScalar(end) : null,
        _ => MayStartPlain(_at) && PlainEnd(_at, inFlow) is var end && end > _at ? TakeScalar(end) : null,
    };

    YamlSequence? ReadFlowSequence()
    {
        if (!Enter()) return null;
        var (start, place, first) = (_at, Place, _items.Count);
        _at++;
        if (!ToFlowContent()) return null;
        while (Here != ']')
        {
            if (ReadFlowItem() is not { } item) return null;
            _items.Add(item);
            if (!TakeComma(']')) return null;
        }

        _at++;
        _depth--;
        return new YamlSequence(RangeFrom(start, place), null, null, Taken(_items, first), IsFlow: true);
    }

    YamlMapping? ReadFlowMapping()
    {
        if (!Enter()) return null;
        var (start, place, first) = (_at, Place, _entries.Count);
        _at++;
        if (!ToFlowContent()) return null;
        while (Here != '}')
        {
            if (Here is '[' or '{' or '*' || ReadFlow(inFlow: true) is not YamlScalar { Value.Length: <= MaxKeyLength } key) return null;
            SkipBlanks();
            if (Here != ':' || (!IsBlankAt(_at + 1) && key.Form is not ScalarForm.Quoted)) return null;
            _at++;
            SkipBlanks();
            if (ReadFlowItem() is not { } value) return null;
            _entries.Add(new YamlEntry(key, value));
            if (!TakeComma('}')) return null;
        }

        _at++;
        _depth--;
        return new YamlMapping(RangeFrom(start, place), null, null, Taken(_entries, first), IsFlow: true);
    }

    YamlNode? ReadFlowItem()
    {
        var (start, place) = (_at, Place);
        return TakeAnchor(out var anchor) ? Anchored(ReadFlow(inFlow: true), anchor, start, place) : null;
    }

    /// <summary>Whether a comma or the end of the collection follows; moves to what is behind the comma.</summary>
    bool TakeComma(char end)
    {
        var line = _line;
        if (!ToFlowContent()) return false;
        if (Here == end) return true;
        if (Here != ',' || _line != line) return false;
        _at++;
        return ToFlowContent();
    }

    /// <returns>False where a line is indented less than the collection that this one is in.</returns>
    bool ToFlowContent()
    {
        var line = _line;
        ToContent();
        return _line == line || Column >= _flowIndent;
    }
}
