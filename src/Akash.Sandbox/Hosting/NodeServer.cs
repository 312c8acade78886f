using System.Globalization;
using System.Net;
using Akash.Sandbox.Faults;
using Akash.Sandbox.Node;
using Akash.Sandbox.Node.Queries;
using Akash.Sandbox.Node.Transports;
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
        (WebUrl, GrpcUrl) = (PortServer.UrlOf(web, publicAddress), PortServer.UrlOf(grpc, publicAddress));
    }

    public string WebUrl { get; }

    public string GrpcUrl { get; }

    public static async Task<NodeServer> StartAsync(LedgerNode node, Faucet faucet, FaultBoard faults, TimeProvider clock, IReadOnlyList<IPAddress> listen, NodePorts ports, CancellationToken cancellationToken)
    {
        var web = PortServer.Build(listen, ports.Web, HttpProtocols.Http1AndHttp2);
        var (rpcFaults, restFaults) = (new FaultLayer(faults, "rpc", clock, node), new FaultLayer(faults, "rest", clock, node));
        web.Use((context, next) => IsFaucet(context) ? next(context) : (IsRpc(context) ? rpcFaults : restFaults).AnswerAsync(context, next));
        Map(web, node, faucet);
        var grpc = PortServer.Build(listen, ports.Grpc, HttpProtocols.Http2);
        var endpoint = new GrpcEndpoint(node);
        var layer = new FaultLayer(faults, "grpc", clock, node);
        grpc.Run(context => layer.AnswerAsync(context, endpoint.AnswerAsync));

        await web.StartAsync(cancellationToken);
        await grpc.StartAsync(cancellationToken);
        return new NodeServer(web, grpc, listen[^1]);
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        await grpc.DisposeAsync();
    }

    static void Map(WebApplication web, LedgerNode node, Faucet faucet)
    {
        var comet = new CometRpc(node);
        var (rpc, socket) = (new RpcEndpoint(comet), new RpcSocket(comet, node));
        var rest = new RestGateway(node.Queries);
        web.UseWebSockets();
        web.MapPost("/", rpc.PostAsync);
        web.MapGet("/websocket", socket.AnswerAsync);
        web.MapPost("/faucet", context => FaucetEndpoint.AnswerAsync(context, faucet));
        web.MapFallback(context => IsRpc(context) ? rpc.GetAsync(context, NameOf(context)) : AnswerRestAsync(context, rest, node));
    }

    static string NameOf(HttpContext context) => context.Request.Path.Value!.Trim('/');

    /// <summary>A path of one part is a method of the RPC, the root takes calls; all else is the gateway's.</summary>
    static bool IsRpc(HttpContext context) => NameOf(context) is { Length: 0 } ? context.Request.Method == "POST" : context.Request.Method == "GET" && !NameOf(context).Contains('/');

    static bool IsFaucet(HttpContext context) => NameOf(context) == "faucet";

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
}
