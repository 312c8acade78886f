using Akash.Money;

namespace Akash.Chain.Networks;

/// <summary>One Akash network and the ways in. Endpoint bases may have a path, which is kept.</summary>
public sealed partial record NetworkDefinition
{
    /// <summary>What people call it: <c>mainnet</c>, <c>sandbox</c>, or its file's name.</summary>
    public required string Name { get; init; }

    public required string ChainId { get; init; }

    /// <summary>CometBFT RPC bases, in order of preference; may be empty where there are gRPC addresses.</summary>
    public required IReadOnlyList<Uri> Rpc { get; init; }

    /// <summary>REST gateway bases.</summary>
    public IReadOnlyList<Uri> Rest { get; init; } = [];

    /// <summary>gRPC addresses as given, <c>host:port</c> or a URL; used where no RPC base works, or before them where preferred.</summary>
    public IReadOnlyList<string> Grpc { get; init; } = [];

    /// <summary>Whether gRPC is tried before RPC.</summary>
    public bool PrefersGrpc { get; init; }

    /// <summary>Where the network's makers list its endpoints, to be asked where none of ours works; null for none.</summary>
    public Uri? Metadata { get; init; }

    public Uri? Faucet { get; init; }

    /// <summary>What to pay for gas; null for the usual price, or the node's minimum where that is higher.</summary>
    public DecCoin? GasPrice { get; init; }

    /// <summary>For local networks; null where public names resolve by themselves.</summary>
    public NetworkIngress? Ingress { get; init; }

    /// <summary>The network of a name (<c>mainnet</c>, <c>sandbox</c>) or of a JSON file.</summary>
    /// <exception cref="NetworkDefinitionException">Neither a known name nor a readable network file.</exception>
    public static NetworkDefinition Load(string nameOrPath) => nameOrPath switch
    {
        "mainnet" => Mainnet,
        "sandbox" => Sandbox,
        _ => NetworkFile.Read(nameOrPath),
    };
}
