using Akash.Chain.Keys;
using Akash.Provider.Tokens;

namespace Akash.Deploy.Networks;

/// <summary>Provider tokens signed by the wallet that owns the leases.</summary>
sealed class WalletTokenSigner(ISigner wallet) : ITokenSigner
{
    public string Address => wallet.Address;

    public byte[] SignDigest(ReadOnlySpan<byte> digest) => wallet.Sign(digest);
}
