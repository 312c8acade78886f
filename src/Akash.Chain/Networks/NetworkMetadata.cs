using System.Text.Json;
using System.Text.Json.Serialization;
using Akash.Chain.Transport;
using Microsoft.Extensions.Logging;

namespace Akash.Chain.Networks;

/// <summary>
/// The list that the network's makers keep of its endpoints (chain.md 15.2). It is asked only where no endpoint we know
/// works, for a few seconds at most, and believed only where it speaks of the same chain.
/// </summary>
sealed record NetworkMetadata(string? ChainId, NetworkMetadata.ApiLists? Apis)
{
    const int LargestList = 1 << 20;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    internal sealed record ApiLists(IReadOnlyList<Api>? Rpc, IReadOnlyList<Api>? Grpc);

    internal sealed record Api(string? Address);

    /// <summary>The network with the endpoints of its list that it does not have yet; null where there is nothing new or nothing to trust.</summary>
    public static async Task<NetworkDefinition?> FetchAsync(NetworkDefinition network, HttpClient http, TimeProvider time, ILogger logger)
    {
        if (network.Metadata is not { Scheme: "https" } address) return null;

        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            response.EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
            var json = await ReadAsync(body, patience.Token);
            return JsonSerializer.Deserialize(json.Span, NetworkMetadataJson.Default.NetworkMetadata)?.AddedTo(network);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            logger.LogDebug("The endpoint list {Address} cannot be used: {Problem}", address, e.Message);
            return null;
        }
    }

    static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestList + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= LargestList ? buffer.AsMemory(0, length) : throw new IOException("it is larger than 1 MiB");
    }

    /// <summary>Only endpoints with TLS: the list is public, and what it names is not ours.</summary>
    NetworkDefinition? AddedTo(NetworkDefinition network)
    {
        if (ChainId != network.ChainId) return null;

        Uri[] rpc =
        [
            .. from api in Apis?.Rpc ?? []
               where Uri.TryCreate(api.Address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && !network.Rpc.Contains(uri)
               select new Uri(api.Address!),
        ];
        string[] grpc =
        [
            .. from api in Apis?.Grpc ?? []
               let uri = GrpcAddress.Parse(api.Address)
               where uri?.Scheme == Uri.UriSchemeHttps && !network.Grpc.Select(GrpcAddress.Parse).Contains(uri)
               select api.Address!,
        ];
        return rpc is [] && grpc is [] ? null : network with { Rpc = rpc, Grpc = grpc };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NetworkMetadata))]
sealed partial class NetworkMetadataJson : JsonSerializerContext;
