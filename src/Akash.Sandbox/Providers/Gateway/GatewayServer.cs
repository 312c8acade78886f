using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Akash.Proto.Provider.V1;
using Akash.Sandbox.Faults;
using Akash.Sandbox.Ingress;
using Akash.Sandbox.Providers.Access;
using Grpc.Core;
using Grpc.Reflection;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>
/// The two ports of a provider: the gateway's, and that of gRPC, the next number as 8444 is to 8443 (provider.md 1.1). TLS 1.3, a
/// client certificate asked for but not demanded (1.2).
/// </summary>
sealed class GatewayServer : IAsyncDisposable
{
    /// <summary>More than a provider takes, so that the handler says so in a provider's words.</summary>
    const int LargestHeader = 1 << 22;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly WebApplication server;

    GatewayServer(WebApplication server, IPEndPoint address, string? name)
    {
        this.server = server;
        Address = address;
        HostUri = name is null ? $"https://{address}" : $"https://{name}:{address.Port}";
    }

    public IPEndPoint Address { get; }

    /// <summary>Where gRPC is served.</summary>
    public IPEndPoint GrpcAddress => new(Address.Address, Address.Port + 1);

    /// <summary>By name where it has a certificate for one.</summary>
    public string HostUri { get; }

    public static async Task<GatewayServer> StartAsync(PublicPorts ports, GatewayIdentity identity, ClientCertificates clients, Conduct conduct, FaultLayer faults, RequestDelegate answer, StatusFeed feed)
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
                void Listen(int own, HttpProtocols protocols, Func<string, string?> presentedAs)
                {
                    foreach (var address in ports.Addresses) options.Listen(address, own, listen =>
                    {
                        listen.Protocols = protocols;
                        listen.Use(next => connection => conduct.AdmitAsync(connection, next));
                        listen.UseHttps(new TlsHandshakeCallbackOptions
                        {
                            OnConnection = hello => ValueTask.FromResult(Handshake(conduct.Present(identity), clients, presentedAs(hello.ClientHelloInfo.ServerName))),
                            HandshakeTimeout = Patience,
                        });
                    });
                }

                Listen(port, HttpProtocols.Http1, name => name);
                // That of gRPC takes no name for its own.
                Listen(port + 1, HttpProtocols.Http2, _ => null);
            });
            builder.Services.AddGrpc(grpc => grpc.IgnoreUnknownServices = true);
            builder.Services.AddSingleton(new StatusService(feed)).AddSingleton(new ReflectionV1ServiceImpl(ProviderRPC.Descriptor, ServerReflection.Descriptor));
            var server = builder.Build();
            server.Use((context, next) => faults.AnswerAsync(context, faulty => AnswerAsync(faulty, conduct, faulty.Connection.LocalPort == port ? answer : next)));
            server.MapGrpcService<StatusService>();
            server.MapGrpcService<ReflectionV1ServiceImpl>();
            server.MapFallback(UnknownRpcAsync);
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

    /// <summary>In the words of Go's library.</summary>
    static Task UnknownRpcAsync(HttpContext context)
    {
        var message = context.Request.Path.Value!.Split('/') switch
        {
            ["", var service, _] when service != ProviderRPC.Descriptor.FullName && service != ServerReflection.Descriptor.FullName => $"unknown service {service}",
            ["", var service, var method] => $"unknown method {method} for service {service}",
            _ => $"malformed method name: \"{context.Request.Path.Value}\"",
        };
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)StatusCode.Unimplemented).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = message;
        return Task.CompletedTask;
    }

    static async Task AnswerAsync(HttpContext context, Conduct conduct, RequestDelegate answer)
    {
        if (conduct.Behaviour.GatewayHangs) await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        await answer(context);
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
