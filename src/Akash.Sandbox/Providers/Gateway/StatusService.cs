using Akash.Proto.Provider.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using ProviderStatus = Akash.Proto.Provider.V1.Status;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>What the gRPC port serves beside reflection (provider.md 3.14). It needs no credentials.</summary>
sealed class StatusService(StatusFeed feed) : ProviderRPC.ProviderRPCBase
{
    public override Task<ProviderStatus> GetStatus(Empty request, ServerCallContext context)
    {
        EndWithToken(context);
        return Task.FromResult(feed.Read());
    }

    public override async Task StreamStatus(Empty request, IServerStreamWriter<ProviderStatus> responseStream, ServerCallContext context)
    {
        await foreach (var status in feed.FollowAsync(context.CancellationToken)) await responseStream.WriteAsync(status);
    }

    public override Task<BidScreeningResponse> BidScreening(BidScreeningRequest request, ServerCallContext context)
    {
        EndWithToken(context);
        throw new RpcException(new Grpc.Core.Status(StatusCode.Unimplemented, "BidScreening not implemented"));
    }

    /// <summary>A token ends a real provider's program here, so the connection is all that a client may lose (provider.md 2.3).</summary>
    static void EndWithToken(ServerCallContext context)
    {
        if (context.RequestHeaders.Get("authorization") is null) return;
        context.GetHttpContext().Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
        throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "the connection is closed"));
    }
}
