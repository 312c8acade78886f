using System.Text.Json;
using Akash.Sandbox.Wire;

namespace Akash.Sandbox.Node.Transports;

/// <summary>JSON-RPC over HTTP: POST with one call or several, GET with the method as path.</summary>
sealed class RpcEndpoint(CometRpc rpc)
{
    public async Task PostAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        await WriteAsync(context, Answer(text));
    }

    public Task GetAsync(HttpContext context, string method)
    {
        var parameters = RpcParameters.FromQuery(context.Request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())));
        return WriteAsync(context, JsonText.Of(writer => WriteAnswer(writer, "-1", method, parameters)));
    }

    string Answer(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return JsonText.Of(writer =>
            {
                if (root.ValueKind != JsonValueKind.Array)
                {
                    WriteAnswer(writer, root);
                    return;
                }
                writer.WriteStartArray();
                foreach (var call in root.EnumerateArray()) WriteAnswer(writer, call);
                writer.WriteEndArray();
            });
        }
        catch (JsonException exception)
        {
            return JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("jsonrpc", "2.0");
                writer.WriteStartObject("error");
                writer.WriteNumber("code", -32700);
                writer.WriteString("message", "Parse error. Invalid JSON");
                writer.WriteString("data", exception.Message);
                writer.WriteEndObject();
                writer.WriteEndObject();
            });
        }
    }

    void WriteAnswer(Utf8JsonWriter writer, JsonElement call)
    {
        var (id, method, parameters) = RpcCall.Read(call);
        WriteAnswer(writer, id, method, parameters);
    }

    void WriteAnswer(Utf8JsonWriter writer, string id, string method, RpcParameters parameters)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WritePropertyName("id");
        writer.WriteRawValue(id);
        rpc.Answer(writer, method, parameters);
        writer.WriteEndObject();
    }

    static Task WriteAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }
}
