using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Akash.Provider.Trust;

/// <summary>Connects to one provider and to nobody else.</summary>
sealed class PinningHandler : DelegatingHandler
{
    readonly ProviderTrust trust;

    public PinningHandler(ProviderTrust trust, ProviderOptions options)
    {
        this.trust = trust;
        InnerHandler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls13,
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    trust.Accept(certificate as X509Certificate2, chain, errors),
            },
        };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        PresentedCertificate? refused;
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.SecureConnectionError
            && (refused = trust.TakeRefused()) is not null)
        {
            await trust.PinAsync(refused, cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
