using Akash.Chain.Errors;
using Akash.Chain.Transport;
using Microsoft.Extensions.Logging;

namespace Akash.Chain.Transactions;

/// <summary>
/// Brings one signed transaction to its end: included, refused or dead. It only ever sends the same bytes, so an answer
/// that got lost cannot make it happen twice.
/// </summary>
sealed class Courier(EndpointPool endpoints, TimeProvider time, ILogger logger)
{
    const int EndpointsTried = 3;
    const string Codespace = "sdk";
    const uint MempoolFull = 20;

    /// <summary>Blocks to wait past the timeout for the index of the node.</summary>
    const int BlocksOfGrace = 2;

    const double Patience = 1.25;

    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1.5);

    /// <summary>How much longer than its lifetime a transaction is looked for on a chain that makes no blocks.</summary>
    static readonly TimeSpan Overtime = TimeSpan.FromSeconds(90);

    /// <param name="isPast">Whether no block after the one of this status can include the transaction.</param>
    /// <param name="lifetime">How long the transaction lives, by the clock on the wall.</param>
    public async Task<Delivery> DeliverAsync(
        SignedTransaction transaction, IChainNode node, Func<NodeStatus, bool> isPast, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var expected = time.GetUtcNow() + lifetime;
        var (holder, refusal) = await OfferAsync(transaction, node, cancellationToken);
        return refusal ?? await FollowAsync(transaction, holder, isPast, expected, cancellationToken);
    }

    /// <summary>
    /// Offers the transaction until a node has it or refuses it. Once an answer was lost, a refusal elsewhere proves
    /// nothing: the transaction itself may be why.
    /// </summary>
    async Task<(IChainNode Holder, Delivery.Refused? Refusal)> OfferAsync(
        SignedTransaction transaction, IChainNode first, CancellationToken cancellationToken)
    {
        List<IChainNode> tried = [];
        List<string> problems = [];
        IChainNode? suspect = null;
        for (var node = first; node is not null && tried.Count < EndpointsTried; node = endpoints.Other(tried))
        {
            tried.Add(node);
            try
            {
                var answer = await node.BroadcastAsync(transaction.Bytes, cancellationToken);
                if (answer.IsAccepted) return (node, null);
                if (suspect is not null) return (suspect, null);
                if (answer is not { Codespace: Codespace, Code: MempoolFull })
                {
                    return (node, new Delivery.Refused(ErrorMapping.ToException(answer.Codespace, answer.Code, answer.Log)));
                }

                problems.Add($"{node.Name}: mempool is full");
            }
            catch (EndpointException e)
            {
                logger.LogWarning("Transaction {Hash}: {Problem}", transaction.Hash, e.Message);
                endpoints.Leave(node);
                problems.Add(e.Message);
                if (e.MayHaveArrived) suspect ??= node;
            }
        }

        return suspect is not null
            ? (suspect, null)
            : throw new ChainException(
                ChainFailure.Unavailable, $"No endpoint takes the transaction; nothing was sent: {string.Join("; ", problems)}",
                "Try again later, or name other RPC endpoints in a network file");
    }

    /// <summary>Looks for the transaction until it is found or the chain has passed its timeout, about when <paramref name="expected"/>.</summary>
    async Task<Delivery> FollowAsync(
        SignedTransaction transaction, IChainNode holder, Func<NodeStatus, bool> isPast, DateTimeOffset expected, CancellationToken cancellationToken)
    {
        var node = holder;
        var pause = FirstPause;
        long? passedAt = null;
        string? problem = null;
        while (time.GetUtcNow() < expected + Overtime)
        {
            try
            {
                var status = time.GetUtcNow() >= expected ? await node.GetStatusAsync(cancellationToken) : null;
                if (await node.FindTransactionAsync(transaction.HashBytes, cancellationToken) is { } included)
                {
                    endpoints.Confirm(included.Height);
                    return new Delivery.Included(included);
                }

                if (status is not null && isPast(status)) passedAt ??= status.LatestHeight;
                if (status?.LatestHeight >= passedAt + BlocksOfGrace) return new Delivery.Dead();
            }
            catch (EndpointException e)
            {
                problem = e.Message;
                passedAt = null;
                logger.LogDebug("Transaction {Hash}: {Problem}", transaction.Hash, problem);
                endpoints.Leave(node);
                node = await ReplaceAsync(node, cancellationToken);
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = pause * Patience < LongestPause ? pause * Patience : LongestPause;
        }

        throw new TransactionUnconfirmedException(
            transaction.Hash,
            $"Transaction {transaction.Hash} was sent and no endpoint can tell whether it was included{(problem is null ? "" : $": {problem}")}");
    }

    async Task<IChainNode> ReplaceAsync(IChainNode node, CancellationToken cancellationToken)
    {
        try
        {
            return await endpoints.PickAsync(cancellationToken);
        }
        catch (ChainException e) when (e.Failure is ChainFailure.Unavailable)
        {
            return node;
        }
    }
}
