using System.Text.Json;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Node.Queries;
using Akash.Sandbox.Wire;
using Google.Protobuf;
using Grpc.Core;

namespace Akash.Sandbox.Node.Transports;

/// <summary>An answer of the gateway: status and JSON.</summary>
readonly record struct RestAnswer(int Status, string Body);

/// <summary>The node's REST gateway (chain.md section 8): paths to methods, query strings and JSON to messages.</summary>
sealed class RestGateway(QueryRouter router)
{
    public RestAnswer Answer(string method, string pathAndQuery, string body, long? height = null)
    {
        var question = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (pathAndQuery, "") : (pathAndQuery[..question], pathAndQuery[(question + 1)..]);
        if (RestExtras.Answer(path, query) is { } extra) return new RestAnswer(200, extra);
        if (RestRoutes.Find(method, path) is not var (target, parameters) || router.Find(target) is not { } descriptor)
            return Refused(new Status(StatusCode.Unimplemented, "Not Implemented"));

        try
        {
            var request = method == "POST" ? ReadBody(descriptor.InputType.Parser, body) : descriptor.InputType.Parser.ParseFrom(ByteString.Empty);
            foreach (var (name, value) in parameters) QueryBinding.Set(request, name, value);
            if (method == "GET") QueryBinding.Bind(request, query);
            return new RestAnswer(200, GogoJson.Text(router.Invoke(target, request, height)));
        }
        catch (Exception refusal) when (refusal is RpcException or LedgerException or InvalidProtocolBufferException or FormatException)
        {
            return Refused(refusal is FormatException ? new Status(StatusCode.InvalidArgument, refusal.Message) : QueryRouter.StatusOf(refusal));
        }
    }

    static IMessage ReadBody(MessageParser parser, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return QueryBinding.FromJson(parser, json.RootElement);
        }
        catch (JsonException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    static RestAnswer Refused(Status status) => new(
        HttpStatusOf(status.StatusCode),
        JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("code", (int)status.StatusCode);
            writer.WriteString("message", status.Detail);
            writer.WriteStartArray("details");
            writer.WriteEndArray();
            writer.WriteEndObject();
        }));

    static int HttpStatusOf(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => 400,
        StatusCode.Unauthenticated => 401,
        StatusCode.PermissionDenied => 403,
        StatusCode.NotFound => 404,
        StatusCode.AlreadyExists or StatusCode.Aborted => 409,
        StatusCode.ResourceExhausted => 429,
        StatusCode.Unimplemented => 501,
        StatusCode.Unavailable => 503,
        StatusCode.DeadlineExceeded => 504,
        _ => 500,
    };
}
