using System.Text.Json;
using System.Text.Json.Serialization;

namespace Akash.Deploy.Records;

/// <summary>The one JSON spelling of a record, for whatever store it lies in.</summary>
public static class RecordJson
{
    public static string Write(DeploymentRecord record) =>
        JsonSerializer.Serialize(record, RecordJsonContext.Default.DeploymentRecord);

    /// <exception cref="RecordsException">The text is no record, or one of a newer schema.</exception>
    public static DeploymentRecord Read(string json)
    {
        try
        {
            var record = JsonSerializer.Deserialize(json, RecordJsonContext.Default.DeploymentRecord)
                ?? throw new RecordsException("a deployment record was expected, but the JSON is null");
            return record.Schema == 1
                ? record
                : throw new RecordsException($"the deployment record has schema {record.Schema}, this version reads schema 1: update the action");
        }
        catch (JsonException exception)
        {
            throw new RecordsException($"the deployment record is not readable: {exception.Message}", exception);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeploymentRecord))]
sealed partial class RecordJsonContext : JsonSerializerContext;
