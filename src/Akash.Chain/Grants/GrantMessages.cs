using Akash.Money;
using Akash.Proto.Cosmos.Authz.V1Beta1;
using Akash.Proto.Cosmos.Feegrant.V1Beta1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Escrow.V1;
using Akash.Proto.Market.V1Beta5;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Chain.Grants;

/// <summary>The messages of least privilege: what one account lets another spend or do (chain.md 7.4 and 7.7).</summary>
public static class GrantMessages
{
    /// <summary>
    /// What a deployment's life takes; a fee grant for these pays for nothing else. <see cref="ExecuteType"/> is not among them,
    /// since messages of any kind can be inside one and allowances look at the outside only.
    /// </summary>
    public static IReadOnlyList<string> DeploymentLife { get; } =
    [
        TypeUrl(MsgCreateDeployment.Descriptor), TypeUrl(MsgUpdateDeployment.Descriptor), TypeUrl(MsgCloseDeployment.Descriptor),
        TypeUrl(MsgAccountDeposit.Descriptor), TypeUrl(MsgCreateLease.Descriptor), TypeUrl(MsgCloseLease.Descriptor),
        TypeUrl(MsgPauseGroup.Descriptor), TypeUrl(MsgStartGroup.Descriptor), TypeUrl(MsgCloseGroup.Descriptor),
    ];

    /// <summary>Under this message type deposit grants are kept, for creations and top-ups alike.</summary>
    public static string DepositType { get; } = TypeUrl(MsgAccountDeposit.Descriptor);

    /// <summary>Sending messages in another's name.</summary>
    public static string ExecuteType { get; } = TypeUrl(MsgExec.Descriptor);

    public static string CreateType { get; } = TypeUrl(MsgCreateDeployment.Descriptor);

    public static string UpdateType { get; } = TypeUrl(MsgUpdateDeployment.Descriptor);

    public static string CloseType { get; } = TypeUrl(MsgCloseDeployment.Descriptor);

    public static string LeaseType { get; } = TypeUrl(MsgCreateLease.Descriptor);

    /// <summary>Lets the grantee put so much of the granter's money into the escrow of deployments. It replaces an earlier one.</summary>
    public static MsgGrant GrantDeposits(string granter, string grantee, Coin limit, DateTimeOffset? expires) => Grant(
        granter, grantee, expires, new DepositAuthorization
        {
            // Deprecated, but refused when absent.
            SpendLimit = new Coin(Denoms.Uakt, 0).ToWire(),
            Scopes = { DepositAuthorization.Types.Scope.Deployment },
            SpendLimits = { limit.ToWire() },
        });

    /// <summary>Lets the grantee send messages of one type in the granter's name.</summary>
    public static MsgGrant GrantMessage(string granter, string grantee, string typeUrl, DateTimeOffset? expires) =>
        Grant(granter, grantee, expires, new GenericAuthorization { Msg = typeUrl });

    /// <summary>Lets the grantee pay fees of some message types from the granter's money. There must be no earlier one: revoke it in the same transaction.</summary>
    /// <param name="messages">Type URLs; empty for any message.</param>
    public static MsgGrantAllowance GrantFees(string granter, string grantee, Coin limit, DateTimeOffset? expires, IReadOnlyList<string> messages)
    {
        var basic = new BasicAllowance { SpendLimit = { limit.ToWire() }, Expiration = ToTimestamp(expires) };
        return new MsgGrantAllowance
        {
            Granter = granter,
            Grantee = grantee,
            Allowance = messages.Count == 0
                ? basic.ToAny()
                : new AllowedMsgAllowance { Allowance = basic.ToAny(), AllowedMessages = { messages } }.ToAny(),
        };
    }

    public static MsgRevoke Revoke(string granter, string grantee, string typeUrl) =>
        new() { Granter = granter, Grantee = grantee, MsgTypeUrl = typeUrl };

    public static MsgRevokeAllowance RevokeFees(string granter, string grantee) => new() { Granter = granter, Grantee = grantee };

    /// <summary>Sends messages whose signer is somebody else, who granted that.</summary>
    public static MsgExec Execute(string grantee, IEnumerable<IMessage> messages) =>
        new() { Grantee = grantee, Msgs = { messages.Select(message => message.ToAny()) } };

    static MsgGrant Grant(string granter, string grantee, DateTimeOffset? expires, IMessage authorization) => new()
    {
        Granter = granter,
        Grantee = grantee,
        Grant = new Proto.Cosmos.Authz.V1Beta1.Grant { Authorization = authorization.ToAny(), Expiration = ToTimestamp(expires) },
    };

    static Timestamp? ToTimestamp(DateTimeOffset? time) => time is { } known ? Timestamp.FromDateTimeOffset(known) : null;

    static string TypeUrl(MessageDescriptor message) => $"/{message.FullName}";
}
