using System.Text.Encodings.Web;
using System.Text.Json;
using Akash.Sdl.Diagnostics;

namespace Akash.Sdl;

/// <summary>Diagnostics as SARIF 2.1.0, for code scanning.</summary>
public static class SdlSarif
{
    /// <param name="version">Of the tool.</param>
    public static void Write(Stream output, IEnumerable<SdlResult> results, string version)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, version);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var result in results)
        {
            foreach (var diagnostic in result.Diagnostics) Write(json, result.Source.FileName, diagnostic);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteTool(Utf8JsonWriter json, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "akash-action sdl");
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (var rule in Rules.All)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            WriteText(json, "shortDescription", rule.Title);
            WriteText(json, "help", $"docs/diagnostics/{rule.Code}.md");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string file, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code);
        json.WriteString("level", diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        WriteText(json, "message", diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message}. {diagnostic.Hint}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", file.Replace('\\', '/'));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", diagnostic.Span.Start.Line);
        json.WriteNumber("startColumn", diagnostic.Span.Start.Column);
        json.WriteNumber("endLine", diagnostic.Span.End.Line);
        json.WriteNumber("endColumn", diagnostic.Span.End.Column);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
