using System.Text;
using System.Text.Json;
using Akash.Action.CommandLine;
using Akash.Action.Logging;
using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.Money;

namespace Akash.Action.Reports;

/// <summary>Results on stdout: text for a person, or one JSON document.</summary>
sealed class TerminalReport(TextWriter output, OutputFormat format, Secrets secrets) : IReport
{
    public void Opening(ulong dseq)
    {
    }

    public void Inside(long? door)
    {
    }

    public void Show(LogLine line) => Write(format is OutputFormat.Json
        ? JsonSerializer.Serialize(line, ReportJson.Default.LogLine)
        : $"{line.Name}: {line.Message}");

    public void Show(Outcome outcome) =>
        Write(format is OutputFormat.Json ? ResultDocument.Of(outcome).ToJson() : Text(outcome));

    public void Show(string text, string json, string markdown) => Write(format is OutputFormat.Json ? json : text);

    void Write(string text) => output.WriteLine(secrets.Scrub(text.TrimEnd()));

    static string Text(Outcome outcome)
    {
        var text = new StringBuilder();
        text.Append(outcome.Kind.ToString().ToLowerInvariant());
        if (outcome.Reason is { } reason) text.Append(" (").Append(reason.Code()).Append(')');
        text.Append(": ").AppendLine(outcome.Message);
        if (outcome.Dseq is { } dseq) text.AppendLine($"deployment  {outcome.Owner}/{dseq}");
        foreach (var group in outcome.Groups.Where(group => group.Lease is not null))
            text.AppendLine($"provider    {group.Lease!.Value.Provider} {group.ProviderUri} ({group.Name}, {group.Price} a block)");
        foreach (var service in outcome.Services)
            text.AppendLine($"service     {service.Name} {service.Available}/{service.Total} {string.Join(' ', Places(service))}");
        if (outcome.Cost is { } cost)
            text.AppendLine($"price       ${ResultDocument.Dollars(cost.PerHour)}/hour, ${cost.PerMonth.ToString(2, Rounding.Up)}/month, {cost.Deposit} in escrow");
        if (outcome.Spent != Spending.Nothing)
            text.AppendLine($"spent       {outcome.Spent.Fees.ToDisplay()} on fees, {outcome.Spent.Burned.ToDisplay()} burned for ACT");
        foreach (var warning in outcome.Warnings) text.AppendLine($"warning     {warning}");
        foreach (var line in outcome.Diagnosis) text.Append("  ").AppendLine(line);
        return text.ToString();
    }

    static IEnumerable<string> Places(DeployedService service) =>
        service.Uris.Select(uri => uri.ToString()).Concat(service.Ports.Select(port => $"{port.Host}:{port.ExternalPort}"));
}
