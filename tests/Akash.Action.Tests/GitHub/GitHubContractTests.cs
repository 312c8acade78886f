using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Akash.Action.GitHub;
using Akash.Deploy.Records;
using Akash.GitHub.Testing;
using CliWrap;
using CliWrap.Buffered;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.Action.Tests.GitHub;

/// <summary>What we send GitHub, and what our stand-in for GitHub answers, judged by GitHub's own description of its API.</summary>
public partial class GitHubContractTests
{
    const string Package = "@octokit/openapi@23.0.2";

    [Fact]
    public async Task Requests_and_answers_are_as_GitHub_describes_them()
    {
        var github = await DescribeAsync();
        await using var server = await GitHubServer.StartAsync();
        await UseEverythingAsync(server);

        server.Exchanges.Select(exchange => $"{exchange.Method} {Template(exchange.Path)} {exchange.Status}").Distinct().Should().BeEquivalentTo(
            "POST /repos/{owner}/{repo}/deployments 201",
            "GET /repos/{owner}/{repo}/deployments 200",
            "DELETE /repos/{owner}/{repo}/deployments/{deployment_id} 204",
            "POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses 201",
            "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses 200",
            "GET /repos/{owner}/{repo}/actions/runs/{run_id} 200");
        server.Exchanges.SelectMany(exchange => Judge(github, exchange)).Should().BeEmpty();
    }

    static IEnumerable<string> Judge(OpenApi github, Exchange exchange)
    {
        var path = Template(exchange.Path);
        var request = exchange.Request.Length == 0 ? [] : github.JudgeRequest(exchange.Method, path, JsonNode.Parse(exchange.Request)!);
        // A workflow run says far more than whether it is at work; the stand-in does not invent the rest.
        var complete = !path.Contains("/actions/");
        var answer = github.JudgeAnswer(exchange.Method, path, exchange.Status, exchange.Response.Length == 0 ? null : JsonNode.Parse(exchange.Response), complete);
        return request.Concat(answer).Select(problem => $"{exchange.Method} {exchange.Path}: {problem}");
    }

    static async Task UseEverythingAsync(GitHubServer server)
    {
        server.Runs.Set(1, "completed");
        _ = await Records(1).EnterAsync("production", TimeSpan.Zero, default);
        await using var session = await Records(2).EnterAsync("production", TimeSpan.Zero, default);
        foreach (var phase in new[] { RecordPhase.Opening, RecordPhase.Live, RecordPhase.Closed })
            await session.WriteAsync(
                new() { Phase = phase, ChainId = "akashnet-2", Owner = "akash1owner", Dseq = 1, Run = "run", Url = new("http://web.test/") }, default);

        GitHubRecords Records(long run) => new(
            GitHubApi.Connect(server.Url, "octo/repo", "token", TimeProvider.System, "0.0.0"),
            new(run, 1, $"runner {run}", $"https://github.test/octo/repo/actions/runs/{run}"), "0123abc", _ => { }, NullLogger.Instance, TimeProvider.System);
    }

    static string Template(string path) =>
        Run().Replace(Deployment().Replace(path, "/deployments/{deployment_id}"), "/runs/{run_id}").Replace("/octo/repo/", "/{owner}/{repo}/");

    static async Task<OpenApi> DescribeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("akash-openapi").FullName;
        try
        {
            var pack = await Cli.Wrap("npm").WithArguments(["pack", "--silent", Package]).WithWorkingDirectory(folder)
                .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
            if (pack.ExitCode != 0) Assert.Skip($"npm does not give {Package}: {pack.StandardError}");
            await Cli.Wrap("tar").WithArguments(["-xzf", pack.StandardOutput.Trim(), "package/generated/api.github.com.json"]).WithWorkingDirectory(folder).ExecuteAsync();
            await using var file = File.OpenRead(Path.Combine(folder, "package", "generated", "api.github.com.json"));
            return new((await JsonNode.ParseAsync(file))!);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{Package} is fetched with npm, which is not there");
            throw;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [GeneratedRegex("/deployments/[0-9]+")]
    private static partial Regex Deployment();

    [GeneratedRegex("/runs/[0-9]+")]
    private static partial Regex Run();
}
