using System.Buffers;
using System.Text;

namespace Akash.Sdl.Yaml;

sealed partial class QuickTreeReader
{
    static readonly SearchValues<char> EndsPlain = SearchValues.Create("\n:#");
    static readonly SearchValues<char> EndsPlainInFlow = SearchValues.Create("\n:#,[]{}?");

    /// <summary>Where the key that starts here ends, and its colon; null where there is none.</summary>
    (int End, int Colon)? KeyHere()
    {
        var end = Here is '"' or '\'' ? QuotedEnd(_at) : MayStartPlain(_at) ? PlainEnd(_at, inFlow: false) : -1;
        if (end < 0 || end - _at > MaxKeyLength) return null;

        var colon = end;
        while (CharacterAt(colon) == ' ') colon++;
        return CharacterAt(colon) == ':' && IsBlankAt(colon + 1) ? (end, colon) : null;
    }

    bool MayStartPlain(int at) => CharacterAt(at) switch
    {
        ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' or ' ' or '\n' or ':' or '?' => false,
        '-' => CharacterAt(at + 1) is not (' ' or '\n' or ',' or '[' or ']' or '{' or '}') && !(at == _lineStart && _text.AsSpan(at).StartsWith("---")),
        '.' => !(at == _lineStart && _text.AsSpan(at).StartsWith("...")),
        _ => true,
    };

    /// <summary>Where a plain text ends: before a colon or comment, at the end of its line, in a flow collection also before its marks; -1 where that is unclear.</summary>
    int PlainEnd(int start, bool inFlow)
    {
        for (var at = start; ; at++)
        {
            var length = _text.AsSpan(at).IndexOfAny(inFlow ? EndsPlainInFlow : EndsPlain);
            at = length < 0 ? _text.Length : at + length;
            switch (CharacterAt(at))
            {
                case ':' when !IsBlankAt(at + 1):
                    if (inFlow && CharacterAt(at + 1) is ',' or '[' or ']' or '{' or '}') return -1;
                    continue;
                case '#' when _text[at - 1] != ' ':
                    continue;
                case '?' or '[' or '{':
                    return -1;
            }

            while (at > start && _text[at - 1] == ' ') at--;
            return at;
        }
    }

    /// <summary>Behind the closing quote; -1 where the text goes on on another line.</summary>
    int QuotedEnd(int start)
    {
        var quote = _text[start];
        for (var at = start + 1; at < _text.Length && _text[at] != '\n'; at++)
        {
            if (_text[at] == '\\' && quote == '"')
            {
                if (CharacterAt(++at) == '\n') return -1;
            }
            else if (_text[at] == quote)
            {
                if (quote == '"' || CharacterAt(at + 1) != quote) return at + 1;
                at++;
            }
        }

        return -1;
    }

    YamlScalar? TakeScalar(int end)
    {
        var scalar = ScalarTo(end);
        _at = end;
        return scalar;
    }

    /// <summary>The plain or quoted scalar from here on; null where it has an escape that is not one of the common ones.</summary>
    YamlScalar? ScalarTo(int end)
    {
        if (_limits.CountScalars && _depth == _limits.MaxDepth)
        {
            _tooDeep = Place;
            return null;
        }

        var range = new TextRange(_at, end, new SourceSpan(Place, new SourcePosition(_line, end - _lineStart + 1)));
        var written = _text.AsSpan(_at, end - _at);
        return written[0] switch
        {
            '\'' => Quoted(written[1..^1].ToString().Replace("''", "'", StringComparison.Ordinal)),
            '"' => Quoted(Unescaped(written[1..^1])),
            _ => new YamlScalar(range, null, null, written.ToString(), ScalarForm.Plain),
        };

        YamlScalar? Quoted(string? value) => value is null ? null : new YamlScalar(range, null, null, value, ScalarForm.Quoted);
    }

    static string? Unescaped(ReadOnlySpan<char> content)
    {
        if (!content.Contains('\\')) return content.ToString();

        var text = new StringBuilder(content.Length);
        for (var at = 0; at < content.Length; at++)
        {
            var c = content[at];
            if (c == '\\')
            {
                switch (content[++at])
                {
                    case '"' or '\\': c = content[at]; break;
                    case 'n': c = '\n'; break;
                    case 't': c = '\t'; break;
                    default: return null;
                }
            }

            text.Append(c);
        }

        return text.ToString();
    }

    /// <summary>Text behind <c>|</c> or <c>&gt;</c>; null where its indentation is not plain to see, or folding has to mind deeper lines.</summary>
    YamlScalar? ReadBlockText(int parent)
    {
        var (start, place, folds) = (_at, Place, Here == '>');
        _at++;
        var chomping = Here;
        if (chomping is '-' or '+') _at++;
        SkipBlanks();
        if (!AtLineEnd) return null;
        _at = LineEnd(_at);
        if (AtEnd) return null;
        NextLine();

        var first = _at;
        while (CharacterAt(first) == ' ') first++;
        var indent = first - _at;
        if (CharacterAt(first) == '\n' || indent <= parent || indent == 0) return null;

        if (_limits.CountScalars && _depth == _limits.MaxDepth) return null;
        var (text, breaks) = (new StringBuilder(), 0);
        while (!AtEnd)
        {
            var content = _at;
            while (content < _text.Length && _text[content] == ' ' && content - _at < indent) content++;
            if (CharacterAt(content) != '\n')
            {
                if (content - _at < indent) break;
                if (folds && _text[content] == ' ') return null;
                if (!folds || text.Length == 0) text.Append('\n', breaks);
                else if (breaks == 1) text.Append(' ');
                else text.Append('\n', breaks - 1);
                breaks = 0;
                text.Append(_text, content, LineEnd(content) - content);
            }

            _at = LineEnd(content);
            if (AtEnd) break;
            breaks++;
            NextLine();
        }

        if (chomping == '+') text.Append('\n', breaks);
        else if (chomping != '-' && breaks > 0) text.Append('\n');
        var scalar = new YamlScalar(RangeFrom(start, place), null, null, text.ToString(), ScalarForm.Block);
        ToContent();
        return AtEnd || Column <= parent ? scalar : null;
    }
}
