using System.Collections.Immutable;
using System.Text.Json;

namespace Akash.Inspect.Node;

/// <summary>A package.json as far as running the package needs it.</summary>
sealed record PackageJson(
    RepositoryText Text, string? Main, string? PackageManager, ImmutableDictionary<string, string> Engines,
    ImmutableDictionary<string, string> Scripts, ImmutableDictionary<string, string> Dependencies,
    ImmutableDictionary<string, string> DevDependencies, bool HasWorkspaces)
{
    static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public bool DependsOn(string package) => Dependencies.ContainsKey(package) || DevDependencies.ContainsKey(package);

    /// <summary>Where a key is written.</summary>
    public Evidence At(string key) => Text.At($"\"{key}\"");

    /// <exception cref="JsonException">It is not JSON.</exception>
    public static PackageJson Parse(RepositoryText text)
    {
        using var document = JsonDocument.Parse(text.Text, Lenient);
        var root = document.RootElement;
        if (root.ValueKind is not JsonValueKind.Object) throw new JsonException("not an object");
        return new(
            text, Word(root, "main"), Word(root, "packageManager"), Words(root, "engines"), Words(root, "scripts"),
            Words(root, "dependencies"), Words(root, "devDependencies"), root.TryGetProperty("workspaces", out _));
    }

    static string? Word(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    static ImmutableDictionary<string, string> Words(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var map) || map.ValueKind is not JsonValueKind.Object) return ImmutableDictionary<string, string>.Empty;
        var words = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var property in map.EnumerateObject())
            if (property.Value.ValueKind is JsonValueKind.String) words[property.Name] = property.Value.GetString()!;
        return words.ToImmutable();
    }
}
