using System.Numerics;
using Akash.Sandbox.Ledger.Values;
using Akash.Sandbox.Node;

namespace Akash.Sandbox.Hosting;

/// <summary>A running sandbox: node, block production, ports. For the program and for tests in process alike.</summary>
sealed class SandboxHost : IAsyncDisposable
{
    readonly CancellationTokenSource stopping = new();
    readonly NodeServer server;
    readonly Faucet faucet;
    readonly Task production;

    SandboxHost(LedgerNode node, BlockProducer producer, NodeServer server, Faucet faucet)
    {
        (Node, Producer, this.server, this.faucet) = (node, producer, server, faucet);
        Network = new NetworkDefinition(node.ChainId, [server.WebUrl], [server.WebUrl], [server.GrpcUrl], server.WebUrl + "/faucet", "0.025uakt", null);
        production = producer.RunAsync(stopping.Token);
    }

    public LedgerNode Node { get; }

    /// <summary>Makes blocks at once where a test can't wait for the clock.</summary>
    public BlockProducer Producer { get; }

    public NetworkDefinition Network { get; private init; }

    /// <summary>Starts everything; when it returns, the node answers and its first block is made.</summary>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var node = new LedgerNode(SandboxGenesis.Create(options, [], Instant.From(clock.GetUtcNow())));
        var producer = new BlockProducer(node, options.BlockTime, clock);
        producer.Produce();
        var faucet = new Faucet(node);
        var server = await NodeServer.StartAsync(node, faucet, options.Listen, cancellationToken);
        var host = new SandboxHost(node, producer, server, faucet);
        if (options.NetworkFile is { } path) await host.Network.WriteAsync(path, cancellationToken);
        return host;
    }

    /// <summary>Gives coins to an account, at once.</summary>
    public void Fund(string address, BigInteger uakt, BigInteger uact) => faucet.Give(address, uakt, uact);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        try
        {
            await production;
        }
        catch (OperationCanceledException)
        {
        }
        await server.DisposeAsync();
        stopping.Dispose();
    }
}
