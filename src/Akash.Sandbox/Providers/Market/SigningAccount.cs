using System.Globalization;
using System.Text.RegularExpressions;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Cosmos.Crypto.Secp256k1;
using Akash.Proto.Cosmos.Tx.Signing.V1Beta1;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Node;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Sandbox.Providers.Market;

/// <summary>An account that sends transactions one after the other, counting its own sequence.</summary>
sealed partial class SigningAccount(Wallet wallet, INode node)
{
    const ulong GasPerMessage = 500_000;
    const uint WrongSequence = 32;

    /// <summary>Units of gas for one uakt, at the network's usual price of 0.025uakt.</summary>
    const ulong GasPerUakt = 40;

    readonly Lock turn = new();
    readonly ChainView chain = new(node);
    ulong? nextSequence;

    public string Address => wallet.Address;

    /// <summary>Signs and offers one transaction with these messages; a wrong guess of the sequence is corrected once.</summary>
    public BroadcastAnswer Send(params IReadOnlyList<IMessage> messages)
    {
        lock (turn)
        {
            var account = chain.Account(Address)
                ?? throw new InvalidOperationException($"account {Address} holds no coins yet: fund it in the genesis of the sandbox");
            nextSequence ??= account.Sequence;
            var answer = node.Broadcast(Sign(messages, account.AccountNumber, nextSequence.Value));
            if (answer.Code == WrongSequence && Expected().Match(answer.Log) is { Success: true } expected)
            {
                nextSequence = ulong.Parse(expected.Groups[1].Value, CultureInfo.InvariantCulture);
                answer = node.Broadcast(Sign(messages, account.AccountNumber, nextSequence.Value));
            }

            if (answer.Code == 0) nextSequence++;
            return answer;
        }
    }

    byte[] Sign(IReadOnlyList<IMessage> messages, ulong accountNumber, ulong sequence)
    {
        var gas = GasPerMessage * (ulong)messages.Count;
        var body = new TxBody { Messages = { messages.Select(message => Any.Pack(message, "")) } }.ToByteString();
        var authInfo = new AuthInfo
        {
            SignerInfos =
            {
                new SignerInfo
                {
                    PublicKey = Any.Pack(new PubKey { Key = ByteString.CopyFrom(wallet.PublicKey) }, ""),
                    ModeInfo = new ModeInfo { Single = new ModeInfo.Types.Single { Mode = SignMode.Direct } },
                    Sequence = sequence,
                },
            },
            Fee = new Fee
            {
                Amount = { new Coin { Denom = "uakt", Amount = (gas / GasPerUakt).ToString(CultureInfo.InvariantCulture) } },
                GasLimit = gas,
            },
        }.ToByteString();
        var document = new SignDoc { BodyBytes = body, AuthInfoBytes = authInfo, ChainId = node.ChainId, AccountNumber = accountNumber };
        return new TxRaw
        {
            BodyBytes = body,
            AuthInfoBytes = authInfo,
            Signatures = { ByteString.CopyFrom(wallet.Sign(document.ToByteArray())) },
        }.ToByteArray();
    }

    [GeneratedRegex(@"expected (\d+), got")]
    private static partial Regex Expected();
}
