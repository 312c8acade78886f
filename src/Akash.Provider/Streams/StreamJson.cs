using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Akash.Provider.Streams;

sealed record LogLineJson(string? Name, string? Message)
{
    public LogLine ToLine() => new(Name ?? "", Message ?? "");
}

sealed record LeaseEventJson(string? Type, string? Reason, string? Note, EventObjectJson? Object)
{
    public LeaseEvent ToEvent() => new(Type ?? "", Reason ?? "", Note ?? "", Object?.Kind ?? "", Object?.Name ?? "");
}

sealed record EventObjectJson(string? Kind, string? Name);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogLineJson))]
[JsonSerializable(typeof(LeaseEventJson))]
sealed partial class StreamJson : JsonSerializerContext
{
    /// <summary>One frame, or null where it is not of the protocol: nothing is worth losing the rest of a stream for.</summary>
    public static T? Read<T>(byte[] frame, JsonTypeInfo<T> shape) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(frame, shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
