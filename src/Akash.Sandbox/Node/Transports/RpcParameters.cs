using System.Globalization;
using System.Text.Json;

namespace Akash.Sandbox.Node.Transports;

/// <summary>Parameters of a call: out of JSON-RPC, or out of a query string where texts stand in quotes and bytes in hex.</summary>
sealed class RpcParameters
{
    const int InvalidParameters = -32602;
    readonly Dictionary<string, string> values = [];
    readonly bool fromUri;

    public static RpcParameters FromJson(JsonElement? json)
    {
        var parameters = new RpcParameters(fromUri: false);
        if (json is { ValueKind: JsonValueKind.Object } members)
        {
            foreach (var member in members.EnumerateObject()) parameters.values[member.Name] = member.Value.ToString();
        }
        return parameters;
    }

    public static RpcParameters FromQuery(IEnumerable<KeyValuePair<string, string>> query)
    {
        var parameters = new RpcParameters(fromUri: true);
        foreach (var (name, value) in query) parameters.values[name] = value;
        return parameters;
    }

    RpcParameters(bool fromUri) => this.fromUri = fromUri;

    public string Text(string name) => values.GetValueOrDefault(name, "") is var value && fromUri ? value.Trim('"') : value;

    public long? Number(string name)
    {
        if (Text(name) is not { Length: > 0 } text || text == "0" && name == "height") return null;
        return long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid(name, text);
    }

    /// <summary>Bytes in hex.</summary>
    public byte[] Hex(string name) => Read(name, text => Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text));

    /// <summary>Bytes in base64, or hex in a query string.</summary>
    public byte[] Bytes(string name) => fromUri ? Hex(name) : Read(name, Convert.FromBase64String);

    /// <summary>A hash: 32 bytes in base64 or hex.</summary>
    public byte[] Hash(string name) => Text(name) is { Length: 64 or 66 } text && text.TrimStart('0', 'x').All(char.IsAsciiHexDigit) ? Hex(name) : Bytes(name);

    byte[] Read(string name, Func<string, byte[]> read)
    {
        try
        {
            return read(Text(name));
        }
        catch (FormatException)
        {
            throw Invalid(name, Text(name));
        }
    }

    static RpcRefusal Invalid(string name, string text) => new(InvalidParameters, "Invalid params", $"error converting json params to arguments: {name}: '{text}'");
}
