using System.Buffers.Binary;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Node.Queries;
using Google.Protobuf;
using Grpc.Core;

namespace Akash.Sandbox.Node.Transports;

/// <summary>
/// Unary gRPC over HTTP/2 for every method the router knows. One dispatcher by method path instead of a class for each service:
/// all of them answer by the same queries.
/// </summary>
sealed class GrpcEndpoint(LedgerNode node)
{
    const int PrefixLength = 5;

    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        var status = await InvokeAsync(context);
        context.Response.AppendTrailer("grpc-status", ((int)status.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (status.Detail.Length > 0) context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(status.Detail));
    }

    async Task<Status> InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (node.Queries.Find(path) is not { } method) return new Status(StatusCode.Unimplemented, $"unknown method {path}");
        try
        {
            var request = method.InputType.Parser.ParseFrom(await ReadMessageAsync(context));
            var height = QueryRouter.HeightOf(context.Request.Headers["x-cosmos-block-height"]);
            var answer = node.Queries.Invoke(path, request, height).ToByteArray();
            context.Response.Headers["x-cosmos-block-height"] = (height ?? node.Height).ToString(System.Globalization.CultureInfo.InvariantCulture);

            var frame = new byte[PrefixLength + answer.Length];
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), answer.Length);
            answer.CopyTo(frame, PrefixLength);
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
            return Status.DefaultSuccess;
        }
        catch (Exception refusal) when (refusal is LedgerException or RpcException or InvalidProtocolBufferException)
        {
            return QueryRouter.StatusOf(refusal);
        }
    }

    static async Task<byte[]> ReadMessageAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var frame = body.ToArray();
        if (frame.Length < PrefixLength) throw new RpcException(new Status(StatusCode.Internal, "the request has no message"));
        if (frame[0] != 0) throw new RpcException(new Status(StatusCode.Unimplemented, "compressed messages are not supported"));
        var length = BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1));
        if (length < 0 || length > frame.Length - PrefixLength) throw new RpcException(new Status(StatusCode.Internal, "the message is cut off"));
        return frame[PrefixLength..(PrefixLength + length)];
    }
}
