using System.Text.Json;

namespace Akash.Sandbox.Faults;

/// <summary>
/// What a request can be called in a rule: a method of CometBFT's RPC (<c>broadcast_tx_sync</c>), and for <c>abci_query</c> also the
/// query's path (<c>/akash.market.v1beta5.Query/Bids</c>); the path of everything else (<c>/cosmos/tx/v1beta1/txs</c>,
/// <c>/deployment/123/manifest</c>), alone and after its verb (<c>PUT /deployment/123/manifest</c>).
/// </summary>
static class RequestNames
{
    public static async Task<IReadOnlyList<string>> OfAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "/");
        if (method == "GET" && path.Length > 1 && path.IndexOf('/', 1) < 0) return [path[1..], path, $"GET {path}", context.Request.Query["path"].ToString().Trim('"')];
        return method == "POST" && path == "/" ? await OfCallsAsync(context) : [path, $"{method} {path}"];
    }

    static async Task<IReadOnlyList<string>> OfCallsAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var calls = document.RootElement.ValueKind is JsonValueKind.Array ? [.. document.RootElement.EnumerateArray()] : new[] { document.RootElement };
            return [.. calls.Where(call => call.ValueKind is JsonValueKind.Object).SelectMany(OfCall)];
        }
        catch (JsonException)
        {
            // What is no JSON has no name; the node will say so.
            return [];
        }
        finally
        {
            context.Request.Body.Position = 0;
        }
    }

    static IEnumerable<string> OfCall(JsonElement call)
    {
        if (call.TryGetProperty("method", out var method)) yield return method.ToString();
        if (call.TryGetProperty("params", out var parameters) && parameters.ValueKind is JsonValueKind.Object && parameters.TryGetProperty("path", out var path)) yield return path.ToString();
    }
}
