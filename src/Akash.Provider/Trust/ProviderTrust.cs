using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Akash.Provider.Trust;

/// <summary>
/// Whether a server is the provider of the lease: by ordinary validation of its host name, else because its only
/// certificate is byte for byte the one the chain holds for that provider (provider.md section 1.4).
/// </summary>
/// <remarks>
/// A handshake cannot wait for the chain. So a certificate in question fails its handshake, <see cref="PinAsync"/> asks
/// the chain, and the next handshake finds it pinned.
/// </remarks>
sealed class ProviderTrust(ProviderIdentity provider, ICertificateRegistry registry, TimeProvider time)
{
    volatile byte[]? pinned;
    PresentedCertificate? refused;

    /// <summary>The decision within a handshake.</summary>
    public bool Accept(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors is SslPolicyErrors.None) return true;
        if (certificate is null) return false;

        var presented = PresentedCertificate.Read(certificate, CountPresented(certificate, chain), errors, provider.Address, time.GetUtcNow());
        if (presented.Refusal is null && pinned is { } known && CryptographicOperations.FixedTimeEquals(known, presented.Der)) return true;

        refused = presented;
        return false;
    }

    /// <summary>What the last failed handshake was shown; null when it failed for another reason.</summary>
    public PresentedCertificate? TakeRefused() => Interlocked.Exchange(ref refused, null);

    /// <summary>Pins a certificate if the chain vouches for it.</summary>
    /// <exception cref="ProviderException">Nothing vouches for it.</exception>
    public async Task PinAsync(PresentedCertificate presented, CancellationToken cancellationToken)
    {
        if (presented.Refusal is { } refusal) throw Untrusted(refusal);

        var recorded = await registry.FindValidAsync(provider.Address, presented.Serial, cancellationToken)
            ?? throw Untrusted($"the chain holds no valid certificate of the provider with serial {presented.Serial}");
        if (!CryptographicOperations.FixedTimeEquals(Decode(recorded), presented.Der))
            throw Untrusted($"its certificate is not the one the chain holds under serial {presented.Serial}");

        pinned = presented.Der;
    }

    static int CountPresented(X509Certificate2 certificate, X509Chain? chain)
    {
        var others = chain?.ChainPolicy.ExtraStore.Count(other => !other.RawData.AsSpan().SequenceEqual(certificate.RawData)) ?? 0;
        return 1 + others;
    }

    byte[] Decode(string pem)
    {
        try
        {
            var fields = PemEncoding.Find(pem);
            return pem[fields.Label] is "CERTIFICATE"
                ? Convert.FromBase64String(pem[fields.Base64Data])
                : throw Untrusted("the chain's record of its certificate is not a certificate");
        }
        catch (ArgumentException)
        {
            throw Untrusted("the chain's record of its certificate is not readable");
        }
    }

    ProviderException Untrusted(string why) => new(
        ProviderFailure.Untrusted, provider.Address,
        $"{provider.Gateway.Authority} cannot prove to be the provider {provider.Address}: {why}",
        "Nothing was sent to it. Choose another provider, or let the operator publish the gateway's certificate on chain.");
}
