using System.Collections.Frozen;
using Akash.Proto.Audit.V1;
using Akash.Proto.Bme.V1;
using Akash.Proto.Cert.V1;
using Akash.Proto.Cosmos.Authz.V1Beta1;
using Akash.Proto.Cosmos.Bank.V1Beta1;
using Akash.Proto.Cosmos.Feegrant.V1Beta1;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Escrow.V1;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Proto.Oracle.V2;
using Akash.Proto.Provider.V1Beta4;
using Akash.Sandbox.Ledger.Modules;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;

namespace Akash.Sandbox.Ledger.Transactions;

/// <summary>What the ledger does with a type of message: checks without state, who must sign, the execution, its cost in gas.</summary>
sealed record MessageHandler(string Module, ulong Gas, Action<IMessage> Validate, Func<IMessage, string> Signer, Func<Execution, IMessage, IMessage> Execute)
{
    public IMessage Run(Execution x, IMessage message)
    {
        x.Gas.Use(Gas + (ulong)message.CalculateSize() * MessageHandlers.GasPerByte, "WritePerByte");
        return Execute(x, message);
    }
}

/// <summary>The messages that are served; signers as registered in the chain's code (chain.md section 4).</summary>
static class MessageHandlers
{
    /// <summary>What storing a byte costs, since messages end up in the store.</summary>
    public const ulong GasPerByte = 30;

    static readonly FrozenDictionary<string, MessageHandler> ByType = new Dictionary<string, MessageHandler>
    {
        [MsgSend.Descriptor.FullName] = On<MsgSend>("bank", 1_200, _ => { }, m => m.FromAddress, Bank.Send, new MsgSendResponse()),

        [MsgGrant.Descriptor.FullName] = On<MsgGrant>("authz", 9_000, _ => { }, m => m.Granter, Authorizations.Grant, new MsgGrantResponse()),
        [MsgRevoke.Descriptor.FullName] = On<MsgRevoke>("authz", 1_000, _ => { }, m => m.Granter, Authorizations.Revoke, new MsgRevokeResponse()),
        [MsgExec.Descriptor.FullName] = On<MsgExec>("authz", 9_000, _ => { }, m => m.Grantee, Authorizations.Execute),

        [MsgGrantAllowance.Descriptor.FullName] = On<MsgGrantAllowance>("feegrant", 18_000, _ => { }, m => m.Granter, FeeAllowances.Grant, new MsgGrantAllowanceResponse()),
        [MsgRevokeAllowance.Descriptor.FullName] = On<MsgRevokeAllowance>("feegrant", 3_000, _ => { }, m => m.Granter, FeeAllowances.Revoke, new MsgRevokeAllowanceResponse()),

        [MsgCreateDeployment.Descriptor.FullName] = On<MsgCreateDeployment>("deployment", 9_000, Deployments.Validate, m => m.Id.Owner, Deployments.Create, new MsgCreateDeploymentResponse()),
        [MsgUpdateDeployment.Descriptor.FullName] = On<MsgUpdateDeployment>("deployment", 1_000, Deployments.Validate, m => m.Id.Owner, Deployments.Update, new MsgUpdateDeploymentResponse()),
        [MsgCloseDeployment.Descriptor.FullName] = On<MsgCloseDeployment>("deployment", 5_000, m => Identifiers.ValidateDeployment(MarketKey.Of(m.Id ?? new())), m => m.Id.Owner, Deployments.Close, new MsgCloseDeploymentResponse()),
        [MsgCloseGroup.Descriptor.FullName] = On<MsgCloseGroup>("deployment", 2_000, m => Identifiers.ValidateGroup(MarketKey.Of(m.Id ?? new())), m => m.Id.Owner, Deployments.CloseGroup, new MsgCloseGroupResponse()),
        [MsgPauseGroup.Descriptor.FullName] = On<MsgPauseGroup>("deployment", 2_000, m => Identifiers.ValidateGroup(MarketKey.Of(m.Id ?? new())), m => m.Id.Owner, Deployments.PauseGroup, new MsgPauseGroupResponse()),
        [MsgStartGroup.Descriptor.FullName] = On<MsgStartGroup>("deployment", 4_000, m => Identifiers.ValidateGroup(MarketKey.Of(m.Id ?? new())), m => m.Id.Owner, Deployments.StartGroup, new MsgStartGroupResponse()),

        [MsgCreateBid.Descriptor.FullName] = On<MsgCreateBid>("market", 13_500, Market.Validate, m => m.Id.Provider, Market.CreateBid, new MsgCreateBidResponse()),
        [MsgCloseBid.Descriptor.FullName] = On<MsgCloseBid>("market", 3_000, Market.Validate, m => m.Id.Provider, Market.CloseBid, new MsgCloseBidResponse()),
        [MsgCreateLease.Descriptor.FullName] = On<MsgCreateLease>("market", 20_000, m => Identifiers.ValidateBid(MarketKey.Of(m.BidId ?? new())), m => m.BidId.Owner, Market.CreateLease, new MsgCreateLeaseResponse()),
        [MsgCloseLease.Descriptor.FullName] = On<MsgCloseLease>("market", 3_000, m => Identifiers.ValidateLease(MarketKey.Of(m.Id ?? new())), m => m.Id.Owner, Market.CloseLease, new MsgCloseLeaseResponse()),
        [MsgWithdrawLease.Descriptor.FullName] = On<MsgWithdrawLease>("market", 35_000, m => Identifiers.ValidateLease(MarketKey.Of(m.Id ?? new())), m => m.Id.Provider, Market.WithdrawLease, new MsgWithdrawLeaseResponse()),
        [MsgLeaseStartReclaim.Descriptor.FullName] = On<MsgLeaseStartReclaim>("market", 5_000, m => Identifiers.ValidateLease(MarketKey.Of(m.Id ?? new())), m => m.Id.Provider, Market.StartReclaim, new MsgLeaseStartReclaimResponse()),

        [MsgAccountDeposit.Descriptor.FullName] = On<MsgAccountDeposit>("escrow", 16_000, Escrow.Validate, m => m.Signer, Escrow.Deposit, new MsgAccountDepositResponse()),

        [MsgCreateCertificate.Descriptor.FullName] = On<MsgCreateCertificate>("cert", 2_000, Certificates.Validate, m => m.Owner, Certificates.Create, new MsgCreateCertificateResponse()),
        [MsgRevokeCertificate.Descriptor.FullName] = On<MsgRevokeCertificate>("cert", 30_000, Certificates.Validate, m => m.Id.Owner, Certificates.Revoke, new MsgRevokeCertificateResponse()),

        [MsgCreateProvider.Descriptor.FullName] = On<MsgCreateProvider>("provider", 8_000, m => ProviderRecords.Validate(m.Owner, m.HostUri, m.Attributes, "MsgCreate"), m => m.Owner, ProviderRecords.Create, new MsgCreateProviderResponse()),
        [MsgUpdateProvider.Descriptor.FullName] = On<MsgUpdateProvider>("provider", 5_000, m => ProviderRecords.Validate(m.Owner, m.HostUri, m.Attributes, "MsgUpdate"), m => m.Owner, ProviderRecords.Update, new MsgUpdateProviderResponse()),
        [MsgDeleteProvider.Descriptor.FullName] = On<MsgDeleteProvider>("provider", 1_000, _ => { }, m => m.Owner, ProviderRecords.Delete, new MsgDeleteProviderResponse()),

        [MsgSignProviderAttributes.Descriptor.FullName] = On<MsgSignProviderAttributes>("audit", 8_000, m => ProviderRecords.ValidateAudit(m.Owner, m.Auditor), m => m.Auditor, ProviderRecords.Sign, new MsgSignProviderAttributesResponse()),
        [MsgDeleteProviderAttributes.Descriptor.FullName] = On<MsgDeleteProviderAttributes>("audit", 8_000, m => ProviderRecords.ValidateAudit(m.Owner, m.Auditor), m => m.Auditor, ProviderRecords.Unsign, new MsgDeleteProviderAttributesResponse()),

        [MsgBurnMint.Descriptor.FullName] = On<MsgBurnMint>("bme", 16_000, Bme.Validate, m => m.Owner, (x, m) => new MsgBurnMintResponse { Id = Bme.Request(x, m) }),
        [MsgMintACT.Descriptor.FullName] = On<MsgMintACT>("bme", 16_000, m => Bme.Validate(Bme.Mint(m)), m => m.Owner, (x, m) => new MsgMintACTResponse { Id = Bme.Request(x, Bme.Mint(m)) }),
        [MsgBurnACT.Descriptor.FullName] = On<MsgBurnACT>("bme", 16_000, m => Bme.Validate(Bme.Burn(m)), m => m.Owner, (x, m) => new MsgBurnACTResponse { Id = Bme.Request(x, Bme.Burn(m)) }),

        [MsgAddPriceEntry.Descriptor.FullName] = On<MsgAddPriceEntry>("oracle", 10_000, _ => { }, m => m.Signer, Oracle.AddPrice, new MsgAddPriceEntryResponse()),
    }.ToFrozenDictionary();

    /// <summary>The handler of a message; a type that is known but not served is sdk 6.</summary>
    public static MessageHandler For(IMessage message) =>
        ByType.GetValueOrDefault(message.Descriptor.FullName)
        ?? throw SdkErrors.UnknownRequest.Refusal($"no message handler found for /{message.Descriptor.FullName}");

    static MessageHandler On<T>(string module, ulong gas, Action<T> validate, Func<T, string> signer, Action<Execution, T> execute, IMessage answer)
        where T : class, IMessage =>
        On(module, gas, validate, signer, (Execution x, T message) =>
        {
            execute(x, message);
            return answer;
        });

    static MessageHandler On<T>(string module, ulong gas, Action<T> validate, Func<T, string> signer, Func<Execution, T, IMessage> execute)
        where T : class, IMessage =>
        new(module, gas, message => validate((T)message), message => signer((T)message), (x, message) => execute(x, (T)message));
}
