using System.Globalization;
using System.Text.RegularExpressions;
using Akash.Chain.Errors;
using Grpc.Core;

namespace Akash.Chain.Transport;

/// <summary>From the status of a gRPC call to the errors that the same refusal has over RPC.</summary>
static partial class GrpcRefusal
{
    const string Sdk = "sdk";

    public static Exception From(RpcException failure, string endpoint) => failure.Status switch
    {
        var status when IsNoAnswer(status) => new EndpointException(endpoint, Problem(status), !NeverLeft(status), failure),
        { Detail: var detail } when NodeHeight.IsMissing(detail) => new EndpointException(endpoint, RawLog.ToPrintable(detail), mayHaveArrived: true, failure),
        var status => ToException(status),
    };

    static ChainRefusedException ToException(Status status)
    {
        if (Registered().Match(status.Detail) is { Success: true } match)
            return ErrorMapping.ToException(
                match.Groups["codespace"].Value, uint.Parse(match.Groups["code"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["text"].Value);

        // The codes abci_query gives the same statuses (chain.md 5.5).
        uint code = status.StatusCode switch
        {
            StatusCode.NotFound => 22,
            StatusCode.InvalidArgument or StatusCode.FailedPrecondition => 18,
            StatusCode.Unauthenticated => 4,
            _ => 6,
        };
        return ErrorMapping.ToException(Sdk, code, $"rpc error: code = {status.StatusCode} desc = {status.Detail}");
    }

    /// <summary>Whether the status was made on the way, by a proxy or by this side, and not by a node.</summary>
    static bool IsNoAnswer(Status status) =>
        status.DebugException is not null
        || status.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Unimplemented or StatusCode.Cancelled
        || status.Detail.StartsWith("Bad gRPC response", StringComparison.Ordinal);

    static bool NeverLeft(Status status) =>
        status.StatusCode is StatusCode.Unimplemented or StatusCode.ResourceExhausted
        || status.DebugException is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
        };

    static string Problem(Status status) => status.DebugException is HttpRequestException unreachable
        ? $"cannot be reached: {unreachable.Message}"
        : $"gives no answer of a node: {status.StatusCode} {RawLog.ToPrintable(status.Detail)}".TrimEnd();

    [GeneratedRegex(@"codespace (?<codespace>[\w.]+) code (?<code>\d+): (?<text>.*)", RegexOptions.Singleline)]
    private static partial Regex Registered();
}
