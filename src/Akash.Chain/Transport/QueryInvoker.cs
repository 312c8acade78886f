using System.Buffers;
using Grpc.Core;

namespace Akash.Chain.Transport;

/// <summary>
/// Lets the generated gRPC clients ask whatever way a node is reached: unary calls become queries by method path, all of
/// them at one height where one is given.
/// </summary>
sealed class QueryInvoker(IQueryTransport transport, long? height = null) : CallInvoker
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        new(
            AskAsync(method, request, options.CancellationToken),
            Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess, () => Metadata.Empty, () => { });

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw OnlyUnary();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw OnlyUnary();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw OnlyUnary();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw OnlyUnary();

    async Task<TResponse> AskAsync<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken)
    {
        var question = new Outgoing();
        method.RequestMarshaller.ContextualSerializer(request, question);
        var answer = await transport.QueryAsync(method.FullName, question.Bytes, height, cancellationToken);
        return method.ResponseMarshaller.ContextualDeserializer(new Incoming(answer));
    }

    static NotSupportedException OnlyUnary() => new("A node's queries are asynchronous and unary only");

    sealed class Outgoing : SerializationContext
    {
        readonly ArrayBufferWriter<byte> written = new();

        public ReadOnlyMemory<byte> Bytes => written.WrittenMemory;

        public override void Complete(byte[] payload) => written.Write(payload);

        public override IBufferWriter<byte> GetBufferWriter() => written;

        public override void Complete()
        {
            // The written bytes are the message; there is no frame to end.
        }
    }

    sealed class Incoming(ReadOnlyMemory<byte> payload) : DeserializationContext
    {
        public override int PayloadLength => payload.Length;

        public override byte[] PayloadAsNewBuffer() => payload.ToArray();

        public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(payload);
    }
}
