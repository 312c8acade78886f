using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Akash.Sandbox.Ingress;
using Akash.Sandbox.Providers.Access;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>The listener of a gateway: TLS 1.3, HTTP/1.1, a client certificate asked for but not demanded (provider.md 1.2).</summary>
sealed class GatewayServer : IAsyncDisposable
{
    const int LargestHeader = 1 << 20;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly WebApplication server;

    GatewayServer(WebApplication server, IPEndPoint address, string? name)
    {
        this.server = server;
        Address = address;
        HostUri = name is null ? $"https://{address}" : $"https://{name}:{address.Port}";
    }

    public IPEndPoint Address { get; }

    /// <summary>By name where it has a certificate for one.</summary>
    public string HostUri { get; }

    public static async Task<GatewayServer> StartAsync(PublicPorts ports, GatewayIdentity identity, ClientCertificates clients, Conduct conduct, RequestDelegate answer)
    {
        return await PublicPorts.OpenAsync(async port =>
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(options =>
            {
                options.AddServerHeader = false;
                options.Limits.MaxRequestBodySize = null;
                options.Limits.MaxRequestLineSize = LargestHeader;
                options.Limits.MaxRequestHeadersTotalSize = LargestHeader;
                options.Limits.MaxRequestBufferSize = 2 * LargestHeader;
                options.Limits.RequestHeadersTimeout = Patience;
                options.Limits.MinRequestBodyDataRate = null;
                foreach (var address in ports.Addresses)
                {
                    options.Listen(address, port, listen =>
                    {
                        listen.Protocols = HttpProtocols.Http1;
                        listen.Use(next => connection => conduct.AdmitAsync(connection, next));
                        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = hello => ValueTask.FromResult(Handshake(conduct.Present(identity), clients, hello.ClientHelloInfo.ServerName)), HandshakeTimeout = Patience });
                    });
                }
            });
            var server = builder.Build();
            server.Run(answer);
            try
            {
                await server.StartAsync();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }

            return new GatewayServer(server, new IPEndPoint(ports.PublicAddress, port), identity.Issued is null ? null : identity.PublicName);
        });
    }

    static SslServerAuthenticationOptions Handshake(GatewayIdentity identity, ClientCertificates clients, string? serverName)
    {
        var (certificate, asksForClient) = identity.For(serverName);
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            EnabledSslProtocols = SslProtocols.Tls13,
            ClientCertificateRequired = asksForClient,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, presented, chain, _) =>
                presented is not X509Certificate2 client || clients.Accepts(client, chain?.ChainPolicy.ExtraStore.Count ?? 0),
        };
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
