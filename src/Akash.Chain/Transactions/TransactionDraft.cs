using System.Security.Cryptography;
using Akash.Chain.Keys;
using Akash.Proto.Cosmos.Crypto.Secp256k1;
using Akash.Proto.Cosmos.Tx.Signing.V1Beta1;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Chain.Transactions;

/// <summary>A transaction before it is signed, in SIGN_MODE_DIRECT with one signer (chain.md section 4).</summary>
sealed record TransactionDraft
{
    /// <summary>A signature nobody made, for simulations, whose size is paid for like a real one's.</summary>
    static readonly byte[] BlankSignature = new byte[64];

    public required IReadOnlyList<IMessage> Messages { get; init; }

    public string Memo { get; init; } = "";

    /// <summary>The account's next sequence; 0 in an unordered transaction.</summary>
    public ulong Sequence { get; init; }

    /// <summary>The last block that may include it; 0 for no limit.</summary>
    public ulong TimeoutHeight { get; init; }

    public bool Unordered { get; init; }

    /// <summary>Until when an unordered transaction may be included; also its nonce, so no two of a signer may share one.</summary>
    public Timestamp? Timeout { get; init; }

    public Fee Fee { get; init; } = new();

    /// <summary>The same bytes that are signed are sent.</summary>
    public SignedTransaction Sign(ISigner signer, string chainId, ulong accountNumber)
    {
        var body = Body().ToByteString();
        var authInfo = AuthInfo(signer.PublicKey, SignMode.Direct).ToByteString();
        var document = SignDocument(body, authInfo, chainId, accountNumber);
        var signature = signer.Sign(SHA256.HashData(document.ToByteArray()));
        return new SignedTransaction(Raw(body, authInfo, signature));
    }

    /// <summary>
    /// The form to simulate. With its fee filled in and a signature of full length the gas it reports is the gas it will
    /// use (chain.md 5.1).
    /// </summary>
    public byte[] ForSimulation(ReadOnlyMemory<byte> publicKey) => ForSimulation(publicKey, BlankSignature);

    internal byte[] ForSimulation(ReadOnlyMemory<byte> publicKey, byte[] signature) =>
        Raw(Body().ToByteString(), AuthInfo(publicKey, SignMode.Unspecified).ToByteString(), signature);

    internal TxBody Body() => new()
    {
        Messages = { Messages.Select(message => message.ToAny()) },
        Memo = Memo,
        TimeoutHeight = TimeoutHeight,
        Unordered = Unordered,
        TimeoutTimestamp = Timeout,
    };

    internal AuthInfo AuthInfo(ReadOnlyMemory<byte> publicKey, SignMode mode) => new()
    {
        SignerInfos =
        {
            new SignerInfo
            {
                PublicKey = new PubKey { Key = ByteString.CopyFrom(publicKey.Span) }.ToAny(),
                ModeInfo = new ModeInfo { Single = new ModeInfo.Types.Single { Mode = mode } },
                Sequence = Sequence,
            },
        },
        Fee = Fee,
    };

    internal static SignDoc SignDocument(ByteString body, ByteString authInfo, string chainId, ulong accountNumber) =>
        new() { BodyBytes = body, AuthInfoBytes = authInfo, ChainId = chainId, AccountNumber = accountNumber };

    static byte[] Raw(ByteString body, ByteString authInfo, byte[] signature) =>
        new TxRaw { BodyBytes = body, AuthInfoBytes = authInfo, Signatures = { ByteString.CopyFrom(signature) } }.ToByteArray();
}

/// <summary>A signed transaction as it travels; it is known by the SHA-256 of its bytes.</summary>
sealed class SignedTransaction(byte[] bytes)
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public byte[] HashBytes { get; } = SHA256.HashData(bytes);

    /// <summary>Upper-case hex, as explorers show it.</summary>
    public string Hash => Convert.ToHexString(HashBytes);
}
