namespace Akash.Runner;

/// <summary>One <c>uses:</c> step of a job with <c>services:</c>, as the runner sees it.</summary>
public sealed record StepOptions
{
    /// <summary>The repository of the action: where its action.yml is.</summary>
    public required string ActionDirectory { get; init; }

    /// <summary>Stands in the place of the image that action.yml names.</summary>
    public string Image { get; init; } = "akash-action:local";

    /// <summary>The checked-out repository on the host.</summary>
    public required string Workspace { get; init; }

    /// <summary>The runner's temporary folder on the host; holds file commands, home and the event.</summary>
    public required string Temp { get; init; }

    /// <summary>The job's network; null for a job without services.</summary>
    public string? Network { get; init; }

    /// <summary>The step's <c>with:</c>.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>The job's and the step's <c>env:</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string Repository { get; init; } = "octocat/hello-world";

    public string Actor { get; init; } = "octocat";

    public string Sha { get; init; } = "0123456789abcdef0123456789abcdef01234567";

    public string Ref { get; init; } = "refs/heads/main";

    public string EventName { get; init; } = "push";

    /// <summary>The webhook payload; null for a minimal one.</summary>
    public string? EventPayload { get; init; }

    public long RunId { get; init; } = 1;

    public int RunAttempt { get; init; } = 1;

    public string Token { get; init; } = "";

    public string ApiUrl { get; init; } = "https://api.github.com";

    public string ServerUrl { get; init; } = "https://github.com";
}

/// <param name="ExitCode">Of the docker client; null when the runner had to kill it.</param>
/// <param name="Log">Everything printed, in order.</param>
public sealed record StepResult(
    int? ExitCode, IReadOnlyDictionary<string, string> Outputs, IReadOnlyDictionary<string, string> State, string Summary, string Log)
{
    public bool Succeeded => ExitCode == 0;
}
