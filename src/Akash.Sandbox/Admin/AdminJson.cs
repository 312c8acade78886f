using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Akash.Sandbox.Faults;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Providers;
using Akash.Sandbox.Wire;

namespace Akash.Sandbox.Admin;

/// <summary>What the admin port tells: the state of everything that isn't on chain, in one object.</summary>
static class AdminJson
{
    const int ShownBlocks = 20;

    /// <summary>The last of them are shown whether or not anything happened in them.</summary>
    const int LatestBlocks = 3;

    public static string State(SandboxControl control, NetworkDefinition network, RecentLog log) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("network");
        JsonSerializer.Serialize(writer, network, NetworkJson.Default.NetworkDefinition);
        WriteChain(writer, control);
        WriteProviders(writer, control);
        WriteFaults(writer, control.Faults);
        WriteLog(writer, log);
        writer.WriteEndObject();
    });

    static void WriteChain(Utf8JsonWriter writer, SandboxControl control)
    {
        var (state, header) = control.Node.Snapshot();
        writer.WriteStartObject("chain");
        writer.WriteNumber("height", header.Height);
        writer.WriteString("time", header.Time.ToString());
        writer.WriteNumber("blockMilliseconds", control.Producer.Interval.TotalMilliseconds);
        writer.WriteBoolean("paused", control.Producer.IsPaused);
        writer.WriteNumber("secondsAhead", control.Ahead.TotalSeconds);
        writer.WriteString("usdPerAkt", state.Oracle.SteadyPrice?.ToString());
        writer.WriteString("minting", state.Bme.Status.Status_.ToString());
        writer.WriteBoolean("mintingHalted", control.IsMintingHalted);
        writer.WritePropertyName("upgrade");
        if (state.Upgrade is { } plan) GogoJson.Write(writer, plan);
        else writer.WriteNullValue();
        writer.WriteStartArray("snapshots");
        foreach (var (name, snapshot) in control.Snapshots.OrderBy(entry => entry.Value.Header.Height))
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteNumber("height", snapshot.Header.Height);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteBlocks(writer, control.Node);
        writer.WriteEndObject();
    }

    static void WriteBlocks(Utf8JsonWriter writer, Node.LedgerNode node)
    {
        writer.WriteStartArray("blocks");
        foreach (var block in node.BlocksDescending().Where((block, position) => position < LatestBlocks || block.Transactions.Count > 0).Take(ShownBlocks))
        {
            writer.WriteStartObject();
            writer.WriteNumber("height", block.Header.Height);
            writer.WriteString("time", block.Header.Time.ToString());
            writer.WriteStartArray("transactions");
            foreach (var transaction in block.Transactions)
            {
                writer.WriteStartObject();
                writer.WriteString("hash", transaction.Hash);
                writer.WriteNumber("code", transaction.Result.Code);
                writer.WriteString("log", transaction.Result.Log);
                writer.WriteStartArray("messages");
                foreach (var message in Ledger.Transactions.Transaction.Decode(transaction.Bytes).Messages) writer.WriteStringValue(message.Descriptor.Name);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    static void WriteProviders(Utf8JsonWriter writer, SandboxControl control)
    {
        writer.WriteStartArray("providers");
        foreach (var (name, address, hostUri) in control.Providers?.Providers ?? [])
        {
            var conduct = control.Provider(name);
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("address", address);
            writer.WriteString("hostUri", hostUri);
            writer.WriteBoolean("down", conduct.IsDown);
            writer.WriteString("behaviour", ProviderTraits.Describe(conduct.Behaviour));
            writer.WriteStartArray("leases");
            foreach (var lease in control.Providers!.LeasesOf(name)) WriteLease(writer, control, lease);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    static void WriteLease(Utf8JsonWriter writer, SandboxControl control, LeaseKey lease)
    {
        var workload = control.Providers!.FindWorkload(lease);
        writer.WriteStartObject();
        writer.WriteString("path", lease.Path);
        writer.WriteStartArray("services");
        foreach (var (status, exposure) in workload?.Services ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("name", status.Name);
            writer.WriteNumber("ready", status.Ready);
            writer.WriteNumber("replicas", workload!.FindService(status.Name)?.Service.Count ?? 0);
            writer.WriteStartArray("uris");
            foreach (var uri in exposure.Uris ?? []) writer.WriteStringValue(uri);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void WriteFaults(Utf8JsonWriter writer, FaultBoard faults)
    {
        writer.WriteStartArray("faults");
        foreach (var (rule, struck) in faults.Rules)
        {
            writer.WriteStartObject();
            writer.WriteNumber("struck", struck);
            writer.WritePropertyName("rule");
            JsonSerializer.Serialize(writer, rule, FaultJson.Default.FaultRule);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    static void WriteLog(Utf8JsonWriter writer, RecentLog log)
    {
        writer.WriteStartArray("log");
        foreach (var (time, level, text) in log.Entries)
        {
            writer.WriteStartObject();
            writer.WriteString("time", time.ToString("O", CultureInfo.InvariantCulture));
            writer.WriteString("level", level.ToString());
            writer.WriteString("text", text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(FaultRule))]
partial class FaultJson : JsonSerializerContext;
