using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Akash.GitHub.Testing;

/// <summary>
/// The part of GitHub's REST API that keeps deployments, over real HTTP: stateful, and as strict as GitHub about what it takes.
/// Its requests and answers are checked against GitHub's own OpenAPI description by a test.
/// </summary>
public sealed class GitHubServer : IAsyncDisposable
{
    readonly WebApplication application;
    readonly ConcurrentQueue<Exchange> exchanges = [];
    readonly ConcurrentDictionary<string, byte> denied = [];

    GitHubServer(WebApplication application, TimeProvider time)
    {
        this.application = application;
        Deployments = new(time);
        Runs = new();
    }

    public Uri Url => new(application.Urls.First());

    public DeploymentStore Deployments { get; }

    public WorkflowRunStore Runs { get; }

    /// <summary>The only token that is taken; null for any.</summary>
    public string? Token { get; set; }

    /// <summary>Every request with its answer, in order.</summary>
    public IReadOnlyList<Exchange> Exchanges => [.. exchanges];

    /// <param name="address">Port 0 for any free one.</param>
    public static async Task<GitHubServer> StartAsync(string address = "http://127.0.0.1:0", TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add(address);
        var server = new GitHubServer(application, time ?? TimeProvider.System);
        application.Use(server.RecordAsync);
        application.Use(server.AuthorizeAsync);
        server.Map(application);
        await application.StartAsync();
        return server;
    }

    /// <summary>From now on the token lacks a permission: <c>deployments</c> or <c>actions</c>.</summary>
    public void Deny(string permission) => denied[permission] = 0;

    public Task WaitForShutdownAsync() => application.WaitForShutdownAsync();

    public ValueTask DisposeAsync() => application.DisposeAsync();

    void Map(IEndpointRouteBuilder routes)
    {
        const string Deployment = "/repos/{owner}/{repo}/deployments";
        routes.MapPost(Deployment, async (HttpContext http, CancellationToken cancel) =>
            Deployments.Create(Repository(http), await ReadAsync(http, cancel)).Send());
        routes.MapGet(Deployment, (HttpContext http) =>
            Page.Of(http, Deployments.List(Repository(http), Query(http, "environment"), Query(http, "task"), Query(http, "sha"), Query(http, "ref"))));
        routes.MapGet(Deployment + "/{id:long}", (HttpContext http, long id) => Deployments.Get(Repository(http), id).Send());
        routes.MapDelete(Deployment + "/{id:long}", (HttpContext http, long id) => Deployments.Delete(Repository(http), id).Send());
        routes.MapPost(Deployment + "/{id:long}/statuses", async (HttpContext http, long id, CancellationToken cancel) =>
            Deployments.AddStatus(Repository(http), id, await ReadAsync(http, cancel)).Send());
        routes.MapGet(Deployment + "/{id:long}/statuses", (HttpContext http, long id) =>
            Deployments.Statuses(Repository(http), id) is { } statuses ? Page.Of(http, statuses) : Answer.NotFound.Send());
        routes.MapGet("/repos/{owner}/{repo}/actions/runs/{id:long}", (HttpContext http, long id) => Runs.Get(Repository(http), id).Send());
    }

    async Task AuthorizeAsync(HttpContext http, RequestDelegate next)
    {
        var given = http.Request.Headers.Authorization.ToString().Split(' ') is [var scheme, var token] && scheme.ToLowerInvariant() is "token" or "bearer" ? token : null;
        var permission = http.Request.Path.Value!.Contains("/actions/", StringComparison.Ordinal) ? "actions" : "deployments";
        var refusal = given is null || (Token is not null && given != Token) ? Answer.BadCredentials
            : denied.ContainsKey(permission) ? Answer.Forbidden
            : null;
        await (refusal is null ? next(http) : refusal.Send().ExecuteAsync(http));
    }

    async Task RecordAsync(HttpContext http, RequestDelegate next)
    {
        http.Request.EnableBuffering();
        var request = await new StreamReader(http.Request.Body, leaveOpen: true).ReadToEndAsync();
        http.Request.Body.Position = 0;
        var original = http.Response.Body;
        using var copy = new MemoryStream();
        http.Response.Body = copy;
        await next(http);
        http.Response.Body = original;
        exchanges.Enqueue(new(http.Request.Method, http.Request.Path.Value!, request, http.Response.StatusCode, Encoding.UTF8.GetString(copy.ToArray())));
        if (copy.Length > 0) await original.WriteAsync(copy.ToArray());
    }

    static async Task<JsonObject?> ReadAsync(HttpContext http, CancellationToken cancellationToken) =>
        await JsonNode.ParseAsync(http.Request.Body, cancellationToken: cancellationToken) as JsonObject;

    string Repository(HttpContext http) => $"{Url.ToString().TrimEnd('/')}/repos/{http.Request.RouteValues["owner"]}/{http.Request.RouteValues["repo"]}";

    static string? Query(HttpContext http, string name) => http.Request.Query[name].FirstOrDefault();
}

public sealed record Exchange(string Method, string Path, string Request, int Status, string Response);
