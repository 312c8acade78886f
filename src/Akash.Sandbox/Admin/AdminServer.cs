using System.Net;
using System.Text.Json;
using Akash.Proto.Cosmos.Upgrade.V1Beta1;
using Akash.Sandbox.Faults;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Node.Transports;
using Akash.Sandbox.Providers;

namespace Akash.Sandbox.Admin;

/// <summary>The admin port: an API over <see cref="SandboxControl"/>, the network file, and a page that shows and does all of it.</summary>
sealed class AdminServer : IAsyncDisposable
{
    readonly WebApplication web;

    AdminServer(WebApplication web, string url) => (this.web, Url) = (web, url);

    public string Url { get; }

    public static async Task<AdminServer> StartAsync(SandboxControl control, Func<NetworkDefinition?> network, RecentLog log, IReadOnlyList<IPAddress> listen, int port, CancellationToken cancellationToken)
    {
        var web = PortServer.Build(listen, port, Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http1);
        web.Use(RefuseForeignAsync);
        web.Use(ExplainAsync);
        Map(web, control, network, log);
        await web.StartAsync(cancellationToken);
        return new AdminServer(web, PortServer.UrlOf(web, listen[^1]));
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    static void Map(WebApplication web, SandboxControl control, Func<NetworkDefinition?> started, RecentLog log)
    {
        NetworkDefinition Network() => started() ?? throw new InvalidOperationException("the sandbox is still starting");

        AdminPage.Map(web);
        var rest = new RestGateway(control.Node.Queries);
        web.MapGet("/network.json", context => WriteAsync(context, JsonSerializer.Serialize(Network(), NetworkJson.Default.NetworkDefinition)));
        web.MapGet("/api/state", context => WriteAsync(context, AdminJson.State(control, Network(), log)));
        web.MapGet("/api/events", context => PublishBlocksAsync(context, control));
        web.MapGet("/api/chain/{**path}", async context =>
        {
            var answer = rest.Answer("GET", context.Request.Path.Value!["/api/chain".Length..] + context.Request.QueryString.Value, "");
            context.Response.StatusCode = answer.Status;
            await WriteAsync(context, answer.Body);
        });
        web.MapGet("/api/leases/{owner}/{dseq}/{gseq}/{oseq}/{provider}/logs", context => WriteLogsAsync(context, control));

        Put(web, "/api/time", control, input => control.Advance(TimeSpan.FromSeconds(input.GetProperty("advanceSeconds").GetDouble())));
        Put(web, "/api/blocks", control, input => control.ProduceBlocks(input.GetProperty("count").GetInt32()));
        Put(web, "/api/production", control, input => control.Producer.IsPaused = input.GetProperty("paused").GetBoolean());
        Put(web, "/api/price", control, input => control.SetPrice(input.GetProperty("usdPerAkt").GetString() is { } price ? Genesis.Decimal(price) : null));
        Put(web, "/api/breaker", control, input =>
        {
            if (input.TryGetProperty("warning", out var warning)) control.SlowMinting(warning.GetBoolean());
            else control.HaltMinting(input.GetProperty("halted").GetBoolean());
        });
        Put(web, "/api/upgrade", control, input => control.Announce(new Plan
        {
            Name = input.GetProperty("name").GetString(), Height = input.GetProperty("height").GetInt64(),
            Info = input.TryGetProperty("info", out var info) ? info.GetString() : "",
        }));
        Delete(web, "/api/upgrade", _ => control.Announce(null));

        Put(web, "/api/faults", control, input => control.Faults.Add(input.Deserialize(FaultJson.Default.FaultRule)!));
        Delete(web, "/api/faults", context => control.Faults.Reset(int.TryParse(context.Request.Query["seed"], out var seed) ? seed : 0));
        Delete(web, "/api/faults/{id:int}", context => RemoveFault(control.Faults, context));

        Put(web, "/api/snapshots/{name}", control, (context, _) => control.Save(NameOf(context)));
        Put(web, "/api/snapshots/{name}/restore", control, (context, _) => control.Restore(NameOf(context)));
        Delete(web, "/api/snapshots/{name}", context => control.Forget(NameOf(context)));

        Put(web, "/api/providers/{name}/stop", control, (context, _) => control.Provider(NameOf(context)).Stop());
        Put(web, "/api/providers/{name}/start", control, (context, _) => control.Provider(NameOf(context)).Start());
        Put(web, "/api/providers/{name}/behaviour", control, (context, input) =>
            control.Provider(NameOf(context)).Change(input.GetProperty("behaviour").GetString() ?? ""));
    }

    static string NameOf(HttpContext context) => (string)context.GetRouteValue("name")!;

    static void RemoveFault(FaultBoard faults, HttpContext context)
    {
        var id = (string)context.GetRouteValue("id")!;
        if (!faults.Remove(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture))) throw new KeyNotFoundException($"no fault {id} is switched on");
    }

    static void Put(WebApplication web, string path, SandboxControl control, Action<JsonElement> change) => Put(web, path, control, (_, input) => change(input));

    /// <summary>A change, by PUT or POST; answers with the height after it.</summary>
    static void Put(WebApplication web, string path, SandboxControl control, Action<HttpContext, JsonElement> change) =>
        web.MapMethods(path, ["PUT", "POST"], async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            using var input = body.Length == 0 ? null : JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
            change(context, input?.RootElement ?? default);
            await WriteAsync(context, $$"""{"height":{{control.Node.Height}}}""");
        });

    static void Delete(WebApplication web, string path, Action<HttpContext> change) => web.MapDelete(path, context =>
    {
        change(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });

    /// <summary>A page of another origin may not drive the sandbox through its visitor's browser.</summary>
    static Task RefuseForeignAsync(HttpContext context, RequestDelegate next)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || origin == $"{context.Request.Scheme}://{context.Request.Host}") return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("requests of other origins are not taken", context.RequestAborted);
    }

    /// <summary>What can't be done is said: <c>{"error":"…"}</c>, 400 for what can't be understood, 404 for what isn't there.</summary>
    static async Task ExplainAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (KeyNotFoundException missing) when (!missing.Message.Contains("given key", StringComparison.Ordinal))
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, missing.Message);
        }
        catch (Exception refusal) when (refusal is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, refusal.Message);
        }
    }

    static Task RefuseAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, Wire.JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("error", error);
            writer.WriteEndObject();
        }));
    }

    static async Task WriteLogsAsync(HttpContext context, SandboxControl control)
    {
        string Part(string name) => (string)context.GetRouteValue(name)!;
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var lease = new LeaseKey(Part("owner"), ulong.Parse(Part("dseq"), culture), uint.Parse(Part("gseq"), culture), uint.Parse(Part("oseq"), culture), Part("provider"));
        var lines = control.Providers is { } providers ? await providers.ReadLogsAsync(lease, 100, context.RequestAborted) : [];
        await WriteAsync(context, Wire.JsonText.Of(writer =>
        {
            writer.WriteStartArray();
            foreach (var (pod, line) in lines)
            {
                writer.WriteStartObject();
                writer.WriteString("pod", pod);
                writer.WriteString("line", line);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }));
    }

    /// <summary>Server-sent events: the height of each block as it comes.</summary>
    static async Task PublishBlocksAsync(HttpContext context, SandboxControl control)
    {
        context.Response.ContentType = "text/event-stream";
        try
        {
            await context.Response.WriteAsync($"data: {control.Node.Height}\n\n", context.RequestAborted);
            await foreach (var block in control.Node.ReadStoredBlocksAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync($"data: {block.Header.Height}\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }

    static Task WriteAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }
}
