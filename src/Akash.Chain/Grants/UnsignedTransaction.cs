using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Akash.Money;
using Akash.Proto.Cosmos.Authz.V1Beta1;
using Akash.Proto.Cosmos.Feegrant.V1Beta1;
using Akash.Proto.Escrow.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Chain.Grants;

/// <summary>Grants and revocations as a file that <c>akash tx sign</c> takes: who grants signs where the key is (JSON rules: chain.md 8.3).</summary>
public static class UnsignedTransaction
{
    /// <summary>A message of this kind took 78,000 at most on the recorded chain.</summary>
    const ulong GasEach = 150_000;

    /// <param name="messages">Made by <see cref="GrantMessages"/>.</param>
    /// <param name="gasPrice">In uakt.</param>
    public static string Write(IReadOnlyList<IMessage> messages, DecCoin gasPrice)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("body");
            json.WriteStartArray("messages");
            foreach (var message in messages) WriteMessage(json, message);
            json.WriteEndArray();
            json.WriteString("memo", "");
            json.WriteString("timeout_height", "0");
            WriteEmpty(json, "extension_options", "non_critical_extension_options");
            json.WriteEndObject();
            json.WriteStartObject("auth_info");
            WriteEmpty(json, "signer_infos");
            WriteFee(json, gasPrice, GasEach * (ulong)messages.Count);
            json.WriteEndObject();
            WriteEmpty(json, "signatures");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    static void WriteMessage(Utf8JsonWriter json, IMessage message)
    {
        json.WriteStartObject();
        json.WriteString("@type", $"/{message.Descriptor.FullName}");
        switch (message)
        {
            case MsgGrant grant:
                WriteParties(json, grant.Granter, grant.Grantee);
                json.WriteStartObject("grant");
                json.WritePropertyName("authorization");
                WriteAuthorization(json, grant.Grant.Authorization);
                WriteTime(json, grant.Grant.Expiration);
                json.WriteEndObject();
                break;
            case MsgGrantAllowance allowance:
                WriteParties(json, allowance.Granter, allowance.Grantee);
                json.WritePropertyName("allowance");
                WriteAllowance(json, allowance.Allowance);
                break;
            case MsgRevoke revoke:
                WriteParties(json, revoke.Granter, revoke.Grantee);
                json.WriteString("msg_type_url", revoke.MsgTypeUrl);
                break;
            case MsgRevokeAllowance revoke:
                WriteParties(json, revoke.Granter, revoke.Grantee);
                break;
            default:
                throw new ArgumentException($"{message.Descriptor.FullName} is no grant", nameof(message));
        }

        json.WriteEndObject();
    }

    static void WriteAuthorization(Utf8JsonWriter json, Any authorization)
    {
        json.WriteStartObject();
        json.WriteString("@type", authorization.TypeUrl);
        if (authorization.Is(DepositAuthorization.Descriptor))
        {
            var deposits = authorization.Unpack<DepositAuthorization>();
            json.WritePropertyName("spend_limit");
            WriteCoin(json, deposits.SpendLimit.ToMoney());
            json.WriteStartArray("scopes");
            foreach (var scope in deposits.Scopes) json.WriteStringValue(ChainClient.StateName<DepositAuthorization.Types.Scope>(scope));
            json.WriteEndArray();
            WriteCoins(json, "spend_limits", deposits.SpendLimits.Select(WireAmounts.ToMoney));
        }
        else
        {
            json.WriteString("msg", authorization.Unpack<GenericAuthorization>().Msg);
        }

        json.WriteEndObject();
    }

    static void WriteAllowance(Utf8JsonWriter json, Any allowance)
    {
        json.WriteStartObject();
        json.WriteString("@type", allowance.TypeUrl);
        if (allowance.Is(AllowedMsgAllowance.Descriptor))
        {
            var restricted = allowance.Unpack<AllowedMsgAllowance>();
            json.WritePropertyName("allowance");
            WriteAllowance(json, restricted.Allowance);
            json.WriteStartArray("allowed_messages");
            foreach (var message in restricted.AllowedMessages) json.WriteStringValue(message);
            json.WriteEndArray();
        }
        else
        {
            var basic = allowance.Unpack<BasicAllowance>();
            WriteCoins(json, "spend_limit", basic.SpendLimit.Select(WireAmounts.ToMoney));
            WriteTime(json, basic.Expiration);
        }

        json.WriteEndObject();
    }

    static void WriteFee(Utf8JsonWriter json, DecCoin price, ulong gas)
    {
        json.WriteStartObject("fee");
        WriteCoins(json, "amount", [new Coin(price.Denom, (price.Amount * gas).ToInteger(Rounding.Up))]);
        json.WriteString("gas_limit", gas.ToString(CultureInfo.InvariantCulture));
        json.WriteString("payer", "");
        json.WriteString("granter", "");
        json.WriteEndObject();
    }

    static void WriteParties(Utf8JsonWriter json, string granter, string grantee)
    {
        json.WriteString("granter", granter);
        json.WriteString("grantee", grantee);
    }

    static void WriteTime(Utf8JsonWriter json, Timestamp? time)
    {
        if (time is null) json.WriteNull("expiration");
        else json.WriteString("expiration", time.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    }

    static void WriteCoins(Utf8JsonWriter json, string name, IEnumerable<Coin> coins)
    {
        json.WriteStartArray(name);
        foreach (var coin in coins) WriteCoin(json, coin);
        json.WriteEndArray();
    }

    static void WriteCoin(Utf8JsonWriter json, Coin coin)
    {
        json.WriteStartObject();
        json.WriteString("denom", coin.Denom);
        json.WriteString("amount", coin.Amount.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    static void WriteEmpty(Utf8JsonWriter json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            json.WriteStartArray(name);
            json.WriteEndArray();
        }
    }
}
