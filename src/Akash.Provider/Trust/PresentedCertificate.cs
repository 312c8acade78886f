using System.Globalization;
using System.Net.Security;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;

namespace Akash.Provider.Trust;

/// <summary>A certificate that ordinary validation refused, and what may still speak for it.</summary>
/// <param name="Serial">As the chain spells it: an unsigned decimal.</param>
/// <param name="Refusal">Why the chain need not even be asked, or null.</param>
sealed record PresentedCertificate(byte[] Der, string Serial, string? Refusal)
{
    const string CommonName = "2.5.4.3";

    /// <summary>Reads off what a pinned certificate must be: alone, self-issued in the provider's name, in date.</summary>
    public static PresentedCertificate Read(
        X509Certificate2 certificate, int presented, SslPolicyErrors errors, string provider, DateTimeOffset now)
    {
        var serial = new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true)
            .ToString(CultureInfo.InvariantCulture);
        return new PresentedCertificate(certificate.RawData, serial, Refuse(certificate, presented, errors, provider, now));
    }

    static string? Refuse(X509Certificate2 certificate, int presented, SslPolicyErrors errors, string provider, DateTimeOffset now)
    {
        if (presented != 1) return $"its certificate is not valid for its name ({errors})";

        var subject = NameOf(certificate.SubjectName);
        var issuer = NameOf(certificate.IssuerName);
        if (subject != provider) return $"its certificate names {subject ?? "nobody"}, not the provider";
        if (issuer != provider) return $"its certificate was issued by {issuer ?? "nobody"}, not by the provider itself";
        if (now < certificate.NotBefore) return $"its certificate is valid only from {certificate.NotBefore.ToUniversalTime():u}";
        if (now > certificate.NotAfter) return $"its certificate expired {certificate.NotAfter.ToUniversalTime():u}";
        return null;
    }

    /// <summary>The one common name, or null where there is none or more than one.</summary>
    static string? NameOf(X500DistinguishedName name)
    {
        var names = name.EnumerateRelativeDistinguishedNames()
            .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == CommonName)
            .Select(part => part.GetSingleElementValue())
            .ToList();
        return names is [var only] ? only : null;
    }
}
