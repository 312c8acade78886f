using System.Text.Json;
using Akash.Sandbox.Wire;
using Akash.Tests;

namespace Akash.Sandbox.Tests.Wire;

public class GogoJsonSpecs
{
    [Fact]
    public void Json_of_an_answer_is_what_the_real_gateway_printed()
    {
        using var recording = JsonDocument.Parse(File.ReadAllText(SharedData.Require("recordings/chain-queries.json")));
        foreach (var pair in recording.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (!pair.TryGetProperty("abci", out var abci) || !pair.TryGetProperty("rest", out var rest)) continue;
            if (abci.GetProperty("code").GetInt32() != 0) continue;
            var method = ProtoTypes.FindMethod(abci.GetProperty("path").GetString()!)!;
            var message = method.OutputType.Parser.ParseFrom(abci.GetProperty("valueBase64").GetBytesFromBase64());

            using var printed = JsonDocument.Parse(GogoJson.Text(message));

            Differences(rest.GetProperty("body"), printed.RootElement, pair.GetProperty("id").GetString()!).Should().BeEmpty();
        }
    }

    static IEnumerable<string> Differences(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.ValueKind != actual.ValueKind) return [$"{path}: expected {expected}, got {actual}"];
        return expected.ValueKind switch
        {
            JsonValueKind.Object => expected.EnumerateObject().SelectMany(member => actual.TryGetProperty(member.Name, out var value)
                ? Differences(member.Value, value, $"{path}.{member.Name}")
                : [$"{path}.{member.Name} is missing"])
                .Concat(actual.EnumerateObject().Where(member => !expected.TryGetProperty(member.Name, out _)).Select(member => $"{path}.{member.Name} is too much")),
            JsonValueKind.Array => expected.GetArrayLength() != actual.GetArrayLength()
                ? [$"{path}: expected {expected.GetArrayLength()} items, got {actual.GetArrayLength()}"]
                : expected.EnumerateArray().Zip(actual.EnumerateArray()).SelectMany((item, i) => Differences(item.First, item.Second, $"{path}[{i}]")),
            _ => expected.ToString() == actual.ToString() ? [] : [$"{path}: expected {expected}, got {actual}"],
        };
    }
}
