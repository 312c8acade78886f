namespace Akash.Provider;

/// <summary>Who a gateway must prove to be, and where it is found.</summary>
/// <param name="Address">The provider's bech32 address, from the lease.</param>
/// <param name="Gateway">The <c>host_uri</c> of its on-chain record: https, host, usually a port, no path.</param>
public sealed record ProviderIdentity(string Address, Uri Gateway);

/// <summary>A lease as a gateway addresses it; owner and provider follow from the credentials and the gateway itself.</summary>
public readonly record struct LeasePath(ulong Dseq, uint Gseq, uint Oseq)
{
    public override string ToString() => FormattableString.Invariant($"lease/{Dseq}/{Gseq}/{Oseq}");
}
