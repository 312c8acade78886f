using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Akash.Money;
using Akash.Proto.Escrow.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Chain.Tests.Support;

/// <summary>Messages in the JSON of the chain's REST gateway (chain.md 8.3), both ways, by their descriptors.</summary>
static class GatewayJson
{
    /// <summary>String fields that hold decimals: times 10^18 on the wire, with a point in JSON.</summary>
    static readonly HashSet<string> Decimals =
    [
        "cosmos.base.v1beta1.DecCoin.amount", "akash.escrow.types.v1.Balance.amount", "akash.bme.v1.CoinPrice.price",
        "akash.oracle.v2.AggregatedPrice.twap", "akash.oracle.v2.AggregatedPrice.median_price",
        "akash.oracle.v2.AggregatedPrice.min_price", "akash.oracle.v2.AggregatedPrice.max_price",
    ];

    static readonly IReadOnlyDictionary<string, MessageDescriptor> Types = typeof(MsgAccountDeposit).Assembly.GetTypes()
        .Where(type => typeof(IMessage).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false })
        .Select(type => ((IMessage)Activator.CreateInstance(type)!).Descriptor)
        .ToDictionary(descriptor => descriptor.FullName);

    /// <summary>The response type of a gRPC method path.</summary>
    public static MessageDescriptor ResponseOf(string path)
    {
        var (service, method) = (path[1..path.LastIndexOf('/')], path[(path.LastIndexOf('/') + 1)..]);
        return Types.Values.Select(type => type.File).Distinct().SelectMany(file => file.Services)
            .Single(candidate => candidate.FullName == service).FindMethodByName(method).OutputType;
    }

    public static JsonNode? Write(IMessage message) => message switch
    {
        Duration duration => WriteDuration(duration),
        Timestamp timestamp => timestamp.ToDiagnosticString().Trim('"'),
        Any any => WriteAny(any),
        _ => new JsonObject(message.Descriptor.Fields.InFieldNumberOrder()
            .Where(field => field.RealContainingOneof is null || field.Accessor.HasValue(message))
            .Select(field => KeyValuePair.Create(field.Name, WriteField(message, field)))),
    };

    public static IMessage Read(MessageDescriptor descriptor, JsonNode json)
    {
        if (descriptor == Duration.Descriptor) return Duration.FromTimeSpan(TimeSpan.FromSeconds(double.Parse(json.GetValue<string>().TrimEnd('s'), CultureInfo.InvariantCulture)));
        if (descriptor == Timestamp.Descriptor) return Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(json.GetValue<string>(), CultureInfo.InvariantCulture));

        var message = descriptor.Parser.ParseFrom(ByteString.Empty);
        foreach (var (name, value) in json.AsObject())
        {
            if (value is null || name is "@type") continue;
            var field = descriptor.FindFieldByName(name) ?? throw new InvalidOperationException($"{descriptor.FullName} has no field {name}");
            if (field.IsRepeated)
            {
                var list = (System.Collections.IList)field.Accessor.GetValue(message);
                foreach (var item in value.AsArray()) list.Add(ReadValue(field, item!));
            }
            else
            {
                field.Accessor.SetValue(message, ReadValue(field, value));
            }
        }

        return message;
    }

    public static IMessage ReadTyped(JsonNode json) => Read(Types[json["@type"]!.GetValue<string>().TrimStart('/')], json);

    static JsonNode? WriteField(IMessage message, FieldDescriptor field)
    {
        var value = field.Accessor.GetValue(message);
        return field.IsRepeated
            ? new JsonArray([.. ((System.Collections.IEnumerable)value).Cast<object>().Select(item => WriteValue(field, item))])
            : WriteValue(field, value);
    }

    static JsonNode? WriteValue(FieldDescriptor field, object? value) => (field.FieldType, value) switch
    {
        (_, null) => null,
        (FieldType.Message, IMessage message) => Write(message),
        (FieldType.Enum, _) => field.EnumType.FindValueByNumber((int)value).Name,
        (FieldType.Bytes, ByteString { IsEmpty: true }) => null,
        (FieldType.Bytes, ByteString bytes) when field.FullName.EndsWith("ResourceValue.val", StringComparison.Ordinal) => bytes.ToStringUtf8(),
        (FieldType.Bytes, ByteString bytes) => bytes.ToBase64(),
        (FieldType.String, string text) => Decimals.Contains(field.FullName) ? Dec.FromWire(text).ToFixed() : text,
        (_, ulong number) => number.ToString(CultureInfo.InvariantCulture),
        (_, long number) => number.ToString(CultureInfo.InvariantCulture),
        (_, uint number) => number,
        (_, int number) => number,
        (_, bool flag) => flag,
        _ => throw new NotSupportedException(field.FullName),
    };

    static object ReadValue(FieldDescriptor field, JsonNode value) => field.FieldType switch
    {
        FieldType.Message => Read(field.MessageType, value),
        FieldType.Enum => field.EnumType.FindValueByName(value.GetValue<string>()).Number,
        FieldType.Bytes when field.FullName.EndsWith("ResourceValue.val", StringComparison.Ordinal) => ByteString.CopyFrom(value.GetValue<string>(), Encoding.ASCII),
        FieldType.Bytes => ByteString.FromBase64(value.GetValue<string>()),
        FieldType.String => Decimals.Contains(field.FullName) ? Dec.Parse(value.GetValue<string>()).ToWire() : value.GetValue<string>(),
        FieldType.UInt64 => ulong.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture),
        FieldType.Int64 => long.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture),
        FieldType.UInt32 => value.GetValue<uint>(),
        FieldType.Bool => value.GetValue<bool>(),
        _ => throw new NotSupportedException(field.FullName),
    };

    static JsonObject WriteAny(Any any)
    {
        var content = (JsonObject)Write(Types[any.TypeUrl.TrimStart('/')].Parser.ParseFrom(any.Value))!;
        content.Insert(0, "@type", any.TypeUrl);
        return content;
    }

    static string WriteDuration(Duration duration) =>
        duration.Nanos == 0 ? $"{duration.Seconds}s" : $"{duration.Seconds}.{duration.Nanos / 1_000_000:D3}s";
}
