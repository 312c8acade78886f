using Akash.Proto.Cosmos.Authz.V1Beta1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1Beta5;
using Google.Protobuf;

namespace Akash.Chain.Transactions;

/// <summary>From simulated gas to a limit that lasts (chain.md 5.1).</summary>
static class GasPolicy
{
    /// <summary>What checking an unordered nonce takes; simulations leave it out.</summary>
    const ulong UnorderedCheck = 4_000;

    /// <summary>Settlement grows with the bids and payments that appear before inclusion.</summary>
    const ulong Settlement = 40_000;

    const ulong Reserve = 10_000;

    /// <summary>The fee a simulation is given assumes this much gas: low, so that any wallet able to pay at all passes.</summary>
    public const ulong Provisional = 50_000;

    public static ulong Limit(ulong simulated, IReadOnlyList<IMessage> messages, bool unordered) =>
        simulated + (simulated / 20) + Reserve + (unordered ? UnorderedCheck : 0) + (messages.Any(Settles) ? Settlement : 0);

    /// <summary>After a limit did not last: what was used when it broke, with room.</summary>
    public static ulong AfterExhaustion(ulong limit, ulong used) => Math.Max(limit, used) * 3 / 2;

    /// <summary>Messages sent in another's name may be any.</summary>
    static bool Settles(IMessage message) =>
        message is MsgCloseDeployment or MsgCloseGroup or MsgPauseGroup or MsgCreateLease or MsgCloseLease or MsgWithdrawLease or MsgCloseBid or MsgExec;
}
