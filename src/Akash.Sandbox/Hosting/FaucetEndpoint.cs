using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Akash.Sandbox.Wire;

namespace Akash.Sandbox.Hosting;

/// <summary>
/// <c>POST /faucet {"address":"akash1…","uakt":"…","uact":"…"}</c>; amounts may be left out. Answers with what was given.
/// </summary>
static class FaucetEndpoint
{
    public static async Task AnswerAsync(HttpContext context, Faucet faucet)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var address = json.RootElement.TryGetProperty("address", out var given) ? given.GetString() ?? "" : "";
            var (uakt, uact) = (Amount(json.RootElement, "uakt"), Amount(json.RootElement, "uact"));
            faucet.Give(address, uakt, uact);
            await WriteAsync(context, writer =>
            {
                writer.WriteString("address", address);
                writer.WriteString("uakt", uakt.ToString(CultureInfo.InvariantCulture));
                writer.WriteString("uact", uact.ToString(CultureInfo.InvariantCulture));
            });
        }
        catch (Exception refusal) when (refusal is JsonException or FormatException or InvalidOperationException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await WriteAsync(context, writer => writer.WriteString("error", refusal.Message));
        }
    }

    static BigInteger Amount(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value)) return Faucet.Portion;
        return BigInteger.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var amount) && amount.Sign >= 0
            ? amount
            : throw new FormatException($"{name} is '{value}': expected a whole number of base units");
    }

    static Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> members)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }), context.RequestAborted);
    }
}
