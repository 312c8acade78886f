using Akash.Chain.Errors;
using Akash.Chain.Keys;
using Akash.Chain.Networks;
using Akash.Chain.Transport;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.Chain.Transactions;

/// <summary>
/// Sends transactions of one account: simulates, fits gas and fee, signs, and stays with each until it is included or
/// certainly dead. Any number may be under way at once.
/// </summary>
public sealed class TransactionSender(ChainClient chain, ISigner signer, ILogger? logger = null)
{
    const string Sdk = "sdk";
    const uint OutOfGasCode = 11;

    /// <summary>Apart, so that two that met once do not meet again.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    readonly ILogger logger = logger ?? NullLogger.Instance;

    /// <summary>The account that signs.</summary>
    public string Address => signer.Address;

    /// <summary>The exact gas with its reserve and the fee for it; fails as sending would, spends nothing.</summary>
    /// <exception cref="ChainException">The chain refuses the messages, or the fee is above the limit.</exception>
    public async Task<GasEstimate> EstimateAsync(IReadOnlyList<IMessage> messages, SendOptions options, CancellationToken cancellationToken) =>
        await EstimateAsync(await PrepareAsync(messages, options, cancellationToken), cancellationToken);

    /// <summary>Sends all messages as one transaction: all of them happen, in order, or none.</summary>
    /// <exception cref="ChainException">It was refused, failed when included, died, or costs more than allowed.</exception>
    /// <exception cref="TransactionUnconfirmedException">It was sent and nobody could tell what became of it.</exception>
    public async Task<TransactionReceipt> SendAsync(IReadOnlyList<IMessage> messages, SendOptions options, CancellationToken cancellationToken)
    {
        var attempt = await PrepareAsync(messages, options, cancellationToken);
        while (true)
        {
            var (receipt, next) = await TryAsync(attempt, cancellationToken);
            if (receipt is not null) return receipt;

            await Task.Delay(LongestPause * Random.Shared.NextDouble(), chain.Time, cancellationToken);
            attempt = await RenewAsync(next!, cancellationToken);
        }
    }

    /// <summary>One attempt: a receipt, or the attempt to make next.</summary>
    async Task<(TransactionReceipt? Receipt, SendAttempt? Next)> TryAsync(SendAttempt attempt, CancellationToken cancellationToken)
    {
        GasEstimate? estimate = null;
        try
        {
            estimate = await EstimateAsync(attempt, cancellationToken);
            var transaction = attempt.Draft(estimate).Sign(signer, chain.Network.ChainId, attempt.Account.Number);
            logger.LogDebug("Sending transaction {Hash} with {Gas} gas for {Fee}", transaction.Hash, estimate.Gas, estimate.Fee);

            var courier = new Courier(chain.Endpoints, chain.Time, logger);
            return await courier.DeliverAsync(transaction, attempt.Node, attempt.Limit.IsPast, attempt.Options.Lifetime, cancellationToken) switch
            {
                Delivery.Included({ Code: 0 } done) => (ToReceipt(transaction, done, estimate, attempt), null),
                Delivery.Included({ Codespace: Sdk, Code: OutOfGasCode } failed) when attempt.Grown(estimate, failed) is { } grown => (null, grown),
                Delivery.Included(var failed) => throw ErrorMapping.ToException(failed.Codespace, failed.Code, failed.Log, transaction.Hash),
                Delivery.Refused(var refused) => throw refused,
                _ => (null, attempt.Revived() ?? throw Expired(transaction)),
            };
        }
        catch (ChainRefusedException refused) when (refused.Transaction is null && attempt.After(refused, estimate) is { } next)
        {
            logger.LogDebug("Trying the transaction again: {Reason}", refused.Message);
            return (null, next);
        }
    }

    /// <summary>Account, price and clock from the endpoint that the transaction will go to.</summary>
    Task<SendAttempt> PrepareAsync(IReadOnlyList<IMessage> messages, SendOptions options, CancellationToken cancellationToken) =>
        chain.Endpoints.ReadOnOneAsync(
            async (node, token) =>
            {
                var here = chain.Through(node);
                var price = here.GetGasPriceAsync(token);
                var account = here.FindAccountAsync(signer.Address, token);
                var status = chain.ReadStatusAsync(node, token);
                await Task.WhenAll(price, account, status);
                var sender = await account ?? throw Unknown();
                return new SendAttempt
                {
                    Messages = messages,
                    Options = options,
                    Account = sender with { Sequence = options.Sequence ?? sender.Sequence },
                    Price = await price,
                    Ordered = options.IsOrdered,
                    Node = node,
                    Limit = TimeLimit.After(await status, options.Lifetime, options.IsOrdered),
                };
            },
            cancellationToken);

    /// <summary>Gives an attempt a fresh time limit, by the clock of the endpoint it will go to.</summary>
    Task<SendAttempt> RenewAsync(SendAttempt attempt, CancellationToken cancellationToken) =>
        chain.Endpoints.ReadOnOneAsync(
            async (node, token) => attempt with
            {
                Node = node,
                Limit = TimeLimit.After(await chain.ReadStatusAsync(node, token), attempt.Options.Lifetime, attempt.Ordered),
            },
            cancellationToken);

    ChainException Unknown() => new(
        ChainFailure.InsufficientFunds, $"The wallet {signer.Address} is unknown to chain {chain.Network.ChainId}: it never received anything",
        "Send it some uakt for fees, and check that the wallet and the network are the right ones");

    async Task<GasEstimate> EstimateAsync(SendAttempt attempt, CancellationToken cancellationToken)
    {
        var gas = attempt.Gas ?? GasPolicy.Limit(await SimulateAsync(attempt, cancellationToken), attempt.Messages, !attempt.Ordered);
        var fee = attempt.Price.FeeFor(gas);
        var total = fee with { Amount = attempt.Spent + fee.Amount };
        return total.Denom == attempt.Options.MaxFee.Denom && total.Amount <= attempt.Options.MaxFee.Amount
            ? new GasEstimate(gas, fee)
            : throw new ChainException(
                ChainFailure.FeeAboveLimit,
                $"The fee would be {total.ToDisplay()}, above the limit of {attempt.Options.MaxFee.ToDisplay()}; nothing was sent",
                "Raise the fee limit, or use an endpoint with a lower gas price");
    }

    async Task<ulong> SimulateAsync(SendAttempt attempt, CancellationToken cancellationToken)
    {
        var draft = attempt.Draft(new GasEstimate(GasPolicy.Provisional, attempt.Price.FeeFor(GasPolicy.Provisional)));
        var request = new SimulateRequest { TxBytes = ByteString.CopyFrom(draft.ForSimulation(signer.PublicKey)) };
        try
        {
            return await SimulateAsync(chain.Through(attempt.Node), request, cancellationToken);
        }
        catch (EndpointException)
        {
            chain.Endpoints.Leave(attempt.Node);
            return await SimulateAsync(chain, request, cancellationToken);
        }
    }

    static async Task<ulong> SimulateAsync(ChainClient client, SimulateRequest request, CancellationToken cancellationToken) =>
        (await new Service.ServiceClient(client.Invoker).SimulateAsync(request, cancellationToken: cancellationToken).ResponseAsync).GasInfo.GasUsed;

    static TransactionReceipt ToReceipt(SignedTransaction transaction, IncludedTransaction done, GasEstimate estimate, SendAttempt attempt) => new(
        transaction.Hash, done.Height, done.GasWanted, done.GasUsed, estimate.Fee with { Amount = attempt.Spent + estimate.Fee.Amount }, done.Data);

    static ChainException Expired(SignedTransaction transaction) => new(
        ChainFailure.Expired, $"Transaction {transaction.Hash} was not included before its time ran out; it had no effect",
        "Try again; a longer lifetime helps while the chain is slow");
}
