using System.Net.Http.Json;
using System.Text.Json;
using Akash.Sandbox.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.Sandbox.Tests.Admin;

/// <summary>A node whose blocks come only when a test asks, and a client of its admin port.</summary>
sealed class AdminFixture(SandboxHost host) : IAsyncDisposable
{
    public SandboxHost Host => host;

    public HttpClient Http { get; } = new() { BaseAddress = new Uri(host.Network.Admin) };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<AdminFixture> StartAsync() => new(await SandboxHost.StartAsync(
        new SandboxOptions { BlockTime = TimeSpan.FromHours(1) }, TimeProvider.System, NullLogger.Instance, Stop));

    public async Task PutAsync(string path, object? input = null)
    {
        using var answer = await Http.PutAsJsonAsync(path, input ?? new { }, Stop);
        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Stop));
    }

    public async Task<JsonElement> StateAsync() => await Http.GetFromJsonAsync<JsonElement>("/api/state", Stop);

    /// <summary>The height the node claims over its RPC.</summary>
    public async Task<long> HeightAsync()
    {
        var status = await Http.GetFromJsonAsync<JsonElement>(host.Network.Rpc[0] + "/status", Stop);
        return long.Parse(status.GetProperty("result").GetProperty("sync_info").GetProperty("latest_block_height").GetString()!);
    }

    public Task<HttpResponseMessage> CallAsync(string method, object parameters) =>
        Http.PostAsJsonAsync(host.Network.Rpc[0], new { jsonrpc = "2.0", id = 1, method, @params = parameters }, Stop);

    public async Task<JsonElement> CallForJsonAsync(string method, object parameters)
    {
        using var answer = await CallAsync(method, parameters);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.DisposeAsync();
    }
}
