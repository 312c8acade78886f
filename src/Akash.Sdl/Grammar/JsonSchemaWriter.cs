using System.Text.Json;

namespace Akash.Sdl.Grammar;

/// <summary>Shapes as JSON schema, draft 7.</summary>
/// <param name="gpuModels">Offered to whoever writes the name of a GPU.</param>
sealed class JsonSchemaWriter(Utf8JsonWriter json, IReadOnlyCollection<string> gpuModels)
{
    public void WriteDocument(Structure document)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
        json.WriteString("title", "Akash SDL");
        json.WriteString("description", "A deployment on the Akash network, versions 2.0 and 2.1.");
        WriteBody(document);
        json.WriteEndObject();
    }

    void Write(Shape shape, string? about = null)
    {
        json.WriteStartObject();
        if (about is not null) json.WriteString("description", about);
        WriteBody(shape);
        json.WriteEndObject();
    }

    void WriteBody(Shape shape)
    {
        switch (shape)
        {
            case TextShape text:
                WriteText(text);
                break;
            case WordShape word:
                json.WriteString("type", "string");
                WriteWords("enum", word.Words);
                if (word.Default is not null) json.WriteString("default", word.Default);
                break;
            case WholeShape whole:
                json.WriteString("type", "integer");
                WriteNumber("minimum", whole.Min);
                WriteNumber("maximum", whole.Max);
                if (whole.Default is { } value) json.WriteNumber("default", value);
                break;
            case AmountShape amount:
                json.WriteString("type", "number");
                json.WriteNumber("exclusiveMinimum", 0);
                WriteNumber("maximum", amount.Max);
                break;
            case FlagShape:
                json.WriteString("type", "boolean");
                json.WriteBoolean("default", false);
                break;
            case ScalarShape:
                WriteWords("type", ["string", "number", "boolean", "null"]);
                break;
            case GpuNameShape:
                json.WriteString("type", "string");
                json.WriteNumber("minLength", 1);
                WriteWords("examples", gpuModels);
                break;
            case EitherShape either:
                json.WriteStartArray("anyOf");
                foreach (var one in either.Shapes) Write(one);
                json.WriteEndArray();
                break;
            default:
                WriteCollection(shape);
                break;
        }
    }

    void WriteCollection(Shape shape)
    {
        switch (shape)
        {
            case ListShape list:
                if (list.Nullable) WriteWords("type", ["array", "null"]);
                else json.WriteString("type", "array");
                if (list.MinItems > 0) json.WriteNumber("minItems", list.MinItems);
                json.WritePropertyName("items");
                Write(list.Item);
                break;
            case TableShape table:
                WriteTable(table);
                break;
            case Structure structure:
                WriteStructure(structure);
                break;
            default:
                throw new NotSupportedException($"a schema cannot express {shape.GetType().Name}");
        }
    }

    void WriteText(TextShape text)
    {
        json.WriteString("type", "string");
        if (text.MinLength > 0) json.WriteNumber("minLength", text.MinLength);
        if (text.Pattern is not null) json.WriteString("pattern", text.Pattern);
        if (text.Examples.Length > 0) WriteWords("examples", text.Examples);
    }

    void WriteTable(TableShape table)
    {
        json.WriteString("type", "object");
        if (table.NamePattern is not null)
        {
            json.WriteStartObject("patternProperties");
            json.WritePropertyName(table.NamePattern);
            Write(table.Entry);
            json.WriteEndObject();
            json.WriteBoolean("additionalProperties", false);
            return;
        }

        json.WritePropertyName("additionalProperties");
        Write(table.Entry);
    }

    void WriteStructure(Structure structure)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var key in structure.Keys)
        {
            json.WritePropertyName(key.Name);
            Write(key.Shape, key.About);
        }

        json.WriteEndObject();
        if (structure.Required.Length > 0) WriteWords("required", structure.Required);
        json.WriteBoolean("additionalProperties", false);
    }

    void WriteWords(string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    void WriteNumber(string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
    }
}
