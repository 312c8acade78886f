using System.Text;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Cosmos.Feegrant.V1Beta1;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Fee allowances (feegrant): one account pays the fees of another, within limits.</summary>
static class FeeAllowances
{
    public static void Grant(Execution x, MsgGrantAllowance message)
    {
        if (!AccountAddress.IsValid(message.Granter)) throw SdkErrors.InvalidAddress.Refusal($"invalid granter address: {message.Granter}");
        if (!AccountAddress.IsValid(message.Grantee)) throw SdkErrors.InvalidAddress.Refusal($"invalid grantee address: {message.Grantee}");
        var key = new PairKey(message.Granter, message.Grantee);
        if (x.State.FeeAllowances.Has(key)) throw SdkErrors.InvalidRequest.Refusal("fee allowance already exists");
        if (message.Allowance is not { } allowance || BasicOf(allowance) is null) throw SdkErrors.InvalidType.Refusal("unsupported allowance");

        Accounts.Ensure(x, message.Grantee);
        x.State.FeeAllowances = x.State.FeeAllowances.With(key, new FeeAllowance(message.Granter, message.Grantee, allowance));
        x.Emit("set_feegrant", ("granter", message.Granter), ("grantee", message.Grantee));
    }

    public static void Revoke(Execution x, MsgRevokeAllowance message)
    {
        var key = new PairKey(message.Granter, message.Grantee);
        if (!x.State.FeeAllowances.Has(key)) throw SdkErrors.NotFound.Refusal("fee-grant not found");
        x.State.FeeAllowances = x.State.FeeAllowances.Without(key);
        x.Emit("revoke_feegrant", ("granter", message.Granter), ("grantee", message.Grantee));
    }

    /// <summary>Takes a fee out of an allowance, or refuses in the chain's words.</summary>
    public static void Use(Execution x, string granter, string grantee, IReadOnlyList<Coin> fee, IEnumerable<IMessage> messages)
    {
        var key = new PairKey(granter, grantee);
        try
        {
            if (!x.State.FeeAllowances.TryFind(key, out var allowance)) throw SdkErrors.NotFound.Refusal("fee-grant not found");
            var left = Spend(allowance.Allowance, fee, messages, x.Time);
            x.State.FeeAllowances = left is null ? x.State.FeeAllowances.Without(key) : x.State.FeeAllowances.With(key, allowance with { Allowance = left });
        }
        catch (LedgerException refusal)
        {
            throw refusal.Within($"{RawText(granter)} does not allow to pay fees for {RawText(grantee)}");
        }
        x.Emit("use_feegrant", ("granter", granter), ("grantee", grantee));
        x.Emit("update_feegrant", ("granter", granter), ("grantee", grantee));
    }

    /// <summary>An address as its bytes, which is how the chain prints it here: what isn't UTF-8 becomes U+FFFD.</summary>
    public static string RawText(string address)
    {
        ReadOnlySpan<byte> rest = AccountAddress.ToBytes(address);
        var text = new StringBuilder();
        while (!rest.IsEmpty)
        {
            var valid = Rune.DecodeFromUtf8(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            text.Append(valid ? rune.ToString() : "\uFFFD");
            rest = rest[(valid ? length : 1)..];
        }
        return text.ToString();
    }

    /// <summary>The allowance that is left; null where it is used up.</summary>
    static Any? Spend(Any allowance, IReadOnlyList<Coin> fee, IEnumerable<IMessage> messages, Instant now)
    {
        if (allowance.Is(AllowedMsgAllowance.Descriptor))
        {
            var allowed = allowance.Unpack<AllowedMsgAllowance>();
            if (messages.Any(message => !allowed.AllowedMessages.Contains("/" + message.Descriptor.FullName)))
                throw FeegrantErrors.MessageNotAllowed.Refusal("message does not exist in allowed messages");
            if (Spend(allowed.Allowance, fee, messages, now) is not { } inner) return null;
            return Pack(new AllowedMsgAllowance { Allowance = inner, AllowedMessages = { allowed.AllowedMessages } });
        }

        if (allowance.Is(PeriodicAllowance.Descriptor))
        {
            var periodic = allowance.Unpack<PeriodicAllowance>();
            if (periodic.Basic?.Expiration is { } end && Instant.From(end) < now) throw FeegrantErrors.Expired.Refusal("absolute limit");
            if (periodic.PeriodReset is null || Instant.From(periodic.PeriodReset) <= now) Reset(periodic, now);
            var canSpend = Subtract(periodic.PeriodCanSpend, fee, "period limit");
            periodic.PeriodCanSpend.Clear();
            periodic.PeriodCanSpend.Add(canSpend);
            if (periodic.Basic?.SpendLimit is { Count: > 0 } total)
            {
                var rest = Subtract(total, fee, "absolute limit");
                total.Clear();
                total.Add(rest);
                if (rest.Count == 0) return null;
            }
            return Pack(periodic);
        }

        var basic = allowance.Unpack<BasicAllowance>();
        if (basic.Expiration is { } expiration && Instant.From(expiration) < now) throw FeegrantErrors.Expired.Refusal("basic allowance");
        if (basic.SpendLimit.Count == 0) return allowance;
        var left = Subtract(basic.SpendLimit, fee, "basic allowance");
        return left.Count == 0 ? null : Pack(new BasicAllowance { SpendLimit = { left }, Expiration = basic.Expiration });
    }

    static void Reset(PeriodicAllowance periodic, Instant now)
    {
        periodic.PeriodCanSpend.Clear();
        periodic.PeriodCanSpend.Add(periodic.PeriodSpendLimit);
        var next = periodic.PeriodReset is { } last ? Instant.From(last).Plus(periodic.Period) : now.Plus(periodic.Period);
        periodic.PeriodReset = (next < now ? now.Plus(periodic.Period) : next).ToTimestamp();
    }

    static IReadOnlyList<Coin> Subtract(IEnumerable<Coin> limit, IReadOnlyList<Coin> fee, string what)
    {
        IReadOnlyList<Coin> left = [.. limit];
        foreach (var coin in fee)
        {
            if (left.AmountOf(coin.Denom) < coin.Units()) throw FeegrantErrors.LimitExceeded.Refusal(what);
            left = left.Plus(coin.Denom, -coin.Units());
        }
        return left;
    }

    static BasicAllowance? BasicOf(Any allowance) =>
        allowance.Is(BasicAllowance.Descriptor) ? allowance.Unpack<BasicAllowance>()
        : allowance.Is(PeriodicAllowance.Descriptor) ? allowance.Unpack<PeriodicAllowance>().Basic
        : allowance.Is(AllowedMsgAllowance.Descriptor) ? BasicOf(allowance.Unpack<AllowedMsgAllowance>().Allowance)
        : null;

    static Any Pack(IMessage message) => new() { TypeUrl = "/" + message.Descriptor.FullName, Value = message.ToByteString() };
}
