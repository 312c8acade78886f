using System.Text;
using Akash.Sdl.Variables;

namespace Akash.Sdl.Yaml;

/// <summary>Between the bytes of a file and its text.</summary>
static class SourceText
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Limits generous enough for every file that either official tool reads.</summary>
    public static readonly YamlLimits Generous = new(MaxDepth: 1000, MaxKeyLength: 4096, OneDocument: false, CountScalars: false, TabsMayBeBlank: true);

    /// <summary>The tree of a file that is to be looked at or edited, whatever flavor it is for; variables in it are hidden still.</summary>
    /// <exception cref="YamlSyntaxException">The bytes are not UTF-8, or the text is not YAML.</exception>
    public static YamlNode? ReadTree(SdlSource source)
    {
        var text = Decode(source.Utf8.Span);
        return YamlTree.Read(source.Variables is null ? text : Template.Hide(text), new LineTable(text), Generous);
    }

    /// <exception cref="YamlSyntaxException">The bytes are not UTF-8, or more than are read.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > SdlCompiler.MaxBytes) throw new YamlSyntaxException($"it has {bytes.Length} bytes, {SdlCompiler.MaxBytes} are read", default);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new YamlSyntaxException("not UTF-8 text", default);
        }
    }

    public static byte[] Encode(string text) => Strict.GetBytes(text);
}
