using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Akash.Action.CommandLine;
using Akash.Action.Inputs;
using Akash.Action.Logging;
using Akash.Deploy.Networks;
using Akash.Deploy.Quantities;
using Akash.Money;
using Microsoft.Extensions.Logging;

namespace Akash.Action.Wallets;

/// <summary>Carries out the wallet commands: results and files to sign go to stdout, everything else to stderr.</summary>
sealed class WalletRun(Surroundings surroundings, Func<ParseResult, OutputFormat> formatOf, Func<ParseResult, string?> networkOf)
{
    const int Failed = 1;
    const int BadInput = 2;

    public Task<int> ShowAsync(ParseResult line, string? from, CancellationToken cancellationToken) => WithWalletAsync(line, from, async (wallet, _) =>
    {
        var state = await wallet.ShowAsync(cancellationToken);
        await PrintAsync(
            line,
            $"""
            address  {state.Address}
            balance  {state.Akt.ToDisplay()} for fees, {state.Act.ToDisplay()} for deposits
            price    {(state.AktPrice is { } price ? $"1 AKT is ${price}; 1 ACT is $1" : "unknown")}
            minting  {state.Minting}
            """,
            JsonSerializer.Serialize(new WalletDocument(state.Address, $"{state.Akt}", $"{state.Act}", state.AktPrice, state.Minting), WalletJson.Default.WalletDocument));
    });

    public Task<int> ListAsync(ParseResult line, string? from, CancellationToken cancellationToken) => WithWalletAsync(line, from, async (wallet, _) =>
    {
        var grants = await wallet.ListGrantsAsync(cancellationToken);
        await PrintAsync(
            line,
            grants.Count == 0
                ? $"{wallet.Address} neither has grants nor gives any"
                : string.Join('\n', grants.Select(grant =>
                    $"{grant.Granter} -> {grant.Grantee}: {grant.Kind}, {grant.Left}, {(grant.Expires is { } end ? $"until {Format(end)}" : "without end")}")),
            JsonSerializer.Serialize(grants, WalletJson.Default.IReadOnlyListGrantEntry));
    });

    public Task<int> GrantAsync(
        ParseResult line, string? from, Func<DateTimeOffset, GrantOrder> order, bool send, CancellationToken cancellationToken) =>
        WithWalletAsync(line, from, async (wallet, log) =>
        {
            var wanted = order(surroundings.Time.GetUtcNow());
            if (wanted is { Deposits: null, Fees: null, Close: false }) throw new FormatException("nothing would be granted: give --deposit, --fees or --allow-close");
            await CarryOutAsync(line, wallet, await wallet.PlanGrantAsync(wanted, cancellationToken), send, log, cancellationToken);
        });

    public Task<int> RevokeAsync(ParseResult line, string? from, string to, bool send, CancellationToken cancellationToken) =>
        WithWalletAsync(line, from, async (wallet, log) =>
        {
            var plan = await wallet.PlanRevocationAsync(to, cancellationToken);
            if (plan.Summary.Count == 0) log.LogInformation("{From} lets {To} do nothing: there is nothing to revoke", wallet.Address, to);
            else await CarryOutAsync(line, wallet, plan, send, log, cancellationToken);
        });

    public Task<int> MintAsync(ParseResult line, string? from, string amount, CancellationToken cancellationToken) => WithWalletAsync(line, from, async (wallet, log) =>
    {
        var minted = await wallet.MintAsync(Amounts.Parse(amount), told => log.LogInformation("{Told}", told), cancellationToken);
        foreach (var receipt in minted.Receipts) Tell(log, receipt);
        var state = await wallet.ShowAsync(cancellationToken);
        await PrintAsync(
            line, $"{state.Address} has {state.Act.ToDisplay()}; {minted.Burned.ToDisplay()} were burned for it now",
            JsonSerializer.Serialize(new MintDocument(state.Address, $"{state.Act}", $"{minted.Burned}"), WalletJson.Default.MintDocument));
    });

    async Task CarryOutAsync(ParseResult line, ChainWallet wallet, GrantPlan plan, bool send, ILogger log, CancellationToken cancellationToken)
    {
        foreach (var part in plan.Summary) log.LogInformation("{Part}", part);
        if (!send)
        {
            log.LogInformation("Nothing was sent: sign and broadcast the file on stdout, or give --send");
            await surroundings.Out.WriteLineAsync(plan.Unsigned);
            return;
        }

        var receipt = await wallet.SendAsync(plan, cancellationToken);
        await PrintAsync(
            line, $"done in transaction {receipt.TransactionHash}, block {receipt.Height}, fee {receipt.Fee.ToDisplay()}",
            JsonSerializer.Serialize(new SentDocument(receipt.TransactionHash, $"{receipt.Height}", $"{receipt.Fee}"), WalletJson.Default.SentDocument));
    }

    async Task<int> WithWalletAsync(ParseResult line, string? from, Func<ChainWallet, ILogger, Task> work)
    {
        var secrets = new Secrets();
        var values = new InputValues(InputCatalog.All
            .Where(input => input.Variable is not null && surroundings.Variable(input.Variable) is not null)
            .Select(input => KeyValuePair.Create(input.Name, surroundings.Variable(input.Variable!)!)));
        Masking.Register(secrets, values, null, surroundings.Variables);
        using var log = new TerminalLog(surroundings.Error, secrets);
        try
        {
            if (from is null && values["mnemonic"] is null && values["private-key"] is null)
                throw new NetworkAccessException("mnemonic", "is empty: set AKASH_MNEMONIC to the wallet's words, or give --from to look at an account");

            using var wallet = ChainWallet.Open(
                new NetworkAccess(NetworkOf(line), values["mnemonic"])
                {
                    PrivateKey = values["private-key"], PrivateKeyPassphrase = values["private-key-passphrase"] ?? "", Owner = from,
                },
                secrets.Add, surroundings.Time, log);
            await work(wallet, log);
            return 0;
        }
        catch (NetworkAccessException failure)
        {
            log.LogError("{Input}: {Message}", failure.Input, failure.Message);
            return BadInput;
        }
        catch (FormatException failure)
        {
            log.LogError("{Message}", failure.Message);
            return BadInput;
        }
        catch (DeploymentNetworkException failure)
        {
            log.LogError("{Message}: {Advice}", failure.Message, failure.Advice);
            return failure.Failure is NetworkFailure.InsufficientFunds ? BadInput : Failed;
        }
    }

    string NetworkOf(ParseResult line)
    {
        var name = networkOf(line) ?? InputCatalog.Find("network")!.Default!;
        var file = Path.GetFullPath(name, surroundings.WorkingDirectory);
        return File.Exists(file) ? file : name;
    }

    Task PrintAsync(ParseResult line, string text, string json) => surroundings.Out.WriteLineAsync(formatOf(line) is OutputFormat.Json ? json : text);

    static void Tell(ILogger log, Receipt receipt) =>
        log.LogInformation("transaction {Hash} in block {Height}, fee {Fee}", receipt.TransactionHash, receipt.Height, receipt.Fee.ToDisplay());

    static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

/// <summary>Amounts are base units with their denom.</summary>
sealed record WalletDocument(string Address, string Akt, string Act, string? AktPrice, string Minting);

sealed record MintDocument(string Address, string Act, string Burned);

sealed record SentDocument(string Transaction, string Height, string Fee);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WalletDocument))]
[JsonSerializable(typeof(MintDocument))]
[JsonSerializable(typeof(SentDocument))]
[JsonSerializable(typeof(IReadOnlyList<GrantEntry>))]
sealed partial class WalletJson : JsonSerializerContext;
