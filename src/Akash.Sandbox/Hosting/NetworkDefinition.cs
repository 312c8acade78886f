using System.Text.Json;
using System.Text.Json.Serialization;

namespace Akash.Sandbox.Hosting;

/// <summary>A network as clients read it from a file (contract, section 6).</summary>
sealed record NetworkDefinition(
    string ChainId, IReadOnlyList<string> Rpc, IReadOnlyList<string> Rest, IReadOnlyList<string> Grpc, string Faucet, string GasPrice,
    IngressDefinition? Ingress, string Admin)
{
    /// <summary>Writes the file in one piece: whoever sees it can rely on it.</summary>
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        var temporary = $"{path}.{Environment.ProcessId}";
        await File.WriteAllTextAsync(temporary, JsonSerializer.Serialize(this, NetworkJson.Default.NetworkDefinition), cancellationToken);
        File.Move(temporary, path, overwrite: true);
    }
}

/// <summary>Names under a suffix are connected to at one address, Host header kept.</summary>
sealed record IngressDefinition(string Suffix, string Address);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NetworkDefinition))]
partial class NetworkJson : JsonSerializerContext;
