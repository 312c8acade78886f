using Akash.Chain.Errors;
using Akash.Chain.Grants;
using Akash.Chain.Transactions;
using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1;
using Google.Protobuf;

namespace Akash.Deploy.Networks;

public sealed partial class ChainNetwork
{
    public Task<FeeEstimate> EstimateCreateAsync(CreateDeployment create, CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
    {
        var estimate = await transactions.EstimateAsync(InOwnersName([MessageOf(create)]), sending, cancellationToken);
        return new FeeEstimate(estimate.Gas, estimate.Fee);
    });

    public Task<Receipt> CreateAsync(CreateDeployment create, CancellationToken cancellationToken) => SendAsync([MessageOf(create)], cancellationToken);

    public Task<Receipt> AcceptAsync(IReadOnlyList<BidId> bids, CancellationToken cancellationToken) => SendAsync(
        [
            .. bids.Select(bid => Messages.CreateLease(new BidID
            {
                Owner = Owner, Dseq = bid.Dseq, Gseq = bid.Gseq, Oseq = bid.Oseq, Provider = bid.Provider, Bseq = bid.Bseq,
            })),
        ],
        cancellationToken);

    public Task<Receipt> UpdateAsync(ulong dseq, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) =>
        SendAsync([Messages.UpdateDeployment(Owner, dseq, hash)], cancellationToken);

    public Task<Receipt?> CloseAsync(ulong dseq, CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
    {
        if (await chain.FindDeploymentAsync(Owner, dseq, cancellationToken) is not { Deployment.State: Proto.Deployment.V1.Deployment.Types.State.Active })
            return null;

        try
        {
            return ReceiptOf(await transactions.SendAsync(InOwnersName([Messages.CloseDeployment(Owner, dseq)]), sending, cancellationToken));
        }
        catch (ChainException failure) when (failure.Failure is ChainFailure.DeploymentClosed or ChainFailure.NotFound)
        {
            // Somebody else was faster.
            return null;
        }
    });

    Task<Receipt> SendAsync(IReadOnlyList<IMessage> messages, CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
        ReceiptOf(await transactions.SendAsync(InOwnersName(messages), sending, cancellationToken)));

    /// <summary>Where the deployments are somebody else's, as that account's grants allow it.</summary>
    IReadOnlyList<IMessage> InOwnersName(IReadOnlyList<IMessage> messages) =>
        Owner == wallet.Address ? messages : [GrantMessages.Execute(wallet.Address, messages)];

    MsgCreateDeployment MessageOf(CreateDeployment create) =>
        Messages.CreateDeployment(Owner, create.Dseq, create.Groups, create.Hash, create.Deposit, create.ReclamationMinWindow,
            access.DepositSources.Select(source => source is DepositSource.Grant ? Source.Grant : Source.Balance));

    internal static Receipt ReceiptOf(TransactionReceipt receipt) => new(receipt.Hash, receipt.Height, receipt.Fee);
}
