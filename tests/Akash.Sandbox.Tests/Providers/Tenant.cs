using System.Buffers.Text;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Akash.Proto.Base.Attributes.V1;
using Akash.Proto.Base.Resources.V1Beta4;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Providers;
using Akash.Sandbox.Providers.Manifests;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>A tenant beside one running provider over a scripted node: orders, sends manifests, looks and listens.</summary>
sealed class Tenant : IAsyncDisposable
{
    const ulong Dseq = 4711;

    readonly Wallet wallet = Wallet.FromName("tests/tenant");
    readonly ScriptedNode node;
    readonly ProviderHost host;
    readonly HttpClient client;
    readonly CancellationTokenSource stop;
    readonly Task blocks;
    readonly string provider;

    Tenant(ScriptedNode node, ProviderHost host, CancellationTokenSource stop, Task blocks)
    {
        (this.node, this.host, this.stop, this.blocks) = (node, host, stop, blocks);
        provider = host.Providers[0].Address;
        node.AddAccount(wallet.Address, wallet.PublicKey);
#pragma warning disable CA5400 // There is no revocation list for certificates that are on chain.
        client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = IsOnChain } }) { BaseAddress = new Uri(host.Providers[0].HostUri) };
#pragma warning restore CA5400
    }

    public static async Task<Tenant> StartAsync(Func<MarketOptions, MarketOptions>? change = null)
    {
        await BusyboxImage.RequireAsync();
        var node = new ScriptedNode();
        var options = new MarketOptions { Listen = [IPAddress.Loopback], RestartPause = TimeSpan.FromSeconds(1) };
        options = options with { Providers = [options.Providers[0]] };
        if (change is not null) options = change(options);
        foreach (var account in options.Accounts) node.AddAccount(account);
        var stop = new CancellationTokenSource();
        var blocks = CommitAsync(node, stop.Token);
        var host = await ProviderHost.StartAsync(node, options, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        return new Tenant(node, host, stop, blocks);
    }

    public ScriptedNode Node => node;

    static async Task CommitAsync(ScriptedNode node, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken)) node.Commit();
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    bool IsOnChain(object sender, System.Security.Cryptography.X509Certificates.X509Certificate? presented, System.Security.Cryptography.X509Certificates.X509Chain? chain, System.Net.Security.SslPolicyErrors errors) =>
        presented is not null && node.Sent.OfType<Akash.Proto.Cert.V1.MsgCreateCertificate>().Any(message =>
            System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(message.Cert.ToStringUtf8()).RawData.AsSpan().SequenceEqual(presented.GetRawCertData()));

    /// <summary>Orders, waits for the bid and takes it.</summary>
    public async Task LeaseAsync(params ManifestService[] services)
    {
        var manifest = Manifest(services);
        var group = Granted(manifest.Groups[0]);
        node.AddDeployment(wallet.Address, Dseq, ManifestText.Hash(manifest), group);
        node.AddOrder(wallet.Address, Dseq, group);
        await Eventually.BecomesAsync(() => node.Bids, bids => bids.Any(bid => bid.Id.Dseq == Dseq));
        node.AddLease(wallet.Address, Dseq, provider);
    }

    /// <summary>Puts another hash on chain, as an update does.</summary>
    public void Update(params ManifestService[] services)
    {
        var manifest = Manifest(services);
        node.AddDeployment(wallet.Address, Dseq, ManifestText.Hash(manifest), Granted(manifest.Groups[0]));
    }

    public void Close() => node.CloseLease(Dseq);

    public async Task<HttpStatusCode> SendManifestAsync(params ManifestService[] services)
    {
        using var request = Request(HttpMethod.Put, $"/deployment/{Dseq}/manifest");
        request.Content = new StringContent(ManifestText.Canonical(Manifest(services)), Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The lease's status; null while it is answered with an error.</summary>
    public async Task<JsonNode?> StatusAsync()
    {
        using var request = Request(HttpMethod.Get, $"/lease/{Dseq}/1/1/status");
        using var answer = await client.SendAsync(request);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) : null;
    }

    public async Task<JsonNode> ReadyAsync(string service, long generation = 1) => (await Eventually.BecomesAsync(
        StatusAsync,
        status => status?["services"]?[service] is { } found && found["ready_replicas"]!.GetValue<int>() > 0 && found["updated_replicas"]!.GetValue<int>() > 0
            && found["observed_generation"]!.GetValue<long>() == generation))!;

    /// <summary>The page at an address, or the status it came with.</summary>
    public static async Task<string> FetchAsync(string address)
    {
        using var plain = new HttpClient();
        try
        {
            using var answer = await plain.GetAsync(new Uri($"http://{address}/"));
            return answer.IsSuccessStatusCode ? (await answer.Content.ReadAsStringAsync()).Trim() : ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException refused)
        {
            return refused.HttpRequestError.ToString();
        }
    }

    /// <summary>All frames of a stream until the server ends it, and its close status if it gave one.</summary>
    public async Task<(IReadOnlyList<byte[]> Frames, int? Close)> ListenAsync(string resource, params byte[][] sent)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + Token());
        socket.Options.RemoteCertificateValidationCallback = IsOnChain;
        await socket.ConnectAsync(new Uri(host.Providers[0].HostUri.Replace("https", "wss", StringComparison.Ordinal) + $"/lease/{Dseq}/1/1/{resource}"), CancellationToken.None);
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

    static Manifest Manifest(ManifestService[] services) => new([new ManifestGroup("test", services)]);

    /// <summary>A service of the tiny image that runs a script, with a tenth of a core.</summary>
    public static ManifestService Service(string name, uint id, string script, params ManifestExpose[] exposes) => new()
    {
        Name = name,
        Image = BusyboxImage.Reference,
        Command = ["sh", "-c"],
        Args = [script],
        Count = 1,
        Expose = exposes,
        Resources = new ManifestResources
        {
            Id = id,
            Cpu = new ManifestUnits(100, null),
            Memory = new ManifestUnits(32 << 20, null),
            Gpu = new ManifestUnits(0, null),
            Storage = [new ManifestVolume("default", 64 << 20, null)],
            Endpoints = [.. exposes.Where(expose => expose.Global).Select(expose => new ManifestEndpoint(expose.IsIngress ? 0 : 1, 0))],
        },
    };

    public static ManifestExpose Http(uint port) => new() { Port = port, ExternalPort = 80, Proto = "TCP", Global = true, HttpOptions = new ManifestHttpOptions { MaxBodySize = 1_048_576 } };

    public static GroupSpec Granted(ManifestGroup group) => new()
    {
        Name = group.Name,
        Requirements = new PlacementRequirements(),
        Resources =
        {
            group.AllServices.Select(service => new ResourceUnit
            {
                Count = service.Count,
                Price = new DecCoin { Denom = "uact", Amount = "1000000000000000000000" },
                Resource = new Resources
                {
                    Id = service.Resources.Id,
                    Cpu = new CPU { Units = Value(service.Resources.Cpu!.Amount) },
                    Memory = new Memory { Quantity = Value(service.Resources.Memory!.Amount) },
                    Gpu = new GPU { Units = Value(service.Resources.Gpu!.Amount) },
                    Storage = { service.Resources.Storage!.Select(volume => new Storage { Name = volume.Name, Quantity = Value(volume.Bytes) }) },
                    Endpoints = { service.Resources.Endpoints!.Select(endpoint => new Endpoint { Kind = (Endpoint.Types.Kind)endpoint.Kind, SequenceNumber = endpoint.SequenceNumber }) },
                },
            }),
        },
    };

    static ResourceValue Value(System.Numerics.BigInteger amount) =>
        new() { Val = ByteString.CopyFromUtf8(amount.ToString(System.Globalization.CultureInfo.InvariantCulture)) };

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
        await stop.CancelAsync();
        await blocks;
        stop.Dispose();
    }
}
