using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Octokit.Internal;

namespace Akash.Action.GitHub;

/// <summary>Octokit's JSON without reflection, which native AOT does not keep: only the types of <see cref="WireJson"/> travel.</summary>
sealed class SourceGeneratedJson : IJsonSerializer
{
    public string Serialize(object item) => JsonSerializer.Serialize(item, TypeInfo(item.GetType()));

    // Octokit asks for object where it expects no body.
    public T Deserialize<T>(string json) =>
        typeof(T) == typeof(object) || string.IsNullOrEmpty(json)
            ? default!
            : JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)TypeInfo(typeof(T)))!;

    static JsonTypeInfo TypeInfo(Type type) =>
        WireJson.Default.GetTypeInfo(type) ?? throw new NotSupportedException($"{type} does not travel to or from GitHub");
}
