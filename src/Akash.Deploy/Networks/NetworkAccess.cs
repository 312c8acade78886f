using Akash.Money;

namespace Akash.Deploy.Networks;

/// <summary>Where the money of a deposit comes from.</summary>
public enum DepositSource
{
    /// <summary>The wallet's own.</summary>
    Balance,

    /// <summary>What others granted the wallet for deposits; it goes back to them.</summary>
    Grant,
}

/// <summary>Which network, and as whom.</summary>
/// <param name="Network"><c>mainnet</c>, <c>sandbox</c>, or the path of a network file (contract section 6).</param>
/// <param name="Mnemonic">The wallet's words; null where <see cref="PrivateKey"/> is given.</param>
/// <param name="MaxFee">The most one transaction may cost, all tries together; null for 1 AKT.</param>
/// <param name="Rpc">A node's RPC base instead of the network's own; null for those.</param>
public sealed record NetworkAccess(string Network, string? Mnemonic, Coin? MaxFee = null, Uri? Rpc = null)
{
    /// <summary>The wallet's key, in hex or as an armored export; used where there are no words.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>What an armored export was encrypted with.</summary>
    public string PrivateKeyPassphrase { get; init; } = "";

    /// <summary>
    /// Whose deployments, where not the wallet's own: transactions are then sent in that account's name, as far as it granted
    /// that. Providers take the owner's own tokens only, so this reaches the chain and nothing that runs.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>Whose fee grant pays; null for the wallet.</summary>
    public string? FeeGranter { get; init; }

    /// <summary>Used in this order until the deposit is covered.</summary>
    public IReadOnlyList<DepositSource> DepositSources { get; init; } = [DepositSource.Balance];

    /// <summary>Without words and keys.</summary>
    public override string ToString() => $"{nameof(NetworkAccess)} {{ Network = {Network} }}";
}

/// <summary>An input that gives no access to any network; the message repeats no secret.</summary>
/// <param name="input">The name of the input.</param>
public sealed class NetworkAccessException(string input, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Input { get; } = input;
}
