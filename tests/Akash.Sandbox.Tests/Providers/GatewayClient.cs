using System.Buffers.Text;
using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Providers.Manifests;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>A tenant's view of a provider's gateway: one lease, tokens of its owner, the certificate that is on chain.</summary>
sealed class GatewayClient : IDisposable
{
    readonly Uri gateway;
    readonly Wallet wallet;
    readonly ulong dseq;
    readonly Func<byte[], bool> isOnChain;
    readonly HttpClient client;

    public GatewayClient(string hostUri, Wallet wallet, ulong dseq, Func<byte[], bool> isOnChain)
    {
        (gateway, this.wallet, this.dseq, this.isOnChain) = (new Uri(hostUri), wallet, dseq, isOnChain);
#pragma warning disable CA5400 // There is no revocation list for certificates that are on chain.
        client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = Validate } }) { BaseAddress = gateway };
#pragma warning restore CA5400
    }

    public async Task<HttpStatusCode> SendManifestAsync(params ManifestService[] services)
    {
        using var request = Request(HttpMethod.Put, $"/deployment/{dseq}/manifest");
        request.Content = new StringContent(ManifestText.Canonical(TestManifest.Of(services)), Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, JsonNode body)
    {
        using var request = Request(HttpMethod.Post, path);
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The lease's status; null while it is answered with an error.</summary>
    public async Task<JsonNode?> StatusAsync()
    {
        using var request = Request(HttpMethod.Get, $"/lease/{dseq}/1/1/status");
        using var answer = await client.SendAsync(request);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) : null;
    }

    /// <summary>The status once a service's version is there and ready.</summary>
    public async Task<JsonNode> ReadyAsync(string service, long generation = 1) => (await Eventually.BecomesAsync(
        StatusAsync,
        status => status?["services"]?[service] is { } found
            && found["ready_replicas"]!.GetValue<int>() > 0
            && found["updated_replicas"]!.GetValue<int>() > 0
            && found["observed_generation"]!.GetValue<long>() == generation))!;

    /// <summary>All frames of a stream until the server ends it, and its close status if it gave one.</summary>
    public async Task<(IReadOnlyList<byte[]> Frames, int? Close)> ListenAsync(string resource, params byte[][] sent)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + Token());
        socket.Options.RemoteCertificateValidationCallback = Validate;
        await socket.ConnectAsync(new Uri($"wss://{gateway.Authority}/lease/{dseq}/1/1/{resource}"), CancellationToken.None);
        foreach (var frame in sent) await socket.SendAsync(frame, WebSocketMessageType.Binary, true, CancellationToken.None);
        var frames = new List<byte[]>();
        var buffer = new byte[100_000];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) return (frames, (int?)socket.CloseStatus);
                frames.Add(buffer[..received.Count]);
            }
        }
        catch (WebSocketException)
        {
            return (frames, null);
        }
    }

    public async Task<string> ListenAsTextAsync(string resource) =>
        string.Concat((await ListenAsync(resource)).Frames.Select(Encoding.UTF8.GetString));

    /// <summary>The page at an address, or the status it came with; another name in the Host header where one is given.</summary>
    public static async Task<string> FetchAsync(string address, string? host = null)
    {
        using var plain = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{address}/"));
        request.Headers.Host = host;
        try
        {
            using var answer = await plain.SendAsync(request);
            return answer.IsSuccessStatusCode
                ? (await answer.Content.ReadAsStringAsync()).Trim()
                : ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException refused)
        {
            return refused.HttpRequestError.ToString();
        }
    }

    bool Validate(object sender, X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors) =>
        presented is not null && isOnChain(presented.GetRawCertData());

    HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", Token());
        return request;
    }

    string Token()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = wallet.Address, ["iat"] = now - 30, ["nbf"] = now - 30, ["exp"] = now + 300, ["version"] = "v1",
            ["leases"] = new JsonObject { ["access"] = "full" },
        };
        var signed = $"{Encode("""{"alg":"ES256K","typ":"JWT"}"""u8)}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Encode(wallet.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public void Dispose() => client.Dispose();
}
