using System.Buffers;
using System.Globalization;
using System.Text;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Compile;

/// <summary>JSON without white space, strings escaped as Go's encoder does (spec/sdl.md section 9).</summary>
/// <param name="escapesSeparators">U+2028 and U+2029 are escaped, half characters become U+FFFD; otherwise as JavaScript writes them.</param>
sealed class JsonText(bool escapesSeparators)
{
    static readonly SearchValues<char> Plain =
        SearchValues.Create(string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(c => c is not ('"' or '\\' or '<' or '>' or '&'))));

    readonly StringBuilder _text = new(1024);

    /// <summary>Whether something was written that Go's encoder and JavaScript's write differently.</summary>
    public bool IsPeculiar { get; private set; }

    public JsonText Raw(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Infinities are null in JavaScript, which Go reads as 0.</summary>
    public JsonText Number(double value)
    {
        if (double.IsFinite(value)) return Raw(JsNumbers.ToText(value));
        IsPeculiar = true;
        return Raw(escapesSeparators ? "0" : "null");
    }

    public JsonText Number(uint value) => Raw(value.ToString(CultureInfo.InvariantCulture));

    public JsonText Flag(bool value) => Raw(value ? "true" : "false");

    public JsonText String(string value)
    {
        _text.Append('"');
        var plain = value.AsSpan().IndexOfAnyExcept(Plain) is var length and >= 0 ? length : value.Length;
        _text.Append(value, 0, plain);
        for (var i = plain; i < value.Length; i++)
        {
            var c = value[i];
            if (Plain.Contains(c)) _text.Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1])) _text.Append(c).Append(value[++i]);
            else Escaped(c);
        }

        return Raw("\"");
    }

    void Escaped(char c)
    {
        IsPeculiar |= c is '\u2028' or '\u2029' or (>= '\uD800' and <= '\uDFFF');
        _ = c switch
        {
            '"' => _text.Append("\\\""),
            '\\' => _text.Append("\\\\"),
            '\b' => _text.Append("\\b"),
            '\t' => _text.Append("\\t"),
            '\n' => _text.Append("\\n"),
            '\f' => _text.Append("\\f"),
            '\r' => _text.Append("\\r"),
            < ' ' or '<' or '>' or '&' => Hex(c),
            '\u2028' or '\u2029' => escapesSeparators ? Hex(c) : _text.Append(c),
            >= '\uD800' and <= '\uDFFF' => escapesSeparators ? _text.Append('\uFFFD') : Hex(c),
            _ => _text.Append(c),
        };
    }

    StringBuilder Hex(char c) => _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));

    /// <summary>A list, or null.</summary>
    public JsonText List<T>(IEnumerable<T>? items, Action<T> write)
    {
        if (items is null) return Raw("null");
        var separator = "[";
        foreach (var item in items)
        {
            _text.Append(separator);
            separator = ",";
            write(item);
        }

        return Raw(separator == "[" ? "[]" : "]");
    }

    public JsonText Strings(IEnumerable<string>? items) => List(items, item => String(item));

    public override string ToString() => _text.ToString();
}
