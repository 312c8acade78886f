using System.Text;
using Akash.Deploy;
using Akash.Money;

namespace Akash.Action.Reports;

/// <summary>The job summary: what a person wants to see first, in Markdown.</summary>
static class Summary
{
    /// <summary>GitHub refuses a summary above 1 MiB altogether; the diagnosis gives way.</summary>
    const int LongestDiagnosis = 256 * 1024;

    public static string Of(Outcome outcome, string environment)
    {
        var text = new StringBuilder();
        text.Append("### ").Append(Mark(outcome)).Append(' ').Append(Markdown.Escape(environment)).Append(": ").Append(Headline(outcome)).Append("\n\n");
        text.Append(Markdown.Escape(outcome.Message)).Append("\n\n");
        if (outcome.Url is { } url) text.Append("**").Append(Markdown.Link(url)).Append("**\n\n");
        foreach (var warning in outcome.Warnings) text.Append("> ⚠️ ").Append(Markdown.Escape(warning)).Append("\n\n");
        AppendServices(text, outcome);
        AppendFacts(text, outcome);
        AppendTimings(text, outcome);
        AppendDiagnosis(text, outcome);
        return text.ToString();
    }

    static string Mark(Outcome outcome) => outcome switch
    {
        { Kind: OutcomeKind.Failed } => "❌",
        { Healthy: false } => "⚠️",
        _ => "✅",
    };

    static string Headline(Outcome outcome)
    {
        var kind = outcome.Kind.ToString().ToLowerInvariant();
        return outcome.Reason is { } reason ? $"{kind} ({reason.Code()})" : kind;
    }

    static void AppendServices(StringBuilder text, Outcome outcome)
    {
        if (outcome.Services.Count == 0) return;
        text.Append("| service | ready | where |\n| --- | --- | --- |\n");
        foreach (var service in outcome.Services)
        {
            var places = service.Uris.Select(Markdown.Link)
                .Concat(service.Ports.Select(port => Markdown.Code($"{port.Host}:{port.ExternalPort}/{port.Protocol.ToLowerInvariant()}")))
                .DefaultIfEmpty("internal");
            text.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"| {Markdown.Code(service.Name)} | {service.Available}/{service.Total} | {string.Join("<br>", places)} |\n");
        }

        text.Append('\n');
    }

    static void AppendFacts(StringBuilder text, Outcome outcome)
    {
        List<(string Name, string Value)> facts = [];
        if (outcome.Dseq is { } dseq) facts.Add(("deployment", Markdown.Code($"{outcome.Owner}/{dseq}")));
        if (outcome.PreviousDseq is { } previous) facts.Add(("replaces", Markdown.Code($"{previous}")));
        foreach (var group in outcome.Groups.Where(group => group.Lease is not null))
            facts.Add(($"provider of {Markdown.Escape(group.Name)}", Provider(group)));
        if (outcome.Cost is { } cost)
        {
            facts.Add(("price", $"${ResultDocument.Dollars(cost.PerHour)} an hour, ${cost.PerMonth.ToString(2, Rounding.Up)} a month"));
            facts.Add(("in escrow", Markdown.Code(cost.Deposit.ToString())));
            if (cost.RunwayHours is { } hours) facts.Add(("lasts for", $"{hours.ToString(1, Rounding.Truncate)} hours"));
        }

        if (outcome.Spent != Spending.Nothing) facts.Add(("spent", Spent(outcome.Spent)));
        facts.AddRange(outcome.Images.Select(image => ("image", Markdown.Code(image))));
        facts.AddRange(outcome.Transactions.Select(hash => ("transaction", Markdown.Code(hash))));
        if (facts.Count == 0) return;

        text.Append("| | |\n| --- | --- |\n");
        foreach (var (name, value) in facts) text.Append("| ").Append(name).Append(" | ").Append(value).Append(" |\n");
        text.Append('\n');
    }

    static string Spent(Spending spent) => spent.Burned.Amount.IsZero
        ? $"{spent.Fees.ToDisplay()} on fees"
        : $"{spent.Fees.ToDisplay()} on fees, {spent.Burned.ToDisplay()} burned for ACT";

    static string Provider(DeployedGroup group)
    {
        var provider = Markdown.Code(group.Lease!.Value.Provider);
        if (group.ProviderUri is { } uri) provider += " at " + Markdown.Code(uri);
        return group.Price is { } price ? $"{provider} for {Markdown.Code(price.ToString())} a block" : provider;
    }

    static void AppendTimings(StringBuilder text, Outcome outcome)
    {
        if (outcome.Timings.Count == 0) return;
        text.Append("<details><summary>Timings</summary>\n\n| step | seconds |\n| --- | --- |\n");
        foreach (var timing in outcome.Timings)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {Markdown.Escape(timing.Step)} | {timing.Elapsed.TotalSeconds:0.0} |\n");
        text.Append("\n</details>\n\n");
    }

    static void AppendDiagnosis(StringBuilder text, Outcome outcome)
    {
        if (outcome.Diagnosis.Count == 0) return;
        List<string> kept = [];
        var length = 0;
        // The end of a log tells more than its beginning.
        foreach (var line in outcome.Diagnosis.Reverse().TakeWhile(line => (length += Encoding.UTF8.GetByteCount(line) + 1) <= LongestDiagnosis)) kept.Add(line);
        kept.Reverse();
        if (kept.Count < outcome.Diagnosis.Count) kept.Insert(0, "… (the beginning is left out)");
        text.Append("#### What it said\n\n").Append(Markdown.CodeBlock(kept));
    }
}
