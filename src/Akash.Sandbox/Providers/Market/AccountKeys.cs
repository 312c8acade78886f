using System.Collections.Concurrent;
using Akash.Proto.Cosmos.Crypto.Secp256k1;
using Akash.Sandbox.Providers.Access;

namespace Akash.Sandbox.Providers.Market;

/// <summary>Public keys of accounts: asked from the chain once, then remembered.</summary>
sealed class AccountKeys(ChainView chain)
{
    readonly ConcurrentDictionary<string, byte[]> known = new(StringComparer.Ordinal);

    /// <summary>The key; null for an unknown account.</summary>
    /// <exception cref="UnsignedAccountException">The account never signed.</exception>
    public byte[]? Find(string address)
    {
        if (known.TryGetValue(address, out var key)) return key;
        if (chain.Account(address) is not { } account) return null;
        if (account.PubKey is not { } any || any.TypeUrl.Length == 0) throw new UnsignedAccountException(address);
        return known.GetOrAdd(address, any.Unpack<PubKey>().Key.ToByteArray());
    }
}
