using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Providers.Gateway;

namespace Akash.Sandbox.Providers.Access;

/// <summary>
/// Checks client certificates during the handshake (provider.md 2.1). One that was valid on chain once is remembered and stays
/// accepted after it was revoked, as on the network.
/// </summary>
sealed class ClientCertificates(Func<string, string, byte[]?> validOnChain, TimeProvider time)
{
    const string ClientUse = "1.3.6.1.5.5.7.3.2";

    readonly ConcurrentDictionary<(string Owner, string Serial), byte[]> seen = new();

    /// <summary>Whether the one certificate presented is the owner's, by name, dates, use and bytes.</summary>
    public bool Accepts(X509Certificate2 certificate, int others)
    {
        var owner = OwnerOf(certificate);
        if (others > 0 || !AccountAddress.IsValid(owner) || certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true) != owner) return false;
        var now = time.GetUtcNow().LocalDateTime;
        if (now < certificate.NotBefore || now > certificate.NotAfter) return false;
        var uses = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault()?.EnhancedKeyUsages;
        if (uses is not null && uses.Cast<Oid>().All(use => use.Value != ClientUse)) return false;
        return Known(owner, GatewayCertificate.SerialOf(certificate)) is { } known && certificate.RawData.AsSpan().SequenceEqual(known);
    }

    public static string OwnerOf(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    byte[]? Known(string owner, string serial)
    {
        if (seen.TryGetValue((owner, serial), out var known)) return known;
        if (validOnChain(owner, serial) is not { } pem || !PemEncoding.TryFindUtf8(pem, out var block)) return null;
        var der = Convert.FromBase64String(System.Text.Encoding.ASCII.GetString(pem.AsSpan(block.Base64Data)));
        return seen.GetOrAdd((owner, serial), der);
    }
}
