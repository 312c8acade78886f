using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.Money;

namespace Akash.Action.Reports;

/// <summary>The output <c>result</c> (contract section 3): public interface, so a shape of its own. Amounts are strings.</summary>
sealed record ResultDocument(
    int Schema, string Outcome, string? ReasonCode, string Message, ResultDeployment? Deployment, IReadOnlyList<ResultService> Services,
    IReadOnlyList<string> Images, ResultCost? Cost, IReadOnlyList<ResultTiming> Timings, IReadOnlyList<string> Transactions,
    ResultSpending? Spent, IReadOnlyList<string> Warnings)
{
    const int DollarPlaces = 6;

    public static ResultDocument Of(Outcome outcome) => new(
        1, outcome.Kind.ToString().ToLowerInvariant(), outcome.Reason?.Code(), outcome.Message,
        outcome.Dseq is { } dseq ? new(outcome.Owner, $"{dseq}", [.. outcome.Groups.Select(ResultGroup.Of)]) : null,
        [.. outcome.Services.Select(ResultService.Of)],
        outcome.Images,
        outcome.Cost is { } cost
            ? new(Dollars(cost.PerHour), Dollars(cost.PerMonth), cost.Deposit.ToString(), cost.RunwayHours?.ToString(1, Rounding.Truncate))
            : null,
        [.. outcome.Timings.Select(timing => new ResultTiming(timing.Step, (long)timing.Elapsed.TotalMilliseconds))],
        outcome.Transactions,
        outcome.Transactions.Count > 0 ? new(outcome.Spent.Fees.ToString(), outcome.Spent.Burned.ToString()) : null,
        outcome.Warnings);

    public static string Dollars(Dec amount) => amount.ToString(DollarPlaces, Rounding.Up);

    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Readable.ResultDocument);
}

sealed record ResultDeployment(string Owner, string Dseq, IReadOnlyList<ResultGroup> Groups);

sealed record ResultGroup(uint Gseq, string Name, string? Provider, string? ProviderUri, ResultPrice? Price)
{
    public static ResultGroup Of(DeployedGroup group) => new(
        group.Gseq, group.Name, group.Lease?.Provider, group.ProviderUri,
        group.Price is { } price ? new(price.Denom, price.Amount.ToString()) : null);
}

/// <summary>Per block.</summary>
sealed record ResultPrice(string Denom, string Amount);

sealed record ResultService(string Name, IReadOnlyList<string> Uris, IReadOnlyList<ResultPort> Ports, int Available, int Total)
{
    public static ResultService Of(DeployedService service) => new(
        service.Name, [.. service.Uris.Select(uri => uri.ToString())],
        [.. service.Ports.Select(port => new ResultPort(port.Port, port.ExternalPort, port.Host, port.Protocol.ToLowerInvariant()))],
        service.Available, service.Total);
}

sealed record ResultPort(int Port, int ExternalPort, string Host, string Protocol);

sealed record ResultCost(string PerHour, string PerMonth, string Deposit, string? RunwayHours);

/// <summary>AKT, beyond the deposit: fees, and what was burned for ACT.</summary>
sealed record ResultSpending(string Fees, string Burned);

sealed record ResultTiming(string Step, long Ms);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ResultDocument))]
[JsonSerializable(typeof(LogLine))]
[JsonSerializable(typeof(Dictionary<string, IReadOnlyList<string>>))]
sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Text of many languages as it is: the result is put into no web page.</summary>
    public static readonly ReportJson Readable = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
