using Akash.Money;
using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Bme.V1;
using Akash.Proto.Cert.V1;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Escrow.V1;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using EscrowId = Akash.Proto.Escrow.Id.V1;

namespace Akash.Chain.Transactions;

/// <summary>The messages of a deployment's life; the signer is the owner named in each (chain.md section 7).</summary>
public static class Messages
{
    /// <summary>Where a deposit comes from when nothing else is said: the signer's own balance.</summary>
    static readonly Source[] OwnBalance = [Source.Balance];

    /// <param name="hash">The manifest's version hash, 32 bytes.</param>
    /// <param name="reclamationWindow">The least notice a provider must give before it takes resources back; null to ask for none.</param>
    /// <param name="sources">Where the deposit is taken from, in this order; the signer's balance when null.</param>
    public static MsgCreateDeployment CreateDeployment(
        string owner, ulong dseq, IEnumerable<GroupSpec> groups, ReadOnlyMemory<byte> hash, Coin deposit,
        TimeSpan? reclamationWindow = null, IEnumerable<Source>? sources = null) => new()
        {
            Id = new DeploymentID { Owner = owner, Dseq = dseq },
            Groups = { groups },
            Hash = ByteString.CopyFrom(hash.Span),
            Deposit = Deposit(deposit, sources),
            Reclamation = reclamationWindow is { } window ? new DeploymentReclamation { MinWindow = Duration.FromTimeSpan(window) } : null,
        };

    /// <param name="hash">The new manifest's version hash; the same as before is refused.</param>
    public static MsgUpdateDeployment UpdateDeployment(string owner, ulong dseq, ReadOnlyMemory<byte> hash) =>
        new() { Id = new DeploymentID { Owner = owner, Dseq = dseq }, Hash = ByteString.CopyFrom(hash.Span) };

    public static MsgCloseDeployment CloseDeployment(string owner, ulong dseq) => new() { Id = new DeploymentID { Owner = owner, Dseq = dseq } };

    /// <summary>Adds to a deployment's escrow; anybody may.</summary>
    public static MsgAccountDeposit DepositDeployment(string signer, string owner, ulong dseq, Coin amount, IEnumerable<Source>? sources = null) => new()
    {
        Signer = signer,
        Id = new EscrowId.Account { Scope = EscrowId.Scope.Deployment, Xid = $"{owner}/{dseq}" },
        Deposit = Deposit(amount, sources),
    };

    public static MsgPauseGroup PauseGroup(string owner, ulong dseq, uint gseq) => new() { Id = GroupId(owner, dseq, gseq) };

    public static MsgStartGroup StartGroup(string owner, ulong dseq, uint gseq) => new() { Id = GroupId(owner, dseq, gseq) };

    public static MsgCloseGroup CloseGroup(string owner, ulong dseq, uint gseq) => new() { Id = GroupId(owner, dseq, gseq) };

    /// <summary>Accepts a bid.</summary>
    public static MsgCreateLease CreateLease(BidID bid) => new() { BidId = bid };

    /// <summary>Ends a lease. Its group gets a new order at once: close the deployment to be rid of it.</summary>
    public static MsgCloseLease CloseLease(LeaseID lease) => new() { Id = lease, Reason = LeaseClosedReason.LeaseClosedOwner };

    /// <param name="certificate">PEM of the certificate.</param>
    /// <param name="publicKey">PEM of its key, block type <c>EC PUBLIC KEY</c>.</param>
    public static MsgCreateCertificate CreateCertificate(string owner, string certificate, string publicKey) =>
        new() { Owner = owner, Cert = ByteString.CopyFromUtf8(certificate), Pubkey = ByteString.CopyFromUtf8(publicKey) };

    /// <summary>Burns AKT for ACT; done about a minute later, at least 10 ACT at a time (chain.md 9.4).</summary>
    public static MsgMintACT MintAct(string owner, Coin burn) => new() { Owner = owner, To = owner, CoinsToBurn = burn.ToWire() };

    static GroupID GroupId(string owner, ulong dseq, uint gseq) => new() { Owner = owner, Dseq = dseq, Gseq = gseq };

    static Deposit Deposit(Coin amount, IEnumerable<Source>? sources) => new() { Amount = amount.ToWire(), Sources = { sources ?? OwnBalance } };
}
