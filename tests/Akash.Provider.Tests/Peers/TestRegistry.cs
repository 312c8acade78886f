using System.Globalization;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using Akash.Provider.Trust;

namespace Akash.Provider.Tests.Peers;

/// <summary>Valid certificates as a chain holds them.</summary>
sealed class TestRegistry : ICertificateRegistry
{
    readonly Dictionary<(string Owner, string Serial), string> records = [];

    public int Lookups { get; private set; }

    public TestRegistry Publish(string owner, X509Certificate2 certificate, string? serial = null)
    {
        records[(owner, serial ?? SerialOf(certificate))] = certificate.ExportCertificatePem();
        return this;
    }

    public static string SerialOf(X509Certificate2 certificate) =>
        BigInteger.Parse("0" + certificate.SerialNumber, NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    public Task<string?> FindValidAsync(string owner, string serial, CancellationToken cancellationToken)
    {
        Lookups++;
        return Task.FromResult(records.GetValueOrDefault((owner, serial)));
    }
}
