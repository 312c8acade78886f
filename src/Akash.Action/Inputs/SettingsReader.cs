using System.Collections.Immutable;
using System.Globalization;
using Akash.Action.GitHub;
using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.Deploy.Quantities;
using Akash.Money;

namespace Akash.Action.Inputs;

/// <summary>Reads inputs into settings and collects every problem, so that one run shows them all.</summary>
/// <param name="baseDirectory">What paths are relative to: the workspace, or the current folder.</param>
/// <param name="workflow">Null outside a workflow run.</param>
/// <param name="variables">The environment of the step.</param>
sealed class SettingsReader(InputValues values, string baseDirectory, Workflow? workflow, IReadOnlyDictionary<string, string> variables)
{
    static readonly ImmutableArray<string> Verbs = ["deploy", "inspect", "generate", "status", "logs", "close"];
    static readonly ImmutableArray<string> Networks = ["mainnet", "sandbox"];

    readonly List<string> problems = [];

    public SettingsReading Read()
    {
        var verb = Read("command", ReadVerb, Verb.Deploy);
        var imageName = ReadImageName();
        var settings = new Settings
        {
            Verb = verb,
            WorkingDirectory = Read("working-directory", ReadFolder, baseDirectory)!,
            Sdl = values["sdl"],
            Image = values["image"] is { } image && !OverlayReader.IsPerService(image) ? image : null,
            Overlays = new OverlayReader(values, verb is Verb.Deploy ? variables : null, problems).Read(),
            Variables = StepVariables.Of(variables),
            ImageName = imageName,
            Dockerfile = values["dockerfile"],
            BuildArguments = Read("build-args", ReadBuildArguments, []),
            Push = ReadPushLogin(imageName),
            Pull = ReadPullLogin(),
            Mnemonic = values["mnemonic"],
            PrivateKey = values["private-key"],
            PrivateKeyPassphrase = values["private-key-passphrase"],
            Network = new(Read("network", ReadNetwork, "")!, Read("tx-rpc-url", ReadUrl)),
            Deposit = Read("deposit", text => (Coin?)Amounts.Parse(text)),
            DepositSources = Read("deposit-sources", ReadSources, [DepositSource.Balance]),
            MintAct = Read("mint-act", text => (Coin?)Amounts.Parse(text)),
            FeeGranter = values["fee-granter"],
            Owner = values["owner"],
            MaxPrice = Read("max-price", text => (Price?)Price.Parse(text)),
            BidTimeout = ReadBidTimeout(),
            BidWindow = Read("bid-window", text => (TimeSpan?)Durations.ParseOrZero(text)),
            BidFilter = Read("bid-filter", BidQuery.Parse, _ => true)!,
            BidStrategy = Read("pick-bid-strategy", ReadStrategy, BidStrategy.Cheapest),
            ReadyTimeout = Read("ready-timeout", Durations.Parse, TimeSpan.Zero),
            Timeout = Read("timeout", Durations.Parse, TimeSpan.Zero),
            HealthPath = Read("health-path", ReadHealthPath),
            Environment = values["environment"]!,
            GitHubToken = values["github-token"],
            Dseq = Read("dseq", text => (ulong?)ReadDseq(text)),
            DetailsPath = values["deployment-details-path"] is { } path ? Path.GetFullPath(path, baseDirectory) : null,
            KeepOnFailure = Read("keep-on-failure", ReadFlag, false),
        };
        if (Verb.Addressing.HasFlag(verb)) CheckAddressing(settings);
        CheckMoney(settings);
        return new(problems.Count == 0 ? settings : null, problems, [.. OfficialInputs.Notes(values)]);
    }

    T? Read<T>(string name, Func<string, T> parse, T? fallback = default)
    {
        if (values[name] is not { } text) return fallback;
        try
        {
            return parse(text);
        }
        catch (FormatException exception)
        {
            problems.Add($"{name}: {exception.Message}");
            return fallback;
        }
    }

    void CheckAddressing(Settings settings)
    {
        CheckWallet(settings);
        if (settings.DetailsPath is null && settings.Dseq is null && (workflow is null || settings.GitHubToken is null))
            problems.Add(
                "there is nowhere to keep a record of the deployment: in a workflow leave github-token at its default and give the job " +
                "'permissions: deployments: write', or give deployment-details-path, or address an existing deployment by dseq");
    }

    void CheckWallet(Settings settings)
    {
        if (settings is { Mnemonic: null, PrivateKey: null }) problems.Add($"mnemonic: {MissingSecret.Explain(workflow)}");
        if (settings is { Mnemonic: not null, PrivateKey: not null }) problems.Add("private-key: is given and so is mnemonic; give one of the two");
        if (settings is { PrivateKey: null, PrivateKeyPassphrase: not null }) problems.Add("private-key-passphrase: is given without private-key");
    }

    void CheckMoney(Settings settings)
    {
        if (settings is { Owner: not null, Verb: not Verb.Close })
            problems.Add(
                $"owner: works with close only. Providers take manifests, and give status and logs, by a token that the deployment's owner signs, " +
                "and the wallet cannot sign for another account. To spend another account's money, let the wallet own the deployment: " +
                "have deposits and fees granted to it, and give deposit-sources: grant and fee-granter");
        if (settings is { MintAct: not null } && !settings.DepositSources.Contains(DepositSource.Balance))
            problems.Add("mint-act: mints into the wallet's own balance, which deposit-sources leaves out; give deposit-sources: grant, balance, or leave mint-act out");
    }

    TimeSpan ReadBidTimeout()
    {
        var seconds = Read("lease-timeout", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new FormatException($"'{text}' is not a number of seconds; bid-timeout takes 90s or 5m"));
        // bid-timeout always has a value in a workflow, since action.yml gives it one.
        var isDefault = values["bid-timeout"] == InputCatalog.Find("bid-timeout")!.Default;
        return seconds > 0 && isDefault ? TimeSpan.FromSeconds(seconds) : Read("bid-timeout", Durations.Parse, TimeSpan.Zero);
    }

    string? ReadImageName()
    {
        var name = values["image-name"] ?? (workflow is null ? null : $"ghcr.io/{workflow.Repository}");
        if (name is null || values["registry"] is not { } registry) return name?.ToLowerInvariant();

        var host = HostOf(name);
        if (host is not null && host != registry && values.Given("image-name") is not null)
            problems.Add($"registry: is '{registry}', but image-name '{name}' is at '{host}'; give one of the two");
        return $"{registry}/{(host is null ? name : name[(host.Length + 1)..])}".ToLowerInvariant();
    }

    // As docker has it: the first part is a host if it looks like one.
    static string? HostOf(string name) => name.Split('/') is [var first, _, ..] && (first.Contains('.') || first.Contains(':') || first == "localhost")
        ? first
        : null;

    Login? ReadPushLogin(string? imageName)
    {
        var (username, password) = (values["registry-username"], values["registry-password"]);
        if (username is not null && password is null)
            problems.Add($"registry-password: is empty, but registry-username is '{username}'; give both or neither");
        // The job's token is nobody's business but GitHub's.
        if (password is null && imageName is not null && HostOf(imageName) is "ghcr.io") password = values["github-token"];
        username ??= workflow?.Actor;
        return password is not null && username is { Length: > 0 } ? new(username, password) : null;
    }

    Login? ReadPullLogin()
    {
        var (username, password) = (values["pull-username"], values["pull-password"]);
        if (username is null && password is null) return null;
        if (username is null || password is null)
        {
            problems.Add($"{(username is null ? "pull-username" : "pull-password")}: is empty, but the other half of the login is given; give both or neither");
            return null;
        }

        if (password == values["github-token"] || password.StartsWith("ghs_", StringComparison.Ordinal))
            problems.Add(
                "pull-password: is the job's own token, which dies with the job, and the provider pulls again whenever it restarts the container; " +
                "give a personal access token with read:packages, or make the image public and leave pull-username and pull-password out");
        return new(username, password);
    }

    Verb ReadVerb(string text) => Verbs.Contains(text) && Enum.TryParse<Verb>(text, ignoreCase: true, out var verb)
        ? verb
        : throw new FormatException($"'{text}' is not one of {string.Join(", ", Verbs)}{Suggestion.Ask(text, Verbs)}");

    string ReadFolder(string text)
    {
        var folder = Path.GetFullPath(text, baseDirectory);
        return Directory.Exists(folder)
            ? folder
            : throw new FormatException($"there is no folder '{text}' in {baseDirectory}; is the repository checked out before this step?");
    }

    string ReadNetwork(string text)
    {
        if (Networks.Contains(text)) return text;
        var file = Path.GetFullPath(text, baseDirectory);
        return File.Exists(file)
            ? file
            : throw new FormatException($"'{text}' is neither mainnet nor sandbox nor a network file{Suggestion.Ask(text, Networks)}");
    }

    static ImmutableArray<KeyValuePair<string, string>> ReadBuildArguments(string text) =>
    [
        .. from line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           let split = line.IndexOf('=')
           select split > 0
               ? KeyValuePair.Create(line[..split], line[(split + 1)..])
               : throw new FormatException($"'{line}' is not NAME=value; write one argument a line"),
    ];

    static Uri ReadUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        ? uri
        : throw new FormatException($"'{text}' is not an http(s) URL");

    static BidStrategy ReadStrategy(string text) => text switch
    {
        "cheapest" => BidStrategy.Cheapest,
        "first" => BidStrategy.First,
        _ => throw new FormatException($"'{text}' is neither cheapest nor first{Suggestion.Ask(text, ["cheapest", "first"])}"),
    };

    static ImmutableArray<DepositSource> ReadSources(string text)
    {
        ImmutableArray<DepositSource> sources =
        [
            .. text.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(source => source switch
            {
                "balance" => DepositSource.Balance,
                "grant" => DepositSource.Grant,
                _ => throw new FormatException($"'{source}' is neither balance nor grant{Suggestion.Ask(source, ["balance", "grant"])}"),
            }),
        ];
        return sources.Distinct().Count() == sources.Length && sources.Length > 0
            ? sources
            : throw new FormatException($"'{text}' does not name each source once: write balance, grant, or grant, balance");
    }

    static string ReadHealthPath(string text) => text.StartsWith('/') && !text.Contains(' ')
        ? text
        : throw new FormatException($"'{text}' is not a path: write it from the root, as in /healthz");

    static ulong ReadDseq(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var dseq) && dseq > 0
        ? dseq
        : throw new FormatException($"'{text}' is not a deployment's number; it is digits only, as the output dseq gives it");

    static bool ReadFlag(string text) => text.ToLowerInvariant() switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException($"'{text}' is neither true nor false"),
    };
}
