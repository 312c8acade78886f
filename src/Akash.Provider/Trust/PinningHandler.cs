using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Akash.Provider.Trust;

/// <summary>Connects to one provider and to nobody else, with a certificate of the account's own where it is given one.</summary>
sealed class PinningHandler : DelegatingHandler
{
    readonly ProviderTrust trust;
    readonly bool withCertificate;

    public PinningHandler(ProviderTrust trust, ProviderOptions options, X509Certificate2? client)
    {
        this.trust = trust;
        withCertificate = client is not null;
        InnerHandler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls13,
                ClientCertificateContext = client is null ? null : SslStreamCertificateContext.Create(client, null, offline: true),
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    trust.Accept(certificate as X509Certificate2, chain, errors),
            },
        };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Under its public name a gateway asks for no certificate. The name of the handshake follows the Host header, which it ignores.
        if (withCertificate && request.RequestUri is { HostNameType: UriHostNameType.Dns } gateway) request.Headers.Host = $"mtls.{gateway.Authority}";

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
