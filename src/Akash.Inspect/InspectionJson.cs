using System.Text.Json;
using System.Text.Json.Serialization;

namespace Akash.Inspect;

/// <summary>The JSON of <c>inspect --format json</c>: camelCase names, enums as words.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Inspection))]
public sealed partial class InspectionJson : JsonSerializerContext
{
    public static string Write(Inspection inspection) => JsonSerializer.Serialize(inspection, Default.Inspection);
}
