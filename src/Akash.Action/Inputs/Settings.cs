using System.Collections.Immutable;
using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.Deploy.Quantities;
using Akash.Money;

namespace Akash.Action.Inputs;

/// <summary>The inputs, read and checked.</summary>
sealed record Settings
{
    public required Verb Verb { get; init; }

    /// <summary>The application's folder; absolute.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>A path or the text itself; null to look for one.</summary>
    public string? Sdl { get; init; }

    /// <summary>Given: nothing is built.</summary>
    public string? Image { get; init; }

    /// <summary>What the inputs set in the SDL.</summary>
    public ImmutableArray<Overlay> Overlays { get; init; } = [];

    /// <summary>Values for <c>${NAME}</c> in the SDL.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = [];

    /// <summary>With the registry, without tag; null where neither input nor repository names one.</summary>
    public string? ImageName { get; init; }

    public string? Dockerfile { get; init; }

    public ImmutableArray<KeyValuePair<string, string>> BuildArguments { get; init; } = [];

    public Login? Push { get; init; }

    public Login? Pull { get; init; }

    public string? Mnemonic { get; init; }

    /// <summary>Instead of the mnemonic.</summary>
    public string? PrivateKey { get; init; }

    public string? PrivateKeyPassphrase { get; init; }

    public required NetworkChoice Network { get; init; }

    public Coin? Deposit { get; init; }

    public ImmutableArray<DepositSource> DepositSources { get; init; } = [DepositSource.Balance];

    public Coin? MintAct { get; init; }

    public string? FeeGranter { get; init; }

    /// <summary>Whose deployment it is, where not the wallet's.</summary>
    public string? Owner { get; init; }

    public Price? MaxPrice { get; init; }

    public required TimeSpan BidTimeout { get; init; }

    public TimeSpan? BidWindow { get; init; }

    public Func<Bid, bool> BidFilter { get; init; } = _ => true;

    public BidStrategy BidStrategy { get; init; } = BidStrategy.Cheapest;

    public required TimeSpan ReadyTimeout { get; init; }

    public required TimeSpan Timeout { get; init; }

    public string? HealthPath { get; init; }

    public required string Environment { get; init; }

    public string? GitHubToken { get; init; }

    public ulong? Dseq { get; init; }

    /// <summary>Absolute.</summary>
    public string? DetailsPath { get; init; }

    public bool KeepOnFailure { get; init; }
}

sealed record Login(string Username, string Password);

/// <param name="Name"><c>mainnet</c>, <c>sandbox</c>, or the absolute path of a network file.</param>
/// <param name="Rpc">Instead of the network's own.</param>
sealed record NetworkChoice(string Name, Uri? Rpc);

/// <summary>What came of reading the inputs.</summary>
/// <param name="Settings">Null where there are problems.</param>
/// <param name="Problems">All of them, each with what was expected.</param>
/// <param name="Notes">What is given and has no effect, with the reason.</param>
sealed record SettingsReading(Settings? Settings, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes);
