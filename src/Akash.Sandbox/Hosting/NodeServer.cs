using System.Globalization;
using System.Net;
using Akash.Sandbox.Node;
using Akash.Sandbox.Node.Queries;
using Akash.Sandbox.Node.Transports;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Akash.Sandbox.Hosting;

/// <summary>The node's ports: one for CometBFT's RPC, the REST gateway and the faucet, one for gRPC.</summary>
sealed class NodeServer : IAsyncDisposable
{
    readonly WebApplication web;
    readonly WebApplication grpc;

    NodeServer(WebApplication web, WebApplication grpc, IPAddress publicAddress)
    {
        (this.web, this.grpc) = (web, grpc);
        (WebUrl, GrpcUrl) = (UrlOf(web, publicAddress), UrlOf(grpc, publicAddress));
    }

    public string WebUrl { get; }

    public string GrpcUrl { get; }

    public static async Task<NodeServer> StartAsync(LedgerNode node, Faucet faucet, IReadOnlyList<IPAddress> listen, CancellationToken cancellationToken)
    {
        var web = Build(listen, HttpProtocols.Http1AndHttp2);
        Map(web, node, faucet);
        var grpc = Build(listen, HttpProtocols.Http2);
        var endpoint = new GrpcEndpoint(node);
        grpc.Run(endpoint.AnswerAsync);

        await web.StartAsync(cancellationToken);
        await grpc.StartAsync(cancellationToken);
        return new NodeServer(web, grpc, listen[^1]);
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        await grpc.DisposeAsync();
    }

    static WebApplication Build(IReadOnlyList<IPAddress> listen, HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var address in listen) kestrel.Listen(address, 0, options => options.Protocols = protocols);
        });
        return builder.Build();
    }

    static void Map(WebApplication web, LedgerNode node, Faucet faucet)
    {
        var rpc = new RpcEndpoint(new CometRpc(node));
        var rest = new RestGateway(node.Queries);
        web.MapPost("/", rpc.PostAsync);
        web.MapPost("/faucet", context => FaucetEndpoint.AnswerAsync(context, faucet));
        web.MapFallback(context => context.Request.Path.Value!.Trim('/') is var path && context.Request.Method == "GET" && !path.Contains('/') && path.Length > 0
            ? rpc.GetAsync(context, path)
            : AnswerRestAsync(context, rest, node));
    }

    static async Task AnswerRestAsync(HttpContext context, RestGateway rest, LedgerNode node)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var wanted = QueryRouter.HeightOf(context.Request.Headers["x-cosmos-block-height"]);
        var height = (wanted ?? node.Height).ToString(CultureInfo.InvariantCulture);
        var answer = rest.Answer(context.Request.Method, context.Request.Path.Value + context.Request.QueryString.Value, body, wanted);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["Grpc-Metadata-X-Cosmos-Block-Height"] = height;
        context.Response.Headers["X-Cosmos-Block-Height"] = height;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    static string UrlOf(WebApplication application, IPAddress address)
    {
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return addresses.Select(text => new Uri(text)).Last(uri => IPAddress.TryParse(uri.Host.Trim('[', ']'), out var bound) && bound.Equals(address))
            .GetLeftPart(UriPartial.Authority);
    }
}
