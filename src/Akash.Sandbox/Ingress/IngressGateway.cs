using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Yarp.ReverseProxy.Forwarder;

namespace Akash.Sandbox.Ingress;

/// <summary>
/// The way in to HTTP services: one shared port that routes by Host header, and a port of its own for every generated name,
/// so that a URL answers where no DNS knows the name.
/// </summary>
sealed class IngressGateway : IAsyncDisposable
{
    readonly ServiceProvider services;
    readonly WebApplication shared;
    readonly HttpRelay relay;
    readonly PublicPorts ports;

    IngressGateway(ServiceProvider services, WebApplication shared, HttpRelay relay, PublicPorts ports, IngressTable table, IPEndPoint address)
    {
        (this.services, this.shared, this.relay, this.ports) = (services, shared, relay, ports);
        (Table, Address) = (table, address);
    }

    public IngressTable Table { get; }

    /// <summary>The public address of the shared port.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Opens the shared port on all addresses; 0 draws one.</summary>
    public static async Task<IngressGateway> StartAsync(PublicPorts ports, int port)
    {
        var table = new IngressTable();
        var services = new ServiceCollection().AddLogging().AddHttpForwarder().BuildServiceProvider();
        var relay = new HttpRelay(services.GetRequiredService<IHttpForwarder>());
        Task<(WebApplication, int)> OpenAsync(int chosen) =>
            ServeAsync(ports.Addresses, chosen, context => relay.RelayAsync(context, table.Find(context.Request.Host.Host)));
        var (shared, actual) = port == 0 ? await PublicPorts.OpenAsync(OpenAsync) : await OpenAsync(port);
        return new IngressGateway(services, shared, relay, ports, table, new IPEndPoint(ports.PublicAddress, actual));
    }

    /// <summary>A port of its own for one route.</summary>
    public async Task<IngressPort> OpenAsync(IngressRoute route)
    {
        var (server, port) = await PublicPorts.OpenAsync(chosen => ServeAsync(ports.Addresses, chosen, context => relay.RelayAsync(context, route)));
        return new IngressPort(server, new IPEndPoint(ports.PublicAddress, port));
    }

    static async Task<(WebApplication Server, int Port)> ServeAsync(IReadOnlyList<IPAddress> addresses, int port, RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = null;
            foreach (var address in addresses) options.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
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

        return (server, port);
    }

    public async ValueTask DisposeAsync()
    {
        await shared.DisposeAsync();
        relay.Dispose();
        await services.DisposeAsync();
    }
}

/// <summary>One service's own ingress port.</summary>
sealed class IngressPort(WebApplication server, IPEndPoint address) : IAsyncDisposable
{
    public IPEndPoint Address => address;

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
