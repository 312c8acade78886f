using System.Globalization;
using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Escrow.Id.V1;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.Values;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Checks of identifiers and deposits that need no state, in the chain's words.</summary>
static class Identifiers
{
    public static void ValidateDeployment(MarketKey id) => Validate(id, "DeploymentID: ");

    public static void ValidateGroup(MarketKey id) => ValidateGroup(id, "");

    public static void ValidateBid(MarketKey id) => ValidateBid(id, "");

    public static void ValidateLease(MarketKey id) => ValidateBid(id, "LeaseID: Invalid BidID: ");

    public static void Validate(Deposit? deposit)
    {
        var coin = deposit?.Amount;
        if (!Coins.IsDenom(coin?.Denom ?? "")) throw LedgerError.Plain($"invalid denom: {coin?.Denom}");
        if (!coin!.IsValid()) throw LedgerError.Plain($"negative coin amount: {coin!.Amount}");
        ValidateSources(deposit!);
    }

    public static void ValidateSources(Deposit deposit)
    {
        if (deposit.Sources.Count == 0) throw AkashErrors.InvalidDepositSource.Refusal("empty deposit sources");
        var seen = new HashSet<Source>();
        foreach (var source in deposit.Sources)
        {
            if (source is not (Source.Balance or Source.Grant)) throw AkashErrors.InvalidDepositSource.Refusal($"empty deposit source type {(int)source}");
            if (!seen.Add(source)) throw AkashErrors.InvalidDepositSource.Refusal($"duplicate deposit source type {(int)source}");
        }
    }

    public static void ValidateEscrowAccount(Account? id)
    {
        var parts = (id?.Xid ?? "").Split('/');
        var expected = id?.Scope switch
        {
            Scope.Deployment => 2,
            Scope.Bid => 5,
            _ => throw EscrowErrors.InvalidId.Refusal("invalid scope"),
        };
        if (parts.Length != expected) throw EscrowErrors.InvalidId.Refusal("invalid xid format");
        if (!AccountAddress.IsValid(parts[0])) throw EscrowErrors.InvalidId.Refusal("invalid xid/owner: not an address");
        RequireNumber<ulong>(parts[1], "dseq");
        if (expected == 2) return;
        RequireNumber<uint>(parts[2], "gseq");
        RequireNumber<uint>(parts[3], "oseq");
        if (!AccountAddress.IsValid(parts[4])) throw EscrowErrors.InvalidId.Refusal("invalid xid/provider: not an address");
    }

    static void Validate(MarketKey id, string path)
    {
        if (!AccountAddress.IsValid(id.Owner)) throw SdkErrors.InvalidAddress.Refusal($"{path}Invalid Owner Address");
        if (id.Dseq == 0) throw SdkErrors.InvalidSequence.Refusal($"{path}Invalid Deployment Sequence");
    }

    static void ValidateGroup(MarketKey id, string path)
    {
        Validate(id, $"{path}GroupID: Invalid DeploymentID: DeploymentID: ");
        if (id.Gseq == 0) throw SdkErrors.InvalidSequence.Refusal($"{path}GroupID: Invalid Group Sequence");
    }

    static void ValidateBid(MarketKey id, string path)
    {
        ValidateGroup(id, $"{path}BidID: Invalid OrderID: OrderID: Invalid GroupID: ");
        if (id.Oseq == 0) throw SdkErrors.InvalidSequence.Refusal($"{path}BidID: Invalid OrderID: OrderID: Invalid Order Sequence");
        if (!AccountAddress.IsValid(id.Provider)) throw SdkErrors.InvalidAddress.Refusal($"{path}BidID: Invalid Provider Address");
        if (id.Owner == id.Provider) throw SdkErrors.Conflict.Refusal($"{path}BidID: self-bid");
        if (id.Bseq != 0) throw SdkErrors.Conflict.Refusal($"{path}BidID: invalid bseq");
    }

    static void RequireNumber<T>(string text, string what) where T : struct, ISpanParsable<T>
    {
        if (!T.TryParse(text, CultureInfo.InvariantCulture, out _))
            throw EscrowErrors.InvalidId.Refusal($"invalid xid/{what}: strconv.ParseUint: parsing \"{text}\": invalid syntax");
    }
}
