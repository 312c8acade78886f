using System.Net;
using System.Text.RegularExpressions;
using Akash.Chain.Keys;
using Akash.GitHub.Testing;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Providers;
using Akash.Tests;

namespace Akash.EndToEnd.Tests.Secrecy;

/// <summary>
/// Whole lives of a deployment with every kind of secret there is, and then a search through all that they left behind: output, files,
/// GitHub, requests, logs of the others, process lists.
/// </summary>
public sealed partial class SecrecyTests : IAsyncLifetime
{
    /// <summary>Of no other test, so that nothing else on the machine knows it.</summary>
    const string Words = "town curtain tip kite bright clock march tomorrow bleak aim dismiss eight";

    const string Token = "ghs_S3cretOfTheJob0123456789abcdefghij";
    const string PushPassword = "p#sh+me/over&there=now";
    const string PullPassword = "pull?me%out \"gently\"";
    const string ApiKey = "k3y: \"quoted\" ${NOT_A_VARIABLE} #1\nand a second line";
    const string DatabasePassword = "hunter2-hunter2";
    const string PackageToken = "npm_0123456789abcdef";

    readonly Evidence evidence = new();
    RequestTrail requests = null!;
    PrivateRegistry registry = null!;
    GitHubServer gitHub = null!;
    SandboxHost sandbox = null!;
    WatchedStep step = null!;
    DirectoryInfo folder = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        folder = Directory.CreateTempSubdirectory("akash-secrecy-");
        requests = new(evidence);
        registry = new(evidence, ("pusher", PushPassword), ("puller", PullPassword));
        gitHub = await GitHubServer.StartAsync();
        gitHub.Token = Token;
        sandbox = await SandboxHost.StartAsync(
            new SandboxOptions
            {
                BlockTime = TimeSpan.FromMilliseconds(500),
                NetworkFile = Path.Combine(folder.FullName, "network.json"),
                Market = new MarketOptions { Listen = [IPAddress.Loopback] }.With("old=before=v0.7"),
            },
            TimeProvider.System, new EvidenceLog(evidence, "sandbox"), Stop);
        step = new(evidence, gitHub.Url, new Dictionary<string, string> { ["API_KEY"] = ApiKey, ["DATABASE_PASSWORD"] = DatabasePassword }, "PACKAGE_TOKEN");
        step.Edit("deploy.yaml", "    expose:", "    env:\n      - DATABASE_URL=postgres://web:${DATABASE_PASSWORD}@db/web\n    expose:");
        step.Edit("Dockerfile", "USER 1000", "ARG PACKAGE_TOKEN\nRUN test -n \"$PACKAGE_TOKEN\"\nUSER 1000");
    }

    public async ValueTask DisposeAsync()
    {
        step.Dispose();
        await sandbox.DisposeAsync();
        await gitHub.DisposeAsync();
        await registry.DisposeAsync();
        requests.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Whole_life_of_a_deployment_shows_no_secret_anywhere()
    {
        // Given a program that tells its key in every way a program may.
        using var wallet = Fund(Wallet.FromMnemonic(Words));
        step.Edit("server.js", "'use strict';", """
            'use strict';
            const key = process.env.API_KEY;
            console.log(['the key', key, JSON.stringify(key), encodeURIComponent(key), Buffer.from(key).toString('base64')].join('\n'));
            """);
        var inputs = Inputs("mnemonic", Words);

        // When it is deployed, looked at, updated and closed.
        await RunAsync("deploy", inputs, 0);
        await RunAsync("logs", inputs, 0);
        step.Edit("server.js", "v1", "v2");
        await RunAsync("deploy", inputs, 0, "update");
        await RunAsync("close", inputs, 0);

        // Then everything was watched, and nothing shows a secret.
        evidence.At("output of update").Should().Contain("serves the new version");
        evidence.At("output of logs").Should().Contain("the key");
        evidence.At("request").Should().Contain("/manifest").And.Contain("/repos/octocat/hello-node/deployments").And.Contain("/logs");
        evidence.At("docker").Should().Contain("push ").And.Contain("login --username pusher --password-stdin").And.Contain("akash-action.dll");
        evidence.At("registry").Should().Contain("manifests");
        gitHub.Exchanges.Should().NotBeEmpty();
        ShowsNothing(wallet, new Secret("mnemonic", Words));
        LoginIsPrivateAndGone();
    }

    [Fact]
    public async Task Older_provider_and_an_exported_key_show_no_secret_anywhere()
    {
        using var wallet = Fund(Wallet.FromPrivateKey(KeyExport.Armored, KeyExport.Passphrase));
        foreach (var name in (string[])["community", "audited", "gpu"]) sandbox.Control.Provider(name).Change("no-bids");
        var inputs = Inputs("private-key", KeyExport.Armored).Append(new("private-key-passphrase", KeyExport.Passphrase)).ToDictionary();

        await RunAsync("deploy", inputs, 0);
        await RunAsync("status", inputs, 0);
        await RunAsync("close", inputs, 0);

        evidence.At("request").Should().Contain("/manifest");
        ShowsNothing(wallet, new Secret("passphrase", KeyExport.Passphrase), new Secret("exported key", KeyExport.Armored));
        LoginIsPrivateAndGone();
    }

    [Fact]
    public async Task Runs_that_fail_show_no_secret_anywhere()
    {
        // Given a program that tells all it has, and ends.
        using var wallet = Fund(Wallet.FromMnemonic(Words));
        step.Edit("server.js", "'use strict';", "console.error(process.env.API_KEY); console.error(JSON.stringify({ key: process.env.API_KEY })); process.exit(3);");
        var inputs = Inputs("mnemonic", Words).Append(new("deployment-details-path", "details.json")).ToDictionary();
        var misspelt = Words.Replace("town", "curtain", StringComparison.Ordinal);
        const string wrong = "n0t the right password";

        // When runs fail early, in the middle and late.
        await RunAsync("deploy", Changed(inputs, "mnemonic", misspelt), 2, "wrong words");
        await RunAsync("deploy", Changed(inputs, "registry-password", wrong), 1, "refused login");
        await RunAsync("deploy", Changed(inputs, "pull-password", wrong), 2, "refused pull");
        await RunAsync("deploy", Changed(inputs, "ready-timeout", "8s"), 1, "crash");
        foreach (var name in (string[])["community", "audited", "gpu", "old"]) sandbox.Control.Provider(name).Change("refuse");
        await RunAsync("deploy", Changed(inputs, "ready-timeout", "8s"), 1, "refused manifest");

        // Then each said why, and nothing shows a secret.
        evidence.At("output of wrong words").Should().Contain("checksum");
        evidence.At("output of refused login").Should().Contain("refuses the login of pusher");
        evidence.At("output of refused pull").Should().Contain("puller");
        evidence.At("file after crash").Should().Contain("***").And.Contain("{\"key\":\"***\"}");
        ShowsNothing(wallet, new Secret("mnemonic", Words), new Secret("wrong words", misspelt), new Secret("wrong password", wrong));
        LoginIsPrivateAndGone();
    }

    static Dictionary<string, string> Changed(IReadOnlyDictionary<string, string> inputs, string name, string value) => new(inputs) { [name] = value };

    Wallet Fund(Wallet wallet)
    {
        sandbox.Fund(wallet.Address, 100_000_000, 100_000_000);
        return wallet;
    }

    Dictionary<string, string> Inputs(string kindOfKey, string key) => new()
    {
        [kindOfKey] = key,
        ["network"] = Path.Combine(folder.FullName, "network.json"),
        ["github-token"] = Token,
        ["image-name"] = $"{registry.Host}/hello-node",
        ["registry-username"] = "pusher",
        ["registry-password"] = PushPassword,
        ["pull-username"] = "puller",
        ["pull-password"] = PullPassword,
        ["build-args"] = $"PACKAGE_TOKEN={PackageToken}",
        ["env"] = "API_KEY=",
        ["bid-timeout"] = "30s",
        ["bid-window"] = "1s",
        ["ready-timeout"] = "2m",
    };

    async Task RunAsync(string command, IReadOnlyDictionary<string, string> inputs, int exitCode, string? what = null)
    {
        var (code, log) = await step.RunAsync(what ?? command, Changed(inputs, "command", command), Stop);
        code.Should().Be(exitCode, log);
    }

    void ShowsNothing(Wallet wallet, params Secret[] secrets)
    {
        foreach (var exchange in gitHub.Exchanges) evidence.Add($"GitHub: {exchange.Method} {exchange.Path}", $"{exchange.Request}\n{exchange.Response}");
        evidence.At("sandbox").Should().NotBeEmpty();
        var leaks = evidence.Leaks(
        [
            .. secrets, new("private key", Convert.FromHexString(wallet.SecretSpellings()[0])),
            new("job's token", Token), new("push password", PushPassword), new("pull password", PullPassword),
            new("API key", ApiKey), new("database password", DatabasePassword), new("package token", PackageToken),
        ]);
        string.Join('\n', leaks).Should().BeEmpty();
    }

    /// <summary>While docker is logged in, its config.json is for its owner only; afterwards there is none.</summary>
    void LoginIsPrivateAndGone()
    {
        var modes = ConfigMode().Matches(evidence.At("docker"));
        modes.Should().NotBeEmpty();
        modes.Select(match => match.Groups[1].Value).Distinct().Should().Equal("600");
        step.TemporaryFiles().Should().BeEmpty();
    }

    [GeneratedRegex(@"^([0-7]+) .*config\.json$", RegexOptions.Multiline)]
    private static partial Regex ConfigMode();
}
