using System.Text.RegularExpressions;

namespace Akash.Action.Tests;

/// <summary>A step as the runner sets it up, in this process or for the published binary.</summary>
sealed partial class StepFixture : IDisposable
{
    /// <summary>A phrase that everybody knows.</summary>
    public const string Mnemonic = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    readonly string folder = Directory.CreateTempSubdirectory("akash-step").FullName;

    public StepFixture()
    {
        Directory.CreateDirectory(Workspace);
        foreach (var file in new[] { "output", "state", "summary" }) File.WriteAllText(Path.Combine(folder, file), "");
        File.WriteAllText(Path.Combine(folder, "network.json"), """{"chainId":"sandbox-1","rpc":["http://127.0.0.1:9"]}""");
        Variables = new()
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_REPOSITORY"] = "octo/repo",
            ["GITHUB_SERVER_URL"] = "https://github.test",
            ["GITHUB_SHA"] = "0123abc",
            ["GITHUB_RUN_ID"] = "7",
            ["GITHUB_RUN_ATTEMPT"] = "1",
            ["GITHUB_ACTOR"] = "octocat",
            ["RUNNER_NAME"] = "runner 7",
            ["GITHUB_WORKSPACE"] = Workspace,
            ["GITHUB_OUTPUT"] = Path.Combine(folder, "output"),
            ["GITHUB_STATE"] = Path.Combine(folder, "state"),
            ["GITHUB_STEP_SUMMARY"] = Path.Combine(folder, "summary"),
            ["INPUT_NETWORK"] = Path.Combine(folder, "network.json"),
            ["INPUT_MNEMONIC"] = Mnemonic,
        };
    }

    public string Workspace => Path.Combine(folder, "workspace");

    public Dictionary<string, string> Variables { get; }

    public StringWriter Log { get; } = new();

    public IReadOnlyDictionary<string, string> Outputs => Values("output");

    public IReadOnlyDictionary<string, string> State => Values("state");

    public string Summary => File.ReadAllText(Path.Combine(folder, "summary"));

    public void Write(string path, string text) => File.WriteAllText(Path.Combine(Workspace, path), text);

    public Task<int> RunAsync(CancellationToken cancellationToken = default) => new ActionStep(Surroundings, Parts.Real()).RunAsync(cancellationToken);

    public Task<int> PostAsync()
    {
        foreach (var (name, value) in State) Variables["STATE_" + name] = value;
        return new PostStep(Surroundings, Parts.Real()).RunAsync(default);
    }

    public void Dispose() => Directory.Delete(folder, true);

    Surroundings Surroundings => new("/akash-action", [], Variables, Workspace, Log, TextWriter.Null, TimeProvider.System);

    Dictionary<string, string> Values(string file) => Block().Matches(File.ReadAllText(Path.Combine(folder, file)))
        .GroupBy(match => match.Groups["name"].Value).ToDictionary(group => group.Key, group => group.Last().Groups["value"].Value);

    [GeneratedRegex(@"^(?<name>[a-z-]+)<<(?<end>\S+)\n(?<value>.*?)\n\k<end>$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
