using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Akash.Sandbox.Hosting;

/// <summary>A web server on one port of several addresses.</summary>
static class PortServer
{
    /// <param name="port">0 for any; then each address has its own.</param>
    public static WebApplication Build(IReadOnlyList<IPAddress> listen, int port, HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var address in listen) kestrel.Listen(address, port, options => options.Protocols = protocols);
        });
        return builder.Build();
    }

    /// <summary>Where a started server is reached on an address.</summary>
    public static string UrlOf(WebApplication application, IPAddress address)
    {
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return addresses.Select(text => new Uri(text)).Last(uri => IPAddress.TryParse(uri.Host.Trim('[', ']'), out var bound) && bound.Equals(address))
            .GetLeftPart(UriPartial.Authority);
    }
}
