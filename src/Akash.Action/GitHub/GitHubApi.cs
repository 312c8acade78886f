using System.Globalization;
using System.Net;
using Akash.Deploy.Records;
using Octokit;
using Octokit.Internal;

namespace Akash.Action.GitHub;

/// <summary>The few calls of the GitHub API that records need, for one repository. Failures are <see cref="RecordsException"/>s that name what to change.</summary>
sealed class GitHubApi(IConnection connection, string repository)
{
    const int PageSize = 100;

    static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    /// <param name="apiUrl"><c>GITHUB_API_URL</c>: another one than github.com's on GitHub Enterprise Server.</param>
    /// <param name="repository"><c>owner/name</c>.</param>
    public static GitHubApi Connect(Uri apiUrl, string repository, string token, TimeProvider time, string version)
    {
        var http = new HttpClientAdapter(() => new RetryHandler(time) { InnerHandler = new SocketsHttpHandler { UseCookies = false } });
        var connection = new Connection(
            new ProductHeaderValue("akash-action", version), new Uri(apiUrl.ToString().TrimEnd('/') + "/"),
            new InMemoryCredentialStore(new Credentials(token)), http, new SourceGeneratedJson());
        connection.SetRequestTimeout(RequestTimeout);
        return new GitHubApi(connection, repository);
    }

    public async Task<GitHubDeployment> CreateDeploymentAsync(NewGitHubDeployment deployment, CancellationToken cancellationToken) =>
        await CallAsync("create a GitHub deployment", async () => (await connection.Post<GitHubDeployment>(
            Path("deployments"), deployment, AcceptHeaders.StableVersion, "application/json", new Dictionary<string, string>(), cancellationToken)).Body, cancellationToken);

    public async Task AddStatusAsync(long deployment, NewGitHubDeploymentStatus status, CancellationToken cancellationToken) =>
        await CallAsync("set the status of a GitHub deployment", async () => (await connection.Post<GitHubDeploymentStatus>(
            Path($"deployments/{deployment}/statuses"), status, AcceptHeaders.StableVersion, "application/json", new Dictionary<string, string>(), cancellationToken)).Body, cancellationToken);

    /// <summary>Every deployment of an environment with a task, over all pages, newest first.</summary>
    public async Task<IReadOnlyList<GitHubDeployment>> ListDeploymentsAsync(string environment, string task, CancellationToken cancellationToken)
    {
        var all = await ListAsync<GitHubDeployment>(
            "list GitHub deployments", "deployments", new() { ["environment"] = environment, ["task"] = task }, cancellationToken);
        return [.. all.OrderByDescending(deployment => deployment.Id)];
    }

    /// <summary>Every status of a deployment, newest first.</summary>
    public async Task<IReadOnlyList<GitHubDeploymentStatus>> ListStatusesAsync(long deployment, CancellationToken cancellationToken)
    {
        var all = await ListAsync<GitHubDeploymentStatus>(
            "list the statuses of a GitHub deployment", $"deployments/{deployment}/statuses", [], cancellationToken);
        return [.. all.OrderByDescending(status => status.Id)];
    }

    /// <summary>Removes a deployment, which must be inactive.</summary>
    public async Task DeleteDeploymentAsync(long deployment, CancellationToken cancellationToken) =>
        await CallAsync("remove a GitHub deployment", () => connection.Delete(Path($"deployments/{deployment}")).WaitAsync(cancellationToken), cancellationToken);

    /// <summary>A workflow run; null where it is gone or the token may not see it (<c>actions: read</c>).</summary>
    public async Task<GitHubWorkflowRun?> FindRunAsync(long run, CancellationToken cancellationToken)
    {
        try
        {
            return (await connection.Get<GitHubWorkflowRun>(
                Path($"actions/runs/{run}"), new Dictionary<string, string>(), AcceptHeaders.StableVersion, cancellationToken)).Body;
        }
        catch (ApiException exception) when (exception.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return null;
        }
        catch (Exception exception) when (IsGitHubs(exception, cancellationToken))
        {
            throw Explain("look at a workflow run", exception);
        }
    }

    Task<List<T>> ListAsync<T>(string what, string path, Dictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        parameters["per_page"] = PageSize.ToString(CultureInfo.InvariantCulture);
        return CallAsync(what, async () =>
        {
            List<T> all = [];
            for (var page = 1; ; page++)
            {
                parameters["page"] = page.ToString(CultureInfo.InvariantCulture);
                var answer = await connection.Get<List<T>>(Path(path), parameters, AcceptHeaders.StableVersion, cancellationToken);
                all.AddRange(answer.Body);
                if (!answer.HttpResponse.ApiInfo.Links.ContainsKey("next")) return all;
            }
        }, cancellationToken);
    }

    Uri Path(string path) => new($"repos/{repository}/{path}", UriKind.Relative);

    async Task<T> CallAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (IsGitHubs(exception, cancellationToken))
        {
            throw Explain(what, exception);
        }
    }

    // HttpClient's own timeout looks like a cancellation that nobody asked for.
    static bool IsGitHubs(Exception exception, CancellationToken cancellationToken) =>
        exception is ApiException or HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    RecordsException Explain(string what, Exception exception) => new(
        $"cannot {what} in {repository}: " + exception switch
        {
            RateLimitExceededException => "the token's request limit is used up; try again within the hour",
            AuthorizationException => "the github-token is not accepted (401); leave the input out to use the job's own",
            ForbiddenException => "the github-token may not; add 'deployments: write' to the job's permissions, or give deployment-details-path instead",
            NotFoundException => "GitHub answers 404, so the github-token does not reach it; add 'deployments: write' to the job's permissions, or give deployment-details-path instead",
            ApiException api => $"GitHub answers {(int)api.StatusCode}: {api.Message}",
            _ => $"{connection.BaseAddress} does not answer: {exception.Message}",
        },
        exception);
}
