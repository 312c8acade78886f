using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Akash.Deploy.Networks;

namespace Akash.Deploy.Records;

/// <summary>
/// The text of a state file. The official action (gh-actions@65dd832) keeps <c>dseq</c> and <c>lease.id</c> in it; those stay as
/// it writes them, and what it does not know stands under <c>akashAction</c>, which it ignores.
/// </summary>
static class StateFile
{
    const string Ours = "akashAction";

    public static string Write(DeploymentRecord record, string environment)
    {
        var state = new JsonObject { ["dseq"] = record.Dseq.ToString(CultureInfo.InvariantCulture) };
        if (record.Leases is [var lease, ..])
            state["lease"] = new JsonObject
            {
                ["id"] = new JsonObject
                {
                    ["owner"] = record.Owner,
                    ["dseq"] = record.Dseq.ToString(CultureInfo.InvariantCulture),
                    ["gseq"] = lease.Gseq,
                    ["oseq"] = lease.Oseq,
                    ["provider"] = lease.Provider,
                },
            };
        state[Ours] = new JsonObject { ["environment"] = environment, ["record"] = JsonNode.Parse(RecordJson.Write(record)) };
        return Indented(state);
    }

    /// <param name="chainId">What a file that does not say is about.</param>
    /// <returns>Null for an empty file.</returns>
    /// <exception cref="RecordsException">It is not a state file, or one of another environment.</exception>
    public static DeploymentRecord? Read(string text, string environment, string chainId)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;

        JsonNode? state;
        try
        {
            state = JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new RecordsException($"this is not JSON ({exception.Message}): mend it, or delete it if nothing is deployed", exception);
        }

        if (state is not JsonObject fields) throw Unreadable();
        if (fields[Ours] is not JsonObject ours) return Official(fields, chainId);
        if (Text(ours["environment"]) is { } other && other != environment)
            throw new RecordsException($"this file is about environment '{other}', not '{environment}': give each environment a file of its own");

        return ours["record"] is { } record ? RecordJson.Read(record.ToJsonString()) : throw Unreadable();
    }

    static DeploymentRecord Official(JsonObject fields, string chainId)
    {
        if (fields["lease"] is not JsonObject { } lease || lease["id"] is not JsonObject id ||
            Text(id["owner"]) is not { } owner || Text(id["provider"]) is not { } provider ||
            !ulong.TryParse(Text(fields["dseq"]), NumberStyles.None, CultureInfo.InvariantCulture, out var dseq) ||
            !uint.TryParse(Text(id["gseq"]), NumberStyles.None, CultureInfo.InvariantCulture, out var gseq) ||
            !uint.TryParse(Text(id["oseq"]), NumberStyles.None, CultureInfo.InvariantCulture, out var oseq))
            throw Unreadable();

        return new DeploymentRecord
        {
            Phase = RecordPhase.Live,
            ChainId = chainId,
            Owner = owner,
            Dseq = dseq,
            Run = "the official action",
            Leases = [new LeaseId(dseq, gseq, oseq, provider, 0)],
        };
    }

    static string Indented(JsonObject state)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true })) state.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <summary>Strings as they are, numbers by their digits.</summary>
    static string? Text(JsonNode? node) => node is JsonValue ? node.ToString() : null;

    static RecordsException Unreadable() => new(
        "this is not a deployment state file: expected dseq and lease.id {owner, dseq, gseq, oseq, provider}, as the official action writes them; mend it, or delete it if nothing is deployed");
}
