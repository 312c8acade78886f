using System.Globalization;
using Akash.Proto.Cosmos.Authz.V1Beta1;
using Akash.Proto.Escrow.V1;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Transactions;
using Akash.Sandbox.Ledger.Values;
using Akash.Sandbox.Wire;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grant = Akash.Sandbox.Ledger.State.Grant;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Authorizations (authz): one account acts, or deposits, in another's name.</summary>
static class Authorizations
{
    const string DepositMessage = "/akash.escrow.v1.MsgAccountDeposit";

    public static void Grant(Execution x, MsgGrant message)
    {
        RequireAddress(message.Granter, "granter");
        RequireAddress(message.Grantee, "grantee");
        if (message.Granter == message.Grantee) throw AuthzErrors.SelfGrant.Refusal();
        Accounts.Ensure(x, message.Grantee);

        var expiration = message.Grant?.Expiration is { } time ? Instant.From(time) : (Instant?)null;
        if (expiration <= x.Time)
        {
            throw AuthzErrors.InvalidExpiration.Refusal(
                $"expiration must be after the current block time ({x.Time.ToSecondsText()}), got {expiration.Value.ToSecondsText()}");
        }

        if (message.Grant?.Authorization is not { } authorization) throw SdkErrors.InvalidType.Refusal("authorization is missing");
        var type = MessageTypeOf(authorization);
        Save(x, new Grant(message.Granter, message.Grantee, type, authorization, expiration));
    }

    public static void Revoke(Execution x, MsgRevoke message)
    {
        RequireAddress(message.Granter, "granter");
        RequireAddress(message.Grantee, "grantee");
        if (Find(x.State, message.Granter, message.Grantee, message.MsgTypeUrl) is not { } grant) throw AuthzErrors.NotFound.Refusal();
        Remove(x, grant);
    }

    /// <summary>Runs messages in the names of those who granted it; answers with the messages' answers.</summary>
    public static MsgExecResponse Execute(Execution x, MsgExec message)
    {
        RequireAddress(message.Grantee, "grantee");
        if (message.Msgs.Count == 0) throw SdkErrors.InvalidRequest.Refusal("messages cannot be empty");

        IMessage[] messages = [.. message.Msgs.Select(any => ProtoTypes.Find(any.TypeUrl)!.Parser.ParseFrom(any.Value))];
        for (var i = 0; i < messages.Length; i++) Validate(messages[i], i);
        var response = new MsgExecResponse();
        for (var i = 0; i < messages.Length; i++)
        {
            var (inner, handler) = (messages[i], MessageHandlers.For(messages[i]));
            var granter = handler.Signer(inner);
            if (granter != message.Grantee) Use(x, granter, message.Grantee, message.Msgs[i].TypeUrl, inner);
            var mark = x.Events.Count;
            response.Results.Add(Run(x, handler, inner).ToByteString());
            var index = i.ToString(CultureInfo.InvariantCulture);
            x.Append(x.TakeEventsFrom(mark).Select(e => e.With("authz_msg_index", index)));
        }
        return response;
    }

    static void Validate(IMessage message, int index)
    {
        try
        {
            MessageHandlers.For(message).Validate(message);
        }
        catch (LedgerException refusal)
        {
            throw refusal.Within($"msg {index}");
        }
    }

    static IMessage Run(Execution x, MessageHandler handler, IMessage message)
    {
        try
        {
            return handler.Run(x, message);
        }
        catch (LedgerException refusal) when (refusal.Error != SdkErrors.OutOfGas)
        {
            throw refusal.Within($"failed to execute message; message {GoText.Of(message)}");
        }
    }

    /// <summary>Deposit authorizations a grantee may draw on, in the order of the store.</summary>
    public static IEnumerable<Grant> DepositGrantsTo(LedgerState state, string grantee) =>
        [.. state.Grants.Values.Where(grant => grant.Grantee == grantee && grant.MessageType == DepositMessage)];

    public static Grant? DepositGrant(LedgerState state, string granter, string grantee) => Find(state, granter, grantee, DepositMessage);

    public static void Save(Execution x, Grant grant)
    {
        Store(x, grant);
        x.Emit("cosmos.authz.v1beta1.EventGrant",
            ("grantee", $"\"{grant.Grantee}\""), ("granter", $"\"{grant.Granter}\""), ("msg_type_url", $"\"{grant.MessageType}\""));
    }

    static void Store(Execution x, Grant grant) => x.State.Grants = x.State.Grants.With(Key(grant.Granter, grant.Grantee, grant.MessageType), grant);

    public static void RemoveExpired(Execution x)
    {
        foreach (var grant in x.State.Grants.Values.Where(grant => grant.Expiration <= x.Time).ToList())
            x.State.Grants = x.State.Grants.Without(Key(grant.Granter, grant.Grantee, grant.MessageType));
    }

    static void Use(Execution x, string granter, string grantee, string type, IMessage message)
    {
        if (Find(x.State, granter, grantee, type) is not { } grant)
            throw AuthzErrors.NotFound.Refusal($"failed to get grant with given granter: {granter}, grantee: {grantee} & msgType: {type} ");
        if (grant.Expiration < x.Time) throw AuthzErrors.Expired.Refusal();
        if (!grant.Authorization.Is(DepositAuthorization.Descriptor)) return;

        var accepted = DepositGrants.Accept(grant.Authorization.Unpack<DepositAuthorization>(), message, partial: false);
        if (accepted is null) throw SdkErrors.Unauthorized.Refusal();
        if (accepted.SpendLimits.Count == 0) Remove(x, grant);
        else Store(x, grant with { Authorization = DepositGrants.Pack(accepted) });
    }

    static void Remove(Execution x, Grant grant)
    {
        x.State.Grants = x.State.Grants.Without(Key(grant.Granter, grant.Grantee, grant.MessageType));
        x.Emit("cosmos.authz.v1beta1.EventRevoke",
            ("grantee", $"\"{grant.Grantee}\""), ("granter", $"\"{grant.Granter}\""), ("msg_type_url", $"\"{grant.MessageType}\""));
    }

    static string MessageTypeOf(Any authorization)
    {
        if (authorization.Is(GenericAuthorization.Descriptor)) return authorization.Unpack<GenericAuthorization>().Msg;
        if (!authorization.Is(DepositAuthorization.Descriptor)) throw SdkErrors.InvalidType.Refusal($"unsupported authorization {authorization.TypeUrl}");
        DepositGrants.Validate(authorization.Unpack<DepositAuthorization>());
        return DepositMessage;
    }

    static Grant? Find(LedgerState state, string granter, string grantee, string type) => state.Grants.Find(Key(granter, grantee, type));

    /// <summary>Grants lie by grantee, then by type (the shorter first), then by granter.</summary>
    static TextKey Key(string granter, string grantee, string type) =>
        $"{Convert.ToHexString(AccountAddress.ToBytes(grantee)!)}/{type.Length:D3}{type}/{Convert.ToHexString(AccountAddress.ToBytes(granter)!)}";

    static void RequireAddress(string address, string role)
    {
        if (!AccountAddress.IsValid(address)) throw SdkErrors.InvalidAddress.Refusal($"invalid {role} address: {address}");
    }
}
