using System.CommandLine;
using Akash.Action.CommandLine;
using Akash.Deploy.Networks;
using Akash.Deploy.Quantities;

namespace Akash.Action.Wallets;

/// <summary>A wallet's own matters: <c>wallet show|grant|grants|revoke|mint</c>.</summary>
static class WalletCommand
{
    public static Command Create(WalletRun run)
    {
        var from = new Option<string>("--from") { Description = "The account, where its key is not here: what would be sent is then printed for akash tx sign.", HelpName = "akash1…", Recursive = true };
        return new("wallet", "Look after a wallet: balances, what others may spend of it, ACT from AKT. Its words come in AKASH_MNEMONIC.")
        {
            from,
            Show(run, from),
            Grant(run, from),
            Grants(run, from),
            Revoke(run, from),
            Mint(run, from),
        };
    }

    static Command Show(WalletRun run, Option<string> from)
    {
        var command = new Command("show", "Say what it has, and whether and at what price ACT can be minted.");
        command.SetAction((line, cancellationToken) => run.ShowAsync(line, line.GetValue(from), cancellationToken));
        return command;
    }

    static Command Grants(WalletRun run, Option<string> from)
    {
        var command = new Command("grants", "List what others let it spend, and what it lets others spend.");
        command.SetAction((line, cancellationToken) => run.ListAsync(line, line.GetValue(from), cancellationToken));
        return command;
    }

    static Command Grant(WalletRun run, Option<string> from)
    {
        var (to, send) = (To(), Send());
        var deposit = new Option<string>("--deposit") { Description = "ACT that it may put into the escrow of its deployments: 25ACT.", HelpName = "amount" };
        var fees = new Option<string>("--fees") { Description = "AKT of its fees that are paid for it: 1AKT.", HelpName = "amount" };
        var close = new Option<bool>("--allow-close") { Description = "It may also close deployments that this wallet owns." };
        var expires = new Option<string>("--expires") { Description = "After how long the grants end: 90d. Default: 90d.", HelpName = "duration", DefaultValueFactory = _ => "90d" };
        var command = new Command("grant", "Let another account, such as a CI key, deploy with this wallet's money up to a limit.") { to, deposit, fees, close, expires, send };
        command.SetAction((line, cancellationToken) => run.GrantAsync(
            line, line.GetValue(from), time => new GrantOrder(
                line.GetValue(to)!,
                line.GetValue(deposit) is { } act ? Amounts.Parse(act) : null,
                line.GetValue(fees) is { } akt ? Amounts.ParseAkt(akt) : null,
                line.GetValue(close),
                time + Durations.Parse(line.GetValue(expires)!)),
            line.GetValue(send), cancellationToken));
        return command;
    }

    static Command Revoke(WalletRun run, Option<string> from)
    {
        var (to, send) = (To(), Send());
        var command = new Command("revoke", "End everything this wallet lets another account do. What lies in escrow stays there until its deployment closes.") { to, send };
        command.SetAction((line, cancellationToken) => run.RevokeAsync(line, line.GetValue(from), line.GetValue(to)!, line.GetValue(send), cancellationToken));
        return command;
    }

    static Command Mint(WalletRun run, Option<string> from)
    {
        var amount = new Argument<string>("amount") { Description = "ACT it shall have: 25ACT." };
        var command = new Command("mint", "Burn AKT until the wallet has at least so much ACT. Takes about a minute; the same again does nothing.") { amount };
        command.SetAction((line, cancellationToken) => run.MintAsync(line, line.GetValue(from), line.GetValue(amount)!, cancellationToken));
        return command;
    }

    static Option<string> To() => new("--to") { Description = "The other account.", HelpName = "akash1…", Required = true };

    static Option<bool> Send() => new("--send") { Description = "Sign and send it. Without: print it for akash tx sign." };
}
