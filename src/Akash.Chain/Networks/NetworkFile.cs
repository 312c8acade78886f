using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Akash.Chain.Transport;
using Akash.Money;

namespace Akash.Chain.Networks;

/// <summary>
/// The JSON form of a network:
/// <c>{"chainId","rpc":[…],"rest":[…],"grpc":[…],"prefer":"rpc|grpc","faucet","gasPrice","ingress":{"suffix","address"}}</c>;
/// <c>chainId</c> is required, and <c>rpc</c> or <c>grpc</c>.
/// </summary>
sealed record NetworkFile(
    string? ChainId, string[]? Rpc, string[]? Rest, string[]? Grpc, string? Prefer, string? Faucet, string? GasPrice, NetworkFile.IngressPart? Ingress)
{
    internal sealed record IngressPart(string? Suffix, string? Address);

    public static NetworkDefinition Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new NetworkDefinitionException($"There is no network '{path}': expected mainnet, sandbox, or the path of a network file");
        }

        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, NetworkFileJson.Default.NetworkFile) is { } file
                ? file.ToDefinition(path)
                : throw new NetworkDefinitionException($"{path}: expected a JSON object with chainId and rpc, found null");
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $"{path}:{line + 1}:{e.BytePositionInLine + 1}" : path;
            var key = e.Path is null or "$" ? "" : $", at {e.Path}";
            throw new NetworkDefinitionException($"{place}: the network file is not the JSON expected{key}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NetworkDefinitionException($"{path}: the network file cannot be read: {e.Message}", e);
        }
    }

    NetworkDefinition ToDefinition(string path) => new()
    {
        Name = Path.GetFileName(path),
        ChainId = ChainId is { Length: > 0 } ? ChainId : throw Missing(path, "chainId", "the chain's id, such as \"akashnet-2\""),
        Rpc = Rpc is { Length: > 0 } || Grpc is { Length: > 0 }
            ? ToUris(path, "rpc", Rpc ?? [])
            : throw Missing(path, "rpc", "a list with at least one CometBFT RPC URL, or grpc with at least one address"),
        Rest = ToUris(path, "rest", Rest ?? []),
        Grpc = [.. (Grpc ?? []).Select((text, index) => ToGrpc(path, $"grpc[{index}]", text))],
        PrefersGrpc = Prefer switch
        {
            null or "rpc" => false,
            "grpc" => true,
            _ => throw Wrong(path, "prefer", Prefer, "rpc or grpc"),
        },
        Faucet = Faucet is null ? null : ToUri(path, "faucet", Faucet),
        GasPrice = ToPrice(path),
        Ingress = ToIngress(path),
    };

    DecCoin? ToPrice(string path) => GasPrice switch
    {
        null => null,
        _ when Networks.GasPrice.TryParse(GasPrice, out var price) => price,
        _ => throw Wrong(path, "gasPrice", GasPrice, "a decimal and a denom, such as \"0.025uakt\""),
    };

    NetworkIngress? ToIngress(string path)
    {
        if (Ingress is null) return null;
        if (Ingress.Suffix is not { Length: > 0 } suffix) throw Missing(path, "ingress.suffix", "the end of the public host names");

        var address = Ingress.Address ?? "";
        var colon = address.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new NetworkIngress(suffix.TrimStart('.'), address[..colon].Trim('[', ']'), port)
            : throw Wrong(path, "ingress.address", address, "host:port");
    }

    static Uri[] ToUris(string path, string key, string[] texts) =>
        [.. texts.Select((text, index) => ToUri(path, $"{key}[{index}]", text))];

    static Uri ToUri(string path, string key, string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw Wrong(path, key, text ?? "null", "an absolute http or https URL");

    static string ToGrpc(string path, string key, string? text) =>
        GrpcAddress.Parse(text) is not null ? text! : throw Wrong(path, key, text ?? "null", "host:port, or an http or https URL");

    static NetworkDefinitionException Missing(string path, string key, string expected) =>
        new($"{path}: '{key}' is missing: expected {expected}");

    static NetworkDefinitionException Wrong(string path, string key, string found, string expected) =>
        new($"{path}: '{key}' is '{found}': expected {expected}");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(NetworkFile))]
sealed partial class NetworkFileJson : JsonSerializerContext;
