using System.Net;
using System.Security.Cryptography.X509Certificates;
using Akash.Provider.Trust;

namespace Akash.Provider.Certificates;

/// <summary>Which way an account proves itself to one gateway, and the connections of each way: a request may not carry both.</summary>
sealed class Credentials : IDisposable
{
    readonly ProviderTrust trust;
    readonly ProviderOptions options;
    readonly ITenantCertificates? certificates;
    readonly HttpMessageInvoker bare;
    readonly SemaphoreSlim turn = new(1, 1);
    (X509Certificate2 Certificate, HttpMessageInvoker Connections)? certified;
    volatile bool byCertificate;

    public Credentials(ProviderTrust trust, ProviderOptions options, ITenantCertificates? certificates)
    {
        if (options.Authentication is AuthenticationMethod.Certificate && certificates is null)
            throw new ArgumentException("To prove itself by certificate an account must have certificates", nameof(certificates));

        this.trust = trust;
        this.options = options;
        this.certificates = certificates;
        byCertificate = options.Authentication is AuthenticationMethod.Certificate;
        bare = new HttpMessageInvoker(new PinningHandler(trust, options, client: null));
    }

    public bool ByCertificate => byCertificate;

    /// <summary>Whether a certificate may take the place of tokens that are refused.</summary>
    public bool MayUseCertificate => !byCertificate && certificates is not null && options.Authentication is AuthenticationMethod.Automatic;

    /// <summary>From now on by certificate, where that may be.</summary>
    public bool TryUseCertificate() => MayUseCertificate && (byCertificate = true);

    public async Task<HttpMessageInvoker> ConnectAsync(bool withCertificate, CancellationToken cancellationToken)
    {
        if (!withCertificate || !byCertificate) return bare;

        await turn.WaitAsync(cancellationToken);
        try
        {
            var certificate = await certificates!.GetAsync(cancellationToken);
            if (certified is { } known && ReferenceEquals(known.Certificate, certificate)) return known.Connections;

            certified?.Connections.Dispose();
            certified = (certificate, new HttpMessageInvoker(new PinningHandler(trust, options, certificate)));
            return certified.Value.Connections;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        bare.Dispose();
        certified?.Connections.Dispose();
        turn.Dispose();
    }
}
