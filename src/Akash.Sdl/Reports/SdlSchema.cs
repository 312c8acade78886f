using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Akash.Sdl.Grammar;

namespace Akash.Sdl;

/// <summary>The language as JSON schema, for editors; it follows what the reader and both official tools take.</summary>
public static class SdlSchema
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>Draft 7, indented, a line break at the end.</summary>
    /// <param name="gpuModels">Names that editors offer.</param>
    public static string Write(IReadOnlyCollection<string> gpuModels)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options)) new JsonSchemaWriter(json, gpuModels).WriteDocument(SdlGrammar.Document);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }
}
