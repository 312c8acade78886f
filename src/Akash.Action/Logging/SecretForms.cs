using System.Text;
using System.Text.Encodings.Web;

namespace Akash.Action.Logging;

/// <summary>The forms that a secret takes on its way through other texts. GitHub's runner knows them too, so that it has to be told of the plain one only.</summary>
static class SecretForms
{
    const int Alignments = 3;

    /// <summary>As it is, in JSON, in a URL, and in base64 of itself or of a longer text.</summary>
    public static IEnumerable<string> Of(string secret) =>
    [
        secret,
        JavaScriptEncoder.Default.Encode(secret), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
        Uri.EscapeDataString(secret),
        .. Enumerable.Range(0, Alignments).Select(offset => Base64(secret, offset)).SelectMany(text => (string[])[text, text.Replace('+', '-').Replace('/', '_')]),
    ];

    /// <summary>As it stands <paramref name="offset"/> bytes after a multiple of three; digits that it shares with its neighbours are left out.</summary>
    static string Base64(string secret, int offset)
    {
        byte[] bytes = [.. new byte[offset], .. Encoding.UTF8.GetBytes(secret)];
        var first = offset == 0 ? 0 : offset + 1;
        return Convert.ToBase64String(bytes)[first..(bytes.Length * 8 / 6)];
    }
}
