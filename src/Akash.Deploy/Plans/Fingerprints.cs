using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Akash.Deploy.Plans;

/// <summary>
/// A short digest of what the manifest says of each service, keyed <c>group/service</c>. Of two manifests they tell which
/// services must be rolled out anew: only those show a new generation.
/// </summary>
static class Fingerprints
{
    const int Letters = 16;

    public static IReadOnlyDictionary<string, string> Of(string manifestJson)
    {
        using var manifest = JsonDocument.Parse(manifestJson);
        return (
            from groupElement in manifest.RootElement.EnumerateArray()
            from service in groupElement.GetProperty("services").EnumerateArray()
            select (Key: Key(Name(groupElement), Name(service)), Digest: Digest(service.GetRawText())))
            .ToDictionary(entry => entry.Key, entry => entry.Digest);
    }

    public static string Key(string groupName, string service) => $"{groupName}/{service}";

    static string Name(JsonElement element) => element.GetProperty("name").GetString()!;

    static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Letters];
}
