using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;

namespace Akash.Sdl;

/// <summary>Results for scripts: one JSON array, an element per file in the order of the files.</summary>
public static class SdlReport
{
    const int BufferSize = 16 << 10;

    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>
    /// <c>[{"file","flavor","accepted","network":{"chainGroups","providerManifest","providerHash"},"valid","version","hash","groups",
    /// "groupSpecsProtobufBase64","manifest","diagnostics":[{"code","severity","message","path","line","column","endLine","endColumn","hint"}]}]</c>;
    /// what an unaccepted file does not have is null. A line feed ends it.
    /// </summary>
    public static void WriteJson(TextWriter output, IEnumerable<SdlResult> results) => WriteJson(output, results.Select(Element));

    /// <param name="elements">As <see cref="Element"/> writes them.</param>
    public static void WriteJson(TextWriter output, IEnumerable<string> elements)
    {
        var separator = "[";
        foreach (var element in elements)
        {
            output.Write(separator);
            output.Write(element);
            separator = ",";
        }

        output.WriteLine(separator == "[" ? "[]" : "]");
    }

    /// <summary>One file's object in that array.</summary>
    public static string Element(SdlResult result)
    {
        var buffer = new ArrayBufferWriter<byte>(BufferSize);
        using var json = new Utf8JsonWriter(buffer, Options);
        Write(json, result);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Write(Utf8JsonWriter json, SdlResult result)
    {
        json.WriteStartObject();
        json.WriteString("file", result.Source.FileName);
        json.WriteString("flavor", result.Flavor is SdlFlavor.Go ? "go" : "ts");
        json.WriteBoolean("accepted", result.Accepted);
        json.WriteStartObject("network");
        json.WriteString("chainGroups", result.Network.ChainGroups);
        json.WriteString("providerManifest", result.Network.ProviderManifest);
        json.WriteString("providerHash", result.Network.ProviderHash);
        json.WriteEndObject();
        json.WriteBoolean("valid", result.Valid);
        WriteCompiled(json, result.Compiled);
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in result.Diagnostics) Write(json, diagnostic);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteCompiled(Utf8JsonWriter json, CompiledSdl? compiled)
    {
        json.WriteString("version", compiled?.Version);
        json.WriteString("hash", compiled is null ? null : Convert.ToHexStringLower(compiled.Hash.AsSpan()));
        json.WritePropertyName("groups");
        json.WriteRawValue(compiled?.GroupsJson ?? "null", skipInputValidation: true);
        if (compiled is null)
        {
            json.WriteNull("groupSpecsProtobufBase64");
        }
        else
        {
            json.WriteStartArray("groupSpecsProtobufBase64");
            foreach (var group in compiled.Groups) json.WriteBase64StringValue(group.ToByteArray());
            json.WriteEndArray();
        }

        json.WriteString("manifest", compiled?.ManifestJson);
    }

    static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("code", diagnostic.Code);
        json.WriteString("severity", diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" });
        json.WriteString("message", diagnostic.Message);
        json.WriteString("path", diagnostic.Path);
        json.WriteNumber("line", diagnostic.Span.Start.Line);
        json.WriteNumber("column", diagnostic.Span.Start.Column);
        json.WriteNumber("endLine", diagnostic.Span.End.Line);
        json.WriteNumber("endColumn", diagnostic.Span.End.Column);
        json.WriteString("hint", diagnostic.Hint);
        json.WriteEndObject();
    }
}
