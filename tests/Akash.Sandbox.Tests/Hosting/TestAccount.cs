using Akash.Proto.Cosmos.Auth.V1Beta1;
using Akash.Proto.Cosmos.Crypto.Secp256k1;
using Akash.Proto.Cosmos.Tx.Signing.V1Beta1;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Ledger.Transactions;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Sandbox.Tests.Hosting;

/// <summary>An account of a test: signs messages, sends them and makes the block that includes them.</summary>
sealed class TestAccount
{
    readonly SandboxHost host;
    readonly Wallet wallet;

    public TestAccount(SandboxHost host, string name)
    {
        (this.host, wallet) = (host, Wallet.FromName("test/" + name));
        host.Fund(Address, 1_000_000_000, 1_000_000_000);
    }

    public string Address => wallet.Address;

    /// <summary>The result in a block; a refusal by the mempool fails the test.</summary>
    public TransactionResult Send(params IMessage[] messages) => Include(Sign(messages));

    public TransactionResult Include(byte[] transaction)
    {
        var submission = host.Node.Submit(transaction);
        submission.Result!.Log.Should().BeEmpty();
        host.Producer.Produce();
        return host.Node.FindTransaction(submission.Hash)!.Result;
    }

    public byte[] Sign(params IMessage[] messages) => Sign(600_000, 0, messages);

    public byte[] Sign(ulong gas, ulong sequenceAhead, params IMessage[] messages)
    {
        var account = Account();
        var body = new TxBody { Messages = { messages.Select(Pack) } };
        var info = new AuthInfo
        {
            SignerInfos = { new SignerInfo { PublicKey = Pack(new PubKey { Key = ByteString.CopyFrom(wallet.PublicKey) }), ModeInfo = new ModeInfo { Single = new ModeInfo.Types.Single { Mode = SignMode.Direct } }, Sequence = account.Sequence + sequenceAhead } },
            Fee = new Fee { GasLimit = gas, Amount = { Coins.Of(Coins.Uakt, (gas + 39) / 40) } },
        };
        var document = new SignDoc { BodyBytes = body.ToByteString(), AuthInfoBytes = info.ToByteString(), ChainId = host.Node.ChainId, AccountNumber = account.AccountNumber };
        return new TxRaw { BodyBytes = document.BodyBytes, AuthInfoBytes = document.AuthInfoBytes, Signatures = { ByteString.CopyFrom(wallet.Sign(document.ToByteArray())) } }.ToByteArray();
    }

    BaseAccount Account() =>
        QueryAccountInfoResponse.Parser.ParseFrom(host.Node.Query("/cosmos.auth.v1beta1.Query/AccountInfo", new QueryAccountInfoRequest { Address = Address }.ToByteArray()).Value.Span).Info;

    static Any Pack(IMessage message) => new() { TypeUrl = "/" + message.Descriptor.FullName, Value = message.ToByteString() };
}
