using Akash.Deploy.Networks;
using Akash.Runner;
using Akash.Tests;
using CliWrap;
using CliWrap.Buffered;

namespace Akash.EndToEnd.Tests.Actions;

/// <summary>A repository with a workflow that deploys it: each run starts the action's image as GitHub's runner does.</summary>
sealed class Job : IDisposable
{
    static long lastRun = 1000;

    readonly JobNetwork network;
    readonly string example;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("akash-job-");

    public Job(JobNetwork network, string example, string mnemonic)
    {
        (this.network, this.example, Mnemonic) = (network, example, mnemonic);
        CheckOut();
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public string Mnemonic { get; set; }

    /// <summary>Each job has a repository of its own, and so records of its own.</summary>
    public string Repository { get; } = $"octocat/{Guid.NewGuid():N}";

    public string Workspace => Path.Combine(folder.FullName, "work", example);

    /// <summary>The step's <c>env:</c>.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>What a fresh runner has: the repository as it is, and nothing of earlier runs.</summary>
    public void CheckOut()
    {
        if (Directory.Exists(Workspace)) Directory.Delete(Workspace, recursive: true);
        var source = Path.Combine(SharedData.RepositoryRoot(), "examples", example);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Workspace, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Changes a file of the checked-out repository.</summary>
    public void Edit(string file, string old, string replacement)
    {
        var path = Path.Combine(Workspace, file);
        var text = File.ReadAllText(path);
        text.Should().Contain(old);
        File.WriteAllText(path, text.Replace(old, replacement));
    }

    /// <summary>One run: the main step, then its post step.</summary>
    /// <param name="onLine">Sees each line of the log as it is printed, and may cancel the run.</param>
    public async Task<StepResult> RunAsync(
        string command = "deploy", Action<string, CancellationTokenSource, ContainerActionStep>? onLine = null, params (string Name, string Value)[] inputs)
    {
        var temp = Directory.CreateDirectory(Path.Combine(folder.FullName, $"temp-{Guid.NewGuid():N}")).FullName;
        File.Copy(network.Sandbox.NetworkFile, Path.Combine(temp, "network.json"));
        File.Copy(network.RegistryAuthority, Path.Combine(temp, "ca.crt"));

        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        ContainerActionStep? step = null;
        using var log = new LineWriter(line => onLine?.Invoke(line, cancel, step!));
        step = new ContainerActionStep(Options(command, temp, inputs), log);
        var main = await step.RunAsync(cancel.Token);
        var post = await step.PostAsync(main, Stop);
        TestContext.Current.TestOutputHelper?.WriteLine($"--- {command}: exit {main.ExitCode}\n{main.Log}--- post: exit {post.ExitCode}\n{post.Log}");
        (main.Log + post.Log + main.Summary).Should().NotContain(Mnemonic.Length > 0 ? Mnemonic : "\0", "secrets never reach a log");
        return main;
    }

    StepOptions Options(string command, string temp, (string Name, string Value)[] inputs)
    {
        var with = new Dictionary<string, string>
        {
            ["command"] = command,
            ["mnemonic"] = Mnemonic,
            ["network"] = Path.Combine(temp, "network.json"),
            ["image-name"] = $"{network.Registry}/{example}",
            ["bid-timeout"] = "30s",
            ["ready-timeout"] = "2m",
            ["timeout"] = "5m",
        };
        foreach (var (name, value) in inputs) with[name] = value;
        return new StepOptions
        {
            ActionDirectory = SharedData.RepositoryRoot(),
            Workspace = Workspace,
            Temp = temp,
            Network = network.Name,
            Repository = Repository,
            RunId = Interlocked.Increment(ref lastRun),
            ApiUrl = network.GitHub.Url.ToString().TrimEnd('/'),
            Token = "ghs_0123456789abcdefghijklmnopqrstuvwxyz",
            Environment = new Dictionary<string, string>(Environment) { ["SSL_CERT_FILE"] = Path.Combine(temp, "ca.crt") },
            Inputs = with,
        };
    }

    /// <summary>What is open on chain for this wallet.</summary>
    public async Task<IReadOnlyList<ulong>> OpenDeploymentsAsync()
    {
        using var chain = network.Sandbox.Open(Mnemonic, _ => { });
        return await chain.ListActiveAsync(Stop).Select(deployment => deployment.Dseq).ToListAsync(Stop);
    }

    public async Task FundAsync() => (await network.Sandbox.OpenFundedAsync(Mnemonic)).Dispose();

    /// <summary>What plain curl on the machine gets.</summary>
    public static async Task<string> CurlAsync(string url) =>
        (await Cli.Wrap("curl").WithArguments(["-fsS", "-m", "10", url]).ExecuteBufferedAsync(Stop)).StandardOutput;

    public void Dispose() => folder.Delete(recursive: true);

    sealed class LineWriter(Action<string> onLine) : StringWriter
    {
        public override void WriteLine(string? value) => onLine(value ?? "");
    }
}
