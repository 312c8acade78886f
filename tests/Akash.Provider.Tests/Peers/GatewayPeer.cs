using System.Collections.Concurrent;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Akash.Provider.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Akash.Provider.Tests.Peers;

sealed record Received(string Method, string PathAndQuery, string? Authorization, string Body);

/// <summary>A gateway over real TLS 1.3 that answers from a script, one entry a request; the last one repeats.</summary>
sealed class GatewayPeer : IAsyncDisposable
{
    public const string Address = "akash1provider";

    readonly ConcurrentQueue<Func<HttpContext, Task>> script;
    readonly X509Certificate2 certificate;
    readonly WebApplication app;

    GatewayPeer(WebApplication app, X509Certificate2 certificate, IEnumerable<Func<HttpContext, Task>> script)
    {
        this.app = app;
        this.certificate = certificate;
        this.script = new(script);
        app.Run(AnswerAsync);
    }

    public ConcurrentQueue<Received> Requests { get; } = new();

    public Uri Uri { get; private set; } = new("https://unbound");

    public TestRegistry Registry { get; } = new();

    public static Task<GatewayPeer> StartAsync(params Func<HttpContext, Task>[] script) =>
        StartAsync(TestCertificates.SelfSigned(Address), script);

    public static Task<GatewayPeer> StartAsync(X509Certificate2 certificate, params Func<HttpContext, Task>[] script) =>
        StartAsync([certificate], script);

    /// <param name="presented">What the handshake shows: the gateway's own certificate, then others.</param>
    public static async Task<GatewayPeer> StartAsync(X509Certificate2[] presented, params Func<HttpContext, Task>[] script)
    {
        var certificate = presented[0];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.UseHttps(certificate, https =>
            {
                https.SslProtocols = SslProtocols.Tls13;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
                https.ServerCertificateChain = [.. presented[1..]];
            });
        }));

        var peer = new GatewayPeer(builder.Build(), certificate, script);
        peer.Registry.Publish(Address, certificate);
        await peer.app.StartAsync();
        peer.Uri = new Uri(peer.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return peer;
    }

    public static Func<HttpContext, Task> Answer(int status, string body = "") => async context =>
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
    };

    /// <summary>Ends the connection without an answer.</summary>
    public static Task Hang(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public ProviderGateway Connect(
        TimeProvider? time = null, ProviderOptions? options = null, TestRegistry? registry = null, ITenantCertificates? certificates = null) => new(
        new ProviderIdentity(Address, Uri), TestSigner.Any, registry ?? Registry, options ?? new ProviderOptions(), time ?? new SkippingTime(), certificates);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        certificate.Dispose();
    }

    async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        Requests.Enqueue(new Received(
            context.Request.Method, context.Request.Path + context.Request.QueryString,
            context.Request.Headers.Authorization, await body.ReadToEndAsync()));

        if (script.Count > 1 && script.TryDequeue(out var next) || script.TryPeek(out next)) await next(context);
    }
}
