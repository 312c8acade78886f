using System.Globalization;
using Akash.Proto.Cosmos.Crypto.Secp256k1;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.Modules;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Sandbox.Ledger.Transactions;

/// <summary>Why a transaction is looked at; each looks at slightly different things.</summary>
enum RunMode
{
    /// <summary>For the mempool: the node's minimum price counts, messages aren't run.</summary>
    Check,

    /// <summary>For its cost: neither fee nor signature must be right.</summary>
    Simulate,

    /// <summary>In a block.</summary>
    Deliver,
}

/// <summary>The checks before the messages (chain.md section 4.3), in the chain's order. Their effects stay when messages fail.</summary>
static class Ante
{
    const int SignatureLimit = 7;
    const ulong SetUpGas = 14_900;
    const ulong FeeGas = 1_829;
    const ulong GasPerSignature = 1_000;
    const ulong NewKeyGas = 13_082;
    const ulong SequenceGas = 13_382;
    const ulong UnorderedGas = 3_880;
    const int SignatureBytes = 66;
    static readonly Duration LongestUnordered = Duration.FromTimeSpan(TimeSpan.FromMinutes(10));

    public static void Run(Execution x, Transaction transaction, RunMode mode, Dec minimumGasPrice)
    {
        var signers = Signers(transaction);
        RequireForm(transaction, signers);
        x.Gas.Use(SetUpGas, "ReadFlat");
        RequireTime(x, transaction);
        if (transaction.Body.Memo.Length is var length && (ulong)length > x.State.AuthParams.MaxMemoCharacters)
        {
            throw SdkErrors.MemoTooLarge.Refusal(
                $"maximum number of characters is {x.State.AuthParams.MaxMemoCharacters} but received {length} characters");
        }
        x.Gas.Use((ulong)SignedSize(transaction, mode) * x.State.AuthParams.TxSizeCostPerByte, "txSize");

        DeductFee(x, transaction, signers[0], mode, minimumGasPrice);
        SetPublicKeys(x, transaction, signers, mode);
        if (transaction.Raw.Signatures.Count > SignatureLimit)
            throw SdkErrors.TooManySignatures.Refusal($"signatures: {transaction.Raw.Signatures.Count}, limit: {SignatureLimit}");
        x.Gas.Use((ulong)signers.Count * GasPerSignature, "ante verify: secp256k1");
        Verify(x, transaction, signers, mode);
        foreach (var signer in signers.Where(_ => !transaction.Body.Unordered))
        {
            var account = x.State.Accounts.Find(signer)!;
            x.Gas.Use(SequenceGas, "WritePerByte");
            Accounts.Set(x, account with { Sequence = account.Sequence + 1 });
        }
    }

    /// <summary>Who must sign: the messages' signers in order, and the fee payer.</summary>
    public static IReadOnlyList<string> Signers(Transaction transaction)
    {
        var signers = transaction.Messages.Select(message => MessageHandlers.For(message).Signer(message));
        return [.. signers.Append(transaction.AuthInfo.Fee?.Payer ?? "").Where(signer => signer.Length > 0).Distinct()];
    }

    static void RequireForm(Transaction transaction, IReadOnlyList<string> signers)
    {
        var gas = transaction.AuthInfo.Fee?.GasLimit ?? 0;
        if (gas > long.MaxValue) throw SdkErrors.InvalidRequest.Refusal($"invalid gas supplied; {gas} > {long.MaxValue}");
        if (transaction.AuthInfo.Fee is { } fee && fee.Amount.Any(coin => !coin.IsValid())) throw SdkErrors.InsufficientFee.Refusal($"invalid fee provided: {fee.Amount.Text()}");
        if (transaction.Raw.Signatures.Count == 0) throw SdkErrors.NoSignatures.Refusal();
        if (transaction.Raw.Signatures.Count != signers.Count)
            throw SdkErrors.Unauthorized.Refusal($"wrong number of signers; expected {signers.Count}, got {transaction.Raw.Signatures.Count}");
    }

    static void RequireTime(Execution x, Transaction transaction)
    {
        if (transaction.Body.TimeoutHeight is var height and > 0 && (ulong)x.Height > height)
            throw SdkErrors.TimeoutHeight.Refusal($"block height: {x.Height}, timeout height: {height}");
        if (transaction.Body.TimeoutTimestamp is { Seconds: not 0 } timeout && Instant.From(timeout) < x.Time)
            throw SdkErrors.Timeout.Refusal($"block time: {x.Time.ToLogText()}, timeout timestamp: {Instant.From(timeout).ToLogText()}");
    }

    /// <summary>In simulation a signature that isn't there yet counts as it will be.</summary>
    static int SignedSize(Transaction transaction, RunMode mode) => mode != RunMode.Simulate
        ? transaction.Bytes.Length
        : transaction.Bytes.Length + transaction.Raw.Signatures.Sum(signature => Math.Max(0, SignatureBytes - 2 - signature.Length));

    static void DeductFee(Execution x, Transaction transaction, string first, RunMode mode, Dec minimumGasPrice)
    {
        var fee = transaction.AuthInfo.Fee ?? new Fee();
        if (mode == RunMode.Check) RequireMinimum(fee, minimumGasPrice);

        var payer = fee.Payer.Length > 0 ? fee.Payer : first;
        var source = payer;
        if (fee.Granter.Length > 0 && fee.Granter != payer)
        {
            source = fee.Granter;
            FeeAllowances.Use(x, fee.Granter, payer, fee.Amount, transaction.Messages);
        }
        if (!x.State.Accounts.Has(source)) throw SdkErrors.UnknownAddress.Refusal($"fee payer address: {FeeAllowances.RawText(source)} does not exist");

        if (fee.Amount.Any(coin => !coin.Units().IsZero))
        {
            x.Gas.Use(FeeGas, "WritePerByte");
            Pay(x, source, fee);
        }
        x.Emit("tx", ("fee", fee.Amount.Text()), ("fee_payer", source));
    }

    static void Pay(Execution x, string source, Fee fee)
    {
        try
        {
            Bank.Move(x, source, Accounts.FeeCollector, [.. fee.Amount]);
        }
        catch (LedgerException refusal) when (refusal.Error == SdkErrors.InsufficientFunds)
        {
            throw SdkErrors.InsufficientFunds.Refusal(refusal.Log);
        }
    }

    static void RequireMinimum(Fee fee, Dec price)
    {
        var required = (price * Dec.FromInteger(fee.GasLimit)).Ceiling().Truncate();
        if (fee.Amount.AmountOf(Coins.Uakt) >= required && fee.Amount.All(coin => coin.Denom == Coins.Uakt)) return;
        throw SdkErrors.InsufficientFee.Refusal(
            string.Create(CultureInfo.InvariantCulture, $"insufficient fees; got: {fee.Amount.Text()} required: {required}{Coins.Uakt}"));
    }

    static void SetPublicKeys(Execution x, Transaction transaction, IReadOnlyList<string> signers, RunMode mode)
    {
        for (var i = 0; i < signers.Count; i++)
        {
            var info = i < transaction.AuthInfo.SignerInfos.Count ? transaction.AuthInfo.SignerInfos[i] : new SignerInfo();
            if (info.PublicKey is not { } any)
            {
                if (mode == RunMode.Simulate) continue;
                // The node itself panics here.
                throw new LedgerException(
                    new LedgerError("undefined", 111222, "recovered: runtime error: invalid memory address or nil pointer dereference"), null);
            }
            if (!any.Is(PubKey.Descriptor)) throw SdkErrors.InvalidPublicKey.Refusal($"unsupported key type {any.TypeUrl}");

            var key = any.Unpack<PubKey>().Key;
            if (mode != RunMode.Simulate && AccountAddress.FromPublicKey(key.Span) != signers[i])
                throw SdkErrors.InvalidPublicKey.Refusal($"pubKey does not match signer address {signers[i]} with signer index: {i}");
            var account = x.State.Accounts.Find(signers[i]) ?? throw SdkErrors.UnknownAddress.Refusal($"account {signers[i]} does not exist");
            if (account.HasPublicKey) continue;
            x.Gas.Use(NewKeyGas, "WritePerByte");
            Accounts.Set(x, account with { PublicKey = [.. key.Span] });
        }
    }

    static void Verify(Execution x, Transaction transaction, IReadOnlyList<string> signers, RunMode mode)
    {
        if (transaction.Body.Unordered) RememberUnordered(x, transaction, signers, mode);
        for (var i = 0; i < signers.Count; i++)
        {
            var info = i < transaction.AuthInfo.SignerInfos.Count ? transaction.AuthInfo.SignerInfos[i] : new SignerInfo();
            var account = x.State.Accounts.Find(signers[i]) ?? throw SdkErrors.UnknownAddress.Refusal($"account {signers[i]} does not exist");
            if (!transaction.Body.Unordered && info.Sequence != account.Sequence)
                throw SdkErrors.WrongSequence.Refusal($"account sequence mismatch, expected {account.Sequence}, got {info.Sequence}");
            if (mode != RunMode.Simulate) VerifySignature(x, transaction, account, info, transaction.Raw.Signatures[i]);
            x.Emit("tx", ("acc_seq", string.Create(CultureInfo.InvariantCulture, $"{signers[i]}/{info.Sequence}")));
            x.Emit("tx", ("signature", transaction.Raw.Signatures[i].ToBase64()));
        }
    }

    static void VerifySignature(Execution x, Transaction transaction, Account account, SignerInfo info, ByteString signature)
    {
        if (info.ModeInfo?.Single is not { Mode: Proto.Cosmos.Tx.Signing.V1Beta1.SignMode.Direct })
            throw SdkErrors.NotSupported.Refusal("only SIGN_MODE_DIRECT is supported");
        var document = new SignDoc
        {
            BodyBytes = transaction.Raw.BodyBytes, AuthInfoBytes = transaction.Raw.AuthInfoBytes,
            ChainId = x.State.ChainId, AccountNumber = account.Number,
        };
        if (Secp256k1.Verify(account.PublicKey.AsSpan(), document.ToByteArray(), signature.Span)) return;
        throw SdkErrors.Unauthorized.Refusal(
            $"signature verification failed; please verify account number ({account.Number}) and chain-id ({x.State.ChainId}): (unable to verify single signer signature)");
    }

    /// <summary>Unordered transactions (chain.md section 4.2): a signer may use a timeout once.</summary>
    static void RememberUnordered(Execution x, Transaction transaction, IReadOnlyList<string> signers, RunMode mode)
    {
        if (transaction.AuthInfo.SignerInfos.Any(info => info.Sequence > 0))
            throw SdkErrors.InvalidRequest.Refusal("sequence is not allowed for unordered transactions");
        if (transaction.Body.TimeoutTimestamp is not { } timestamp) throw SdkErrors.InvalidRequest.Refusal("unordered transaction must have timeout_timestamp set");
        var timeout = Instant.From(timestamp);
        if (timeout > x.Time.Plus(LongestUnordered)) throw SdkErrors.InvalidRequest.Refusal("unordered tx ttl exceeds 10m0s");
        if (mode == RunMode.Simulate) return;

        x.Gas.Use(UnorderedGas, "unordered nonce");
        foreach (var signer in signers)
        {
            var key = new PairKey(signer, timeout.Nanoseconds.ToString("D20", CultureInfo.InvariantCulture));
            if (x.State.UnorderedNonces.Has(key))
                throw SdkErrors.InvalidRequest.Refusal($"failed to add unordered nonce: sender {signer} has already used timeout {timeout.Nanoseconds}");
            x.State.UnorderedNonces = x.State.UnorderedNonces.With(key, new UnorderedNonce(timeout));
        }
    }
}
