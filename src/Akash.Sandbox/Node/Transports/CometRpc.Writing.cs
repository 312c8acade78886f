using System.Security.Cryptography;
using System.Text.Json;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.Transactions;
using Akash.Sandbox.Node.Queries;

namespace Akash.Sandbox.Node.Transports;

sealed partial class CometRpc
{
    const string AppHash = "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855";

    void WriteStatus(Utf8JsonWriter writer)
    {
        var (first, last) = (node.FirstBlock, node.LastBlock);
        writer.WriteStartObject();
        writer.WriteStartObject("node_info");
        writer.WriteStartObject("protocol_version");
        writer.WriteString("p2p", "8");
        writer.WriteString("block", "11");
        writer.WriteString("app", "0");
        writer.WriteEndObject();
        writer.WriteString("id", NodeIdentity.NodeId);
        writer.WriteString("listen_addr", "tcp://0.0.0.0:26656");
        writer.WriteString("network", node.ChainId);
        writer.WriteString("version", NodeIdentity.CometVersion);
        writer.WriteString("channels", Convert.ToHexString(Convert.FromBase64String(NodeIdentity.Channels)));
        writer.WriteString("moniker", NodeIdentity.Moniker);
        writer.WriteStartObject("other");
        writer.WriteString("tx_index", "on");
        writer.WriteString("rpc_address", "tcp://0.0.0.0:26657");
        writer.WriteEndObject();
        writer.WriteEndObject();

        writer.WriteStartObject("sync_info");
        writer.WriteString("latest_block_hash", Convert.ToHexString(last.Hash));
        writer.WriteString("latest_app_hash", AppHash);
        writer.WriteString("latest_block_height", Number(last.Header.Height));
        writer.WriteString("latest_block_time", last.Header.Time.ToString());
        writer.WriteString("earliest_block_hash", Convert.ToHexString(first.Hash));
        writer.WriteString("earliest_app_hash", AppHash);
        writer.WriteString("earliest_block_height", Number(first.Header.Height));
        writer.WriteString("earliest_block_time", first.Header.Time.ToString());
        writer.WriteBoolean("catching_up", false);
        writer.WriteEndObject();

        writer.WritePropertyName("validator_info");
        WriteValidator(writer, withPriority: false);
        writer.WriteEndObject();
    }

    void WriteAbciInfo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("response");
        writer.WriteString("data", NodeIdentity.Application);
        writer.WriteString("version", NodeIdentity.Version);
        writer.WriteString("last_block_height", Number(node.Height));
        writer.WriteBase64String("last_block_app_hash", Convert.FromHexString(AppHash));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    void WriteGenesis(Utf8JsonWriter writer)
    {
        var first = node.FirstBlock.Header;
        writer.WriteStartObject();
        writer.WriteStartObject("genesis");
        writer.WriteString("genesis_time", first.Time.ToString());
        writer.WriteString("chain_id", node.ChainId);
        writer.WriteString("initial_height", Number(first.Height));
        writer.WriteString("app_hash", "");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    static void WriteNetInfo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("listening", true);
        writer.WriteStartArray("listeners");
        writer.WriteEndArray();
        writer.WriteString("n_peers", "0");
        writer.WriteStartArray("peers");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    void WriteValidators(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("block_height", Number(node.Height));
        writer.WriteStartArray("validators");
        WriteValidator(writer, withPriority: true);
        writer.WriteEndArray();
        writer.WriteString("count", "1");
        writer.WriteString("total", "1");
        writer.WriteEndObject();
    }

    static void WriteValidator(Utf8JsonWriter writer, bool withPriority)
    {
        writer.WriteStartObject();
        writer.WriteString("address", Convert.ToHexString(NodeIdentity.ValidatorAddress));
        writer.WriteStartObject("pub_key");
        writer.WriteString("type", "tendermint/PubKeyEd25519");
        writer.WriteBase64String("value", NodeIdentity.ValidatorKey);
        writer.WriteEndObject();
        writer.WriteString("voting_power", "5000000");
        if (withPriority) writer.WriteString("proposer_priority", "0");
        writer.WriteEndObject();
    }

    static void WriteTransaction(Utf8JsonWriter writer, IndexedTransaction transaction)
    {
        writer.WriteStartObject();
        writer.WriteString("hash", transaction.Hash);
        writer.WriteString("height", Number(transaction.Height));
        writer.WriteNumber("index", transaction.Index);
        writer.WritePropertyName("tx_result");
        WriteResult(writer, transaction.Result);
        writer.WriteBase64String("tx", transaction.Bytes.Span);
        writer.WriteEndObject();
    }

    static void WriteResult(Utf8JsonWriter writer, TransactionResult result)
    {
        writer.WriteStartObject();
        writer.WriteNumber("code", result.Code);
        if (result.Data.IsEmpty) writer.WriteNull("data");
        else writer.WriteBase64String("data", result.Data.Span);
        writer.WriteString("log", result.Log);
        writer.WriteString("info", "");
        writer.WriteString("gas_wanted", Number((long)result.GasWanted));
        writer.WriteString("gas_used", Number((long)result.GasUsed));
        WriteEvents(writer, "events", result.Events);
        writer.WriteString("codespace", result.Codespace);
        writer.WriteEndObject();
    }

    public static void WriteEvents(Utf8JsonWriter writer, string name, IEnumerable<LedgerEvent> events)
    {
        writer.WriteStartArray(name);
        foreach (var e in events)
        {
            writer.WriteStartObject();
            writer.WriteString("type", e.Type);
            writer.WriteStartArray("attributes");
            foreach (var (key, value) in e.Attributes)
            {
                writer.WriteStartObject();
                writer.WriteString("key", key);
                writer.WriteString("value", value);
                writer.WriteBoolean("index", true);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    Action<Utf8JsonWriter> Block(RpcParameters parameters)
    {
        var block = BlockAt(parameters);
        return writer =>
        {
            writer.WriteStartObject();
            WriteBlockId(writer, "block_id", block);
            WriteBlock(writer, block);
            writer.WriteEndObject();
        };
    }

    void WriteBlock(Utf8JsonWriter writer, StoredBlock block)
    {
        writer.WriteStartObject("block");
        WriteHeader(writer, block);
        writer.WriteStartObject("data");
        writer.WriteStartArray("txs");
        foreach (var transaction in block.Transactions) writer.WriteBase64StringValue(transaction.Bytes.Span);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("evidence");
        writer.WriteStartArray("evidence");
        writer.WriteEndArray();
        writer.WriteEndObject();
        WriteCommit(writer, "last_commit", block.Header.Height - 1, node.FindBlock(block.Header.Height - 1));
        writer.WriteEndObject();
    }

    Action<Utf8JsonWriter> BlockResults(RpcParameters parameters)
    {
        var block = BlockAt(parameters);
        return writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("height", Number(block.Header.Height));
            writer.WriteStartArray("txs_results");
            foreach (var transaction in block.Transactions) WriteResult(writer, transaction.Result);
            writer.WriteEndArray();
            WriteEvents(writer, "finalize_block_events", block.Events);
            writer.WriteNull("validator_updates");
            writer.WriteNull("consensus_param_updates");
            writer.WriteString("app_hash", AppHash);
            writer.WriteEndObject();
        };
    }

    Action<Utf8JsonWriter> Commit(RpcParameters parameters)
    {
        var block = BlockAt(parameters);
        return writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("signed_header");
            WriteHeader(writer, block);
            WriteCommit(writer, "commit", block.Header.Height, block);
            writer.WriteEndObject();
            writer.WriteBoolean("canonical", true);
            writer.WriteEndObject();
        };
    }

    Action<Utf8JsonWriter> HeaderOf(RpcParameters parameters)
    {
        var block = BlockAt(parameters);
        return writer =>
        {
            writer.WriteStartObject();
            WriteHeader(writer, block);
            writer.WriteEndObject();
        };
    }

    void WriteHeader(Utf8JsonWriter writer, StoredBlock block)
    {
        var transactions = SHA256.HashData([.. block.Transactions.SelectMany(transaction => Convert.FromHexString(transaction.Hash))]);
        writer.WriteStartObject("header");
        writer.WriteStartObject("version");
        writer.WriteString("block", "11");
        writer.WriteEndObject();
        writer.WriteString("chain_id", node.ChainId);
        writer.WriteString("height", Number(block.Header.Height));
        writer.WriteString("time", block.Header.Time.ToString());
        WriteBlockId(writer, "last_block_id", node.FindBlock(block.Header.Height - 1));
        foreach (var name in (string[])["last_commit_hash", "validators_hash", "next_validators_hash", "consensus_hash", "app_hash", "last_results_hash", "evidence_hash"])
            writer.WriteString(name, AppHash);
        writer.WriteString("data_hash", Convert.ToHexString(transactions));
        writer.WriteString("proposer_address", Convert.ToHexString(NodeIdentity.ValidatorAddress));
        writer.WriteEndObject();
    }

    static void WriteBlockId(Utf8JsonWriter writer, string name, StoredBlock? block)
    {
        var hash = block is null ? "" : Convert.ToHexString(block.Hash);
        writer.WriteStartObject(name);
        writer.WriteString("hash", hash);
        writer.WriteStartObject("parts");
        writer.WriteNumber("total", block is null ? 0 : 1);
        writer.WriteString("hash", hash);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    static void WriteCommit(Utf8JsonWriter writer, string name, long height, StoredBlock? block)
    {
        writer.WriteStartObject(name);
        writer.WriteString("height", Number(height));
        writer.WriteNumber("round", 0);
        WriteBlockId(writer, "block_id", block);
        writer.WriteStartArray("signatures");
        if (block is not null)
        {
            writer.WriteStartObject();
            writer.WriteNumber("block_id_flag", 2);
            writer.WriteString("validator_address", Convert.ToHexString(NodeIdentity.ValidatorAddress));
            writer.WriteString("timestamp", block.Header.Time.ToString());
            writer.WriteBase64String("signature", [.. block.Hash, .. block.Hash]);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
