using System.Globalization;
using Akash.Proto.Cosmos.Base.Node.V1Beta1;
using Akash.Proto.Cosmos.Base.Tendermint.V1Beta1;
using Akash.Proto.Cosmos.Upgrade.V1Beta1;
using Akash.Proto.Discovery.V1;
using Akash.Proto.Tendermint.P2p;
using Akash.Proto.Tendermint.Types;
using Akash.Sandbox.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using AppVersion = Akash.Proto.Cosmos.Base.Tendermint.V1Beta1.VersionInfo;
using SdkBlock = Akash.Proto.Cosmos.Base.Tendermint.V1Beta1.Block;
using SdkHeader = Akash.Proto.Cosmos.Base.Tendermint.V1Beta1.Header;

namespace Akash.Sandbox.Node.Queries;

/// <summary>The node itself: versions, price of gas, blocks.</summary>
static class NodeQueries
{
    const string NodeService = "/cosmos.base.node.v1beta1.Service/";
    const string Tendermint = "/cosmos.base.tendermint.v1beta1.Service/";

    public static void Register(QueryRouter router)
    {
        router.On<ConfigRequest, ConfigResponse>(NodeService + "Config", (context, _) => new()
        {
            MinimumGasPrice = $"{context.Node.MinimumGasPrice}uakt", PruningKeepRecent = "0", PruningInterval = "0",
        });
        router.On<StatusRequest, StatusResponse>(NodeService + "Status", (context, _) => new()
        {
            Height = (ulong)context.Header.Height, Timestamp = context.Header.Time.ToTimestamp(),
        });

        router.On<GetNodeInfoRequest, GetNodeInfoResponse>(Tendermint + "GetNodeInfo", (context, _) => new()
        {
            DefaultNodeInfo = NodeInfo(context),
            ApplicationVersion = new AppVersion { Name = NodeIdentity.Application, AppName = NodeIdentity.Application, Version = NodeIdentity.Version, CosmosSdkVersion = NodeIdentity.SdkVersion },
        });
        router.On<GetSyncingRequest, GetSyncingResponse>(Tendermint + "GetSyncing", (_, _) => new());
        router.On<GetLatestBlockRequest, GetLatestBlockResponse>(Tendermint + "GetLatestBlock", (context, _) =>
        {
            var block = context.Node.LastBlock;
            return new() { BlockId = IdOf(block), Block = ToWire(context, block), SdkBlock = ToSdk(context, block) };
        });
        router.On<GetBlockByHeightRequest, GetBlockByHeightResponse>(Tendermint + "GetBlockByHeight", (context, request) =>
        {
            if (request.Height > context.Header.Height) throw Pages.Invalid("requested block height is bigger then the chain length");
            var block = context.Node.FindBlock(request.Height)
                ?? throw new RpcException(new Status(StatusCode.Unknown, string.Create(CultureInfo.InvariantCulture, $"could not find block at height {request.Height}")));
            return new() { BlockId = IdOf(block), Block = ToWire(context, block), SdkBlock = ToSdk(context, block) };
        });

        router.On<QueryCurrentPlanRequest, QueryCurrentPlanResponse>("/cosmos.upgrade.v1beta1.Query/CurrentPlan", (context, _) => new() { Plan = context.State.Upgrade });
        router.On<GetInfoRequest, GetInfoResponse>("/akash.discovery.v1.Discovery/GetInfo", (context, _) => new() { Info = NodeIdentity.Discovery(context.State.ChainId) });
    }

    static DefaultNodeInfo NodeInfo(QueryContext context) => new()
    {
        ProtocolVersion = new ProtocolVersion { P2P = 8, Block = 11 },
        DefaultNodeId = NodeIdentity.NodeId,
        ListenAddr = "tcp://0.0.0.0:26656",
        Network = context.State.ChainId,
        Version = NodeIdentity.CometVersion,
        Channels = ByteString.FromBase64(NodeIdentity.Channels),
        Moniker = NodeIdentity.Moniker,
        Other = new DefaultNodeInfoOther { TxIndex = "on", RpcAddress = "tcp://0.0.0.0:26657" },
    };

    static BlockID IdOf(StoredBlock? block) => new()
    {
        Hash = ByteString.CopyFrom(block?.Hash ?? []),
        PartSetHeader = new PartSetHeader { Total = block is null ? 0u : 1u, Hash = ByteString.CopyFrom(block?.Hash ?? []) },
    };

    static Proto.Tendermint.Types.Block ToWire(QueryContext context, StoredBlock block)
    {
        var header = block.Header;
        return new()
        {
            Header = new Proto.Tendermint.Types.Header
            {
                Version = new Consensus { Block = 11 }, ChainId = context.State.ChainId, Height = header.Height, Time = header.Time.ToTimestamp(),
                LastBlockId = IdOf(context.Node.FindBlock(header.Height - 1)), ProposerAddress = ByteString.CopyFrom(NodeIdentity.ValidatorAddress),
            },
            Data = new Data { Txs = { block.Transactions.Select(transaction => ByteString.CopyFrom(transaction.Bytes.Span)) } },
            Evidence = new EvidenceList(),
            LastCommit = new Commit { Height = header.Height - 1, BlockId = IdOf(context.Node.FindBlock(header.Height - 1)) },
        };
    }

    static SdkBlock ToSdk(QueryContext context, StoredBlock block)
    {
        var wire = ToWire(context, block);
        return new()
        {
            Header = new SdkHeader
            {
                Version = wire.Header.Version, ChainId = wire.Header.ChainId, Height = wire.Header.Height, Time = wire.Header.Time,
                LastBlockId = wire.Header.LastBlockId, ProposerAddress = Bech32.Encode("akashvalcons", NodeIdentity.ValidatorAddress),
            },
            Data = wire.Data,
            Evidence = wire.Evidence,
            LastCommit = wire.LastCommit,
        };
    }
}
