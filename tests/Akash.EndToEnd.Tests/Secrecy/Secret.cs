using System.Text;
using System.Text.Encodings.Web;

namespace Akash.EndToEnd.Tests.Secrecy;

/// <summary>Something that nobody may read, and every spelling in which somebody could.</summary>
sealed record Secret(string Name, byte[] Bytes)
{
    /// <summary>A line as short as this may stand in any text.</summary>
    const int ShortestLine = 8;

    public Secret(string name, string text)
        : this(name, Encoding.UTF8.GetBytes(text))
    {
    }

    /// <summary>A text's lines one by one too, since logs are made of lines.</summary>
    public IEnumerable<(string Form, string Text)> Spellings()
    {
        yield return ("hex", Convert.ToHexStringLower(Bytes));
        yield return ("hex in capitals", Convert.ToHexString(Bytes));
        for (var offset = 0; offset < 3; offset++)
        {
            var base64 = Base64(offset);
            yield return ("base64", base64);
            yield return ("base64 of URLs", base64.Replace('+', '-').Replace('/', '_'));
        }

        if (!Bytes.All(letter => letter is >= 0x20 and < 0x7f or (byte)'\n')) yield break;
        var text = Encoding.UTF8.GetString(Bytes);
        yield return ("plain", text);
        yield return ("JSON", JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text));
        yield return ("JSON of .NET", JavaScriptEncoder.Default.Encode(text));
        yield return ("URL", Uri.EscapeDataString(text));
        foreach (var line in text.Split('\n').Where(line => line.Length >= ShortestLine)) yield return ("plain line", line);
    }

    /// <summary>As it stands in the base64 of a longer text, <paramref name="offset"/> bytes after a multiple of three; digits that neighbours share are left out.</summary>
    string Base64(int offset)
    {
        var digits = Convert.ToBase64String([.. new byte[offset], .. Bytes]);
        var first = offset == 0 ? 0 : offset + 1;
        return digits[first..((offset + Bytes.Length) * 8 / 6)];
    }
}
