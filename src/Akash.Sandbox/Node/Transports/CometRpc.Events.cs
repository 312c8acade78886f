using System.Text.Json;

namespace Akash.Sandbox.Node.Transports;

sealed partial class CometRpc
{
    /// <summary>Writes <c>"result":…</c> of an event as a subscriber gets it.</summary>
    public void WriteEvent(Utf8JsonWriter writer, string query, NodeEvent happened)
    {
        writer.WriteStartObject("result");
        writer.WriteString("query", query);
        writer.WriteStartObject("data");
        writer.WriteString("type", "tendermint/event/" + happened.Kind);
        writer.WriteStartObject("value");
        switch (happened)
        {
            case { Transaction: { } transaction }: WriteTransactionEvent(writer, transaction); break;
            case { Kind: "NewBlock" }: WriteBlockEvent(writer, happened.Block); break;
            default: WriteHeader(writer, happened.Block); break;
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("events");
        foreach (var attribute in happened.Attributes)
        {
            writer.WriteStartArray(attribute.Key);
            foreach (var value in attribute) writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    static void WriteTransactionEvent(Utf8JsonWriter writer, IndexedTransaction transaction)
    {
        writer.WriteStartObject("TxResult");
        writer.WriteString("height", Number(transaction.Height));
        if (transaction.Index > 0) writer.WriteNumber("index", transaction.Index);
        writer.WriteBase64String("tx", transaction.Bytes.Span);
        writer.WritePropertyName("result");
        WriteResult(writer, transaction.Result);
        writer.WriteEndObject();
    }

    void WriteBlockEvent(Utf8JsonWriter writer, StoredBlock block)
    {
        WriteBlock(writer, block);
        WriteBlockId(writer, "block_id", block);
        writer.WriteStartObject("result_finalize_block");
        WriteEvents(writer, "events", block.Events);
        writer.WriteStartArray("tx_results");
        foreach (var transaction in block.Transactions) WriteResult(writer, transaction.Result);
        writer.WriteEndArray();
        writer.WriteStartArray("validator_updates");
        writer.WriteEndArray();
        writer.WriteBase64String("app_hash", Convert.FromHexString(AppHash));
        writer.WriteEndObject();
    }
}
