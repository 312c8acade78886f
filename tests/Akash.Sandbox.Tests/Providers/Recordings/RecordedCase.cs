using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Akash.Tests;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>A request that was made to a real gateway, and its answer.</summary>
sealed partial class RecordedCase(JsonElement element)
{
    const string Cut = "… (cut)";

    /// <summary>Within the validity of everything recorded.</summary>
    static readonly DateTimeOffset Recorded = new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero);

    readonly JsonElement request = element.GetProperty("request");
    readonly JsonElement response = element.GetProperty("response");

    public static IReadOnlyList<RecordedCase> ReadHttp() => Read("recordings/provider-gateway.json");

    public static IReadOnlyList<RecordedCase> ReadSockets() => Read("recordings/provider-websocket.json");

    static IReadOnlyList<RecordedCase> Read(string file)
    {
        using var recording = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require(file)));
        return [.. recording.RootElement.GetProperty("cases").EnumerateArray().Select(item => new RecordedCase(item.Clone()))];
    }

    public string Id => element.GetProperty("id").GetString()!;

    public string Group => element.GetProperty("group").GetString()!;

    public string Method => request.GetProperty("method").GetString()!;

    public string Path => Whole(request.GetProperty("path").GetString()!.Replace("<token.jws>", Token ?? "", StringComparison.Ordinal));

    public ulong Dseq => ulong.Parse(Path.Split('/')[2], CultureInfo.InvariantCulture);

    /// <summary>The name of a client certificate; null for none.</summary>
    public string? ClientCertificate => request.GetProperty("client_certificate").GetString();

    /// <summary>The name asked for in the handshake; null for none.</summary>
    public string? ServerName => request.GetProperty("sni").GetString();

    /// <summary>A body too long to be recorded is told in words.</summary>
    public bool HasLongBody => request.TryGetProperty("body_note", out _);

    /// <summary>0 where the connection ended without an answer.</summary>
    public int Status => response.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number ? status.GetInt32() : 0;

    public string Body => response.TryGetProperty("body", out var body) ? body.GetString() ?? "" : "";

    public IReadOnlyDictionary<string, string> AnswerHeaders => response.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object
        ? headers.EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!)
        : new Dictionary<string, string>();

    public IReadOnlyList<RecordedFrame> Frames => response.TryGetProperty("frames", out var frames) && frames.ValueKind == JsonValueKind.Array
        ? [.. frames.EnumerateArray().Select(frame => new RecordedFrame(frame))]
        : [];

    /// <summary>Whether the recorder gave up listening while the server kept the connection.</summary>
    public bool StaysOpen => response.TryGetProperty("end", out var end) && end.GetString()!.Contains("still open", StringComparison.Ordinal);

    /// <summary>How much input a client sends whose frames were too many to be recorded, in bytes: what its command waits for.</summary>
    public int InputSize => InputCount().Match(Uri.UnescapeDataString(Path)) is { Success: true } count ? int.Parse(count.Groups[1].Value, CultureInfo.InvariantCulture) : 1 << 20;

    public byte[]? RequestBody =>
        request.TryGetProperty("body_base64", out var base64) ? Convert.FromBase64String(base64.GetString()!)
        : request.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(body.GetString()!)
        : null;

    public string? Token => request.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.Object ? token.GetProperty("jws").GetString() : null;

    /// <summary>The account whose token it carries, else the usual tenant.</summary>
    public string Owner => Claims is { } claims && IssuerClaim().Match(claims) is { Success: true } issuer ? issuer.Groups[1].Value : RecordedAccounts.Tenant;

    /// <summary>
    /// When it was asked, as far as its token tells: the recorder set times relative to the request, by default 30 s before it.
    /// </summary>
    public DateTimeOffset Time
    {
        get
        {
            if (Claims is not { } claims) return Recorded;
            foreach (var name in new[] { "nbf", "iat", "exp" })
            {
                if (Regex.Match(claims, $"\"{name}\": ?(\\d{{10}})(?!\\d)") is { Success: true } claim)
                {
                    return DateTimeOffset.FromUnixTimeSeconds(long.Parse(claim.Groups[1].Value, CultureInfo.InvariantCulture)).AddSeconds(-Offset(name));
                }
            }

            return Recorded;
        }
    }

    public IEnumerable<(string, string)> Headers => request.GetProperty("headers").EnumerateObject()
        .Where(header => header.Name is not ("Content-Length" or "Transfer-Encoding" or "Expect"))
        .Select(header => (header.Name, header.Value.GetString()!.Replace("<token.jws>", Token ?? "", StringComparison.Ordinal)));

    public override string ToString() => Id;

    string? Claims
    {
        get
        {
            var token = Token ?? request.GetProperty("headers").EnumerateObject().FirstOrDefault(header => header.Name == "Authorization").Value.ToString();
            return token.Split('.') is [_, var payload, _] && Base64Url.IsValid(payload) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)) : null;
        }
    }

    /// <summary>A long run of one letter was cut with what followed it; the notes tell how long it was, and the rest is what every shell has.</summary>
    string Whole(string path) =>
        path.EndsWith(Cut, StringComparison.Ordinal) ? path[..^Cut.Length].TrimEnd('y') + new string('y', Status == 101 ? 20_000 : 1_200_000) + "&tty=0&stdin=0&service=web&podIndex=0" : path;

    double Offset(string name) =>
        request.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.Object
        && token.GetProperty("times_relative_to_request_s") is { ValueKind: JsonValueKind.Object } times
        && times.TryGetProperty(name, out var offset) && offset.ValueKind == JsonValueKind.Number
            ? offset.GetDouble()
            : -30;

    [GeneratedRegex("head -c (\\d+)")]
    private static partial Regex InputCount();

    [GeneratedRegex("\"iss\": ?\"([a-z0-9]+)\"")]
    private static partial Regex IssuerClaim();
}

/// <summary>A frame of a recorded WebSocket.</summary>
sealed class RecordedFrame(JsonElement element)
{
    public bool FromServer => element.GetProperty("from").GetString() == "server";

    /// <summary>Since the stream began.</summary>
    public TimeSpan Time => TimeSpan.FromMilliseconds(element.GetProperty("t_ms").GetDouble());

    /// <summary>text, binary, ping, pong or close.</summary>
    public string Type => element.TryGetProperty("type", out var type) ? type.GetString()! : "";

    public int? CloseCode => element.TryGetProperty("close_code", out var code) && code.ValueKind == JsonValueKind.Number ? code.GetInt32() : null;

    public string CloseReason => element.TryGetProperty("close_reason", out var reason) ? reason.GetString() ?? "" : "";

    public string Text => element.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";

    /// <summary>The first byte of a binary frame.</summary>
    public byte? Code => element.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number ? code.GetByte() : null;

    /// <summary>What follows it; null where only its length and digest were kept.</summary>
    public byte[]? Payload =>
        !element.TryGetProperty("payload_hex", out var hex) ? Code is null ? [] : null
        : hex.GetString()!.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex.GetString()!)
        : null;

    public int Length => element.TryGetProperty("length", out var length) ? length.GetInt32() : 0;
}

/// <summary>The accounts whose tokens and certificates were recorded.</summary>
static class RecordedAccounts
{
    public const string Tenant = "akash18dvr9tmqqgrsy98tvvykdfu72pwc6923p5mpxc";
    public const string WithoutKey = "akash1zhf8nqhwr99v2ath9usghsfezs3yvtuelsstjc";

    public static readonly IReadOnlyDictionary<string, string> PublicKeys = new Dictionary<string, string>
    {
        [Tenant] = "0205349d230ef5cfaa6b85c2c683f926dfe2b63c15b3a680b40559ee05636b8263",
        ["akash1jwy6gm7r2nqvnqyznsnu9f77nvaqgp60a47n9k"] = "03202a5e8f4dac8dd874117e63cd252cc26af1c21d2dae58cb4b6617d6f798354e",
        ["akash14qhjhp02xupf426l4kypny4mgexpp7qnm98vd0"] = "03ecc03c5acf0762c3204918a7dd1422e115c300429233c02157f2887b4bbd42cf",
    };
}
