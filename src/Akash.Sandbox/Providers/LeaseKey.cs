using System.Security.Cryptography;
using System.Text;
using Akash.Proto.Market.V1;

namespace Akash.Sandbox.Providers;

/// <summary>A deployment of an owner.</summary>
readonly record struct DeploymentKey(string Owner, ulong Dseq);

/// <summary>A lease, and what a provider derives from its path (provider.md 5).</summary>
readonly record struct LeaseKey(string Owner, ulong Dseq, uint Gseq, uint Oseq, string Provider)
{
    const string NameAlphabet = "0123456789abcdefghijklmnopqrstuv";
    static ReadOnlySpan<byte> DnsNamespace => [0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];

    public string Path => $"{Owner}/{Dseq}/{Gseq}/{Oseq}/{Provider}";

    public DeploymentKey Deployment => new(Owner, Dseq);

    /// <summary>The 45 characters that name the lease's namespace in events.</summary>
    public string Namespace
    {
        // SHA-224 differs from SHA-256 in its initial values, so it cannot be cut out of the latter.
        get
        {
            var digest = new Org.BouncyCastle.Crypto.Digests.Sha224Digest();
            digest.BlockUpdate(Encoding.UTF8.GetBytes(Path));
            var hash = new byte[digest.GetDigestSize()];
            digest.DoFinal(hash, 0);
            return Base32Hex(hash);
        }
    }

    /// <summary>The 26-character label of a service's own host name: a version-5 UUID of path and service name. It survives updates.</summary>
    public string HostLabel(string service)
    {
#pragma warning disable CA5350 // A version-5 UUID is made of SHA-1; nothing is protected by it.
        var uuid = SHA1.HashData([.. DnsNamespace, .. Encoding.UTF8.GetBytes(Path + service)])[..16];
#pragma warning restore CA5350
        uuid[6] = (byte)((uuid[6] & 0x0f) | 0x50);
        uuid[8] = (byte)((uuid[8] & 0x3f) | 0x80);
        return Base32Hex(uuid);
    }

    public static LeaseKey Of(LeaseID id) => new(id.Owner, id.Dseq, id.Gseq, id.Oseq, id.Provider);

    public OrderID ToOrderId() => new() { Owner = Owner, Dseq = Dseq, Gseq = Gseq, Oseq = Oseq };

    public BidID ToBidId() => new() { Owner = Owner, Dseq = Dseq, Gseq = Gseq, Oseq = Oseq, Provider = Provider };

    static string Base32Hex(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            buffer = ((buffer << 8) | value) & 0xfff;
            bits += 8;
            while (bits >= 5) text.Append(NameAlphabet[(buffer >> (bits -= 5)) & 31]);
        }

        if (bits > 0) text.Append(NameAlphabet[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }
}
