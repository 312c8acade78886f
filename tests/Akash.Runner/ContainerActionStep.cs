using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Akash.Runner;

/// <summary>
/// Starts a container action the way GitHub's runner does (spec/action-ux.md section 4): the same mounts, environment,
/// working directory and file commands, the same signals on cancelling, and the post step with the state of the main one.
/// </summary>
public sealed partial class ContainerActionStep(StepOptions options, TextWriter? log = null)
{
    static readonly TimeSpan InterruptPatience = TimeSpan.FromSeconds(7.5);
    static readonly TimeSpan TerminatePatience = TimeSpan.FromSeconds(2.5);
    static readonly string[] FileCommands = ["OUTPUT", "STATE", "ENV", "PATH", "STEP_SUMMARY", "ARTIFACTS", "ARTIFACTS_LIST"];

    readonly ActionMetadata metadata = ActionMetadata.Read(Path.Combine(options.ActionDirectory, "action.yml"));
    readonly SecretMasker masker = new();

    /// <summary>The container of the main step.</summary>
    public string ContainerName { get; } = $"{NotAlphanumeric().Replace(options.Image, "")}_{Guid.NewGuid().ToString("N")[..6]}";

    /// <summary>The main step. Cancelling sends SIGINT, 7.5 s later SIGTERM, 2.5 s later kills the docker client.</summary>
    public Task<StepResult> RunAsync(CancellationToken cancel) => StartAsync(metadata.Entrypoint, ContainerName, new Dictionary<string, string>(), cancel);

    /// <summary>The post step, which runs whatever became of the main one.</summary>
    public Task<StepResult> PostAsync(StepResult main, CancellationToken cancel) => StartAsync(metadata.PostEntrypoint, ContainerName + "_post", main.State, cancel);

    async Task<StepResult> StartAsync(string entrypoint, string container, IReadOnlyDictionary<string, string> state, CancellationToken cancel)
    {
        var commands = Directory.CreateDirectory(Path.Combine(options.Temp, "_runner_file_commands")).FullName;
        var files = FileCommands.ToDictionary(name => name, name => Path.Combine(commands, $"{name.ToLowerInvariant()}_{Guid.NewGuid()}"));
        foreach (var file in files.Values) await File.WriteAllTextAsync(file, "", CancellationToken.None);

        var environment = Environment(files, state);
        var start = new ProcessStartInfo("docker") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in Arguments(entrypoint, container, environment.Keys)) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var text = new StringBuilder();
        var printing = Task.WhenAll(PrintAsync(process.StandardOutput, text), PrintAsync(process.StandardError, text));
        var exitCode = await WaitAsync(process, cancel);
        // A killed client may leave the container holding the pipe; what it printed so far is all the runner ever sees.
        await Task.WhenAny(printing, Task.Delay(exitCode is null ? TimeSpan.FromSeconds(1) : Timeout.InfiniteTimeSpan, CancellationToken.None));

        lock (text)
        {
            return new StepResult(
                exitCode, FileCommand.Read(files["OUTPUT"]), FileCommand.Read(files["STATE"]), File.ReadAllText(files["STEP_SUMMARY"]), text.ToString());
        }
    }

    IEnumerable<string> Arguments(string entrypoint, string container, IEnumerable<string> environment)
    {
        yield return "run";
        yield return "--name";
        yield return container;
        yield return "--label";
        yield return container;
        yield return "--workdir";
        yield return "/github/workspace";
        yield return "--rm";
        foreach (var name in environment)
        {
            yield return "-e";
            yield return name;
        }

        yield return "-e";
        yield return "GITHUB_ACTIONS=true";
        yield return "-e";
        yield return "CI=true";
        yield return "--entrypoint";
        yield return entrypoint;
        if (options.Network is { } network)
        {
            yield return "--network";
            yield return network;
        }

        foreach (var (host, target) in Mounts())
        {
            yield return "-v";
            yield return $"{host}:{target}";
        }

        yield return options.Image;
    }

    IEnumerable<(string Host, string Container)> Mounts() =>
    [
        ("/var/run/docker.sock", "/var/run/docker.sock"),
        (options.Temp, "/github/runner_temp"),
        (Folder("_github_home"), "/github/home"),
        (Folder("_github_workflow"), "/github/workflow"),
        (Folder("_runner_file_commands"), "/github/file_commands"),
        (options.Workspace, "/github/workspace"),
    ];

    Dictionary<string, string> Environment(IReadOnlyDictionary<string, string> files, IReadOnlyDictionary<string, string> state)
    {
        var payload = Path.Combine(Folder("_github_workflow"), "event.json");
        File.WriteAllText(payload, options.EventPayload ?? MinimalPayload());

        var owner = options.Repository.Split('/')[0];
        var environment = new Dictionary<string, string>(options.Environment)
        {
            ["HOME"] = "/github/home",
            ["GITHUB_ACTION"] = "__self",
            ["GITHUB_ACTION_REF"] = "",
            ["GITHUB_ACTION_REPOSITORY"] = "",
            ["GITHUB_ACTOR"] = options.Actor,
            ["GITHUB_API_URL"] = options.ApiUrl,
            ["GITHUB_BASE_REF"] = "",
            ["GITHUB_EVENT_NAME"] = options.EventName,
            ["GITHUB_EVENT_PATH"] = "/github/workflow/event.json",
            ["GITHUB_GRAPHQL_URL"] = options.ApiUrl + "/graphql",
            ["GITHUB_HEAD_REF"] = "",
            ["GITHUB_JOB"] = "deploy",
            ["GITHUB_REF"] = options.Ref,
            ["GITHUB_REF_NAME"] = options.Ref[(options.Ref.IndexOf('/', "refs/".Length) + 1)..],
            ["GITHUB_REF_PROTECTED"] = "false",
            ["GITHUB_REF_TYPE"] = options.Ref.StartsWith("refs/tags/", StringComparison.Ordinal) ? "tag" : "branch",
            ["GITHUB_REPOSITORY"] = options.Repository,
            ["GITHUB_REPOSITORY_OWNER"] = owner,
            ["GITHUB_RETENTION_DAYS"] = "90",
            ["GITHUB_RUN_ATTEMPT"] = $"{options.RunAttempt}",
            ["GITHUB_RUN_ID"] = $"{options.RunId}",
            ["GITHUB_RUN_NUMBER"] = $"{options.RunId}",
            ["GITHUB_SERVER_URL"] = options.ServerUrl,
            ["GITHUB_SHA"] = options.Sha,
            ["GITHUB_TRIGGERING_ACTOR"] = options.Actor,
            ["GITHUB_WORKFLOW"] = "deploy",
            ["GITHUB_WORKFLOW_REF"] = $"{options.Repository}/.github/workflows/deploy.yml@{options.Ref}",
            ["GITHUB_WORKFLOW_SHA"] = options.Sha,
            ["GITHUB_WORKSPACE"] = "/github/workspace",
            ["RUNNER_ARCH"] = "X64",
            ["RUNNER_DEBUG"] = "",
            ["RUNNER_ENVIRONMENT"] = "self-hosted",
            ["RUNNER_NAME"] = "runner",
            ["RUNNER_OS"] = "Linux",
            ["RUNNER_TEMP"] = "/github/runner_temp",
            ["RUNNER_TOOL_CACHE"] = "/opt/hostedtoolcache",
            ["RUNNER_WORKSPACE"] = Path.GetDirectoryName(options.Workspace)!,
        };
        foreach (var (name, file) in files) environment["GITHUB_" + name] = "/github/file_commands/" + Path.GetFileName(file);
        foreach (var (name, value) in state) environment["STATE_" + name] = value;
        foreach (var (name, fallback) in metadata.Inputs)
            environment[InputName(name)] = options.Inputs.TryGetValue(name, out var given) ? given : Evaluate(fallback);
        foreach (var (name, value) in options.Inputs) environment[InputName(name)] = value;
        if (environment["RUNNER_DEBUG"].Length == 0) environment.Remove("RUNNER_DEBUG");

        return environment.ToDictionary(pair => pair.Key, pair => Translate(pair.Value));
    }

    string MinimalPayload() => $$$"""
        {"ref":"{{{options.Ref}}}","repository":{"full_name":"{{{options.Repository}}}"},"sender":{"login":"{{{options.Actor}}}"}}
        """;

    /// <summary>Upper case, spaces as underscores; dashes stay.</summary>
    static string InputName(string name) => "INPUT_" + name.Replace(' ', '_').ToUpperInvariant();

    /// <summary>A value that is, or starts with, a mounted folder of the host is rewritten to where it is mounted.</summary>
    string Translate(string value)
    {
        foreach (var (host, container) in Mounts().OrderByDescending(mount => mount.Host.Length))
        {
            if (value == host || value.StartsWith(host + "/", StringComparison.Ordinal)) return container + value[host.Length..];
        }

        return value;
    }

    string Evaluate(string text) => GitHubExpression().Replace(text, match => match.Groups[1].Value switch
    {
        "token" => options.Token,
        "actor" => options.Actor,
        "repository" => options.Repository,
        "repository_owner" => options.Repository.Split('/')[0],
        "sha" => options.Sha,
        var other => throw new NotSupportedException($"action.yml uses github.{other}, which this runner does not know"),
    });

    string Folder(string name) => Directory.CreateDirectory(Path.Combine(options.Temp, name)).FullName;

    async Task PrintAsync(StreamReader reader, StringBuilder text)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (text)
            {
                if (masker.Mask(line) is not { } shown) continue;
                text.Append(shown).Append('\n');
                log?.WriteLine(shown);
            }
        }
    }

    static async Task<int?> WaitAsync(Process process, CancellationToken cancel)
    {
        var exit = process.WaitForExitAsync(CancellationToken.None);
        var cancelled = new TaskCompletionSource();
        await using var registration = cancel.Register(() => cancelled.TrySetResult());
        if (await Task.WhenAny(exit, cancelled.Task) != exit)
        {
            Signal(process, PosixSignals.Interrupt);
            if (!await Ends(exit, InterruptPatience))
            {
                Signal(process, PosixSignals.Terminate);
                if (!await Ends(exit, TerminatePatience))
                {
                    process.Kill();
                    return null;
                }
            }
        }

        return process.ExitCode;
    }

    static async Task<bool> Ends(Task exit, TimeSpan patience) => await Task.WhenAny(exit, Task.Delay(patience)) == exit;

    static void Signal(Process process, int signal) => _ = Kill(process.Id, signal);

    static class PosixSignals
    {
        public const int Interrupt = 2;
        public const int Terminate = 15;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);

    [GeneratedRegex("[^a-zA-Z0-9]")]
    private static partial Regex NotAlphanumeric();

    [GeneratedRegex(@"\$\{\{\s*github\.([a-z_]+)\s*\}\}")]
    private static partial Regex GitHubExpression();
}
