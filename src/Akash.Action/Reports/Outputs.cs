using System.Collections.Immutable;
using System.Text.Json;
using Akash.Deploy;
using Akash.Deploy.Networks;

namespace Akash.Action.Reports;

/// <summary>The action's outputs (contract section 3), of a run that ended well or badly.</summary>
static class Outputs
{
    /// <summary>Name and description, as <c>action.yml</c> declares them.</summary>
    public static readonly ImmutableArray<KeyValuePair<string, string>> All =
    [
        new("dseq", "Number of the deployment."),
        new("provider", "Address of the provider; of the first group's, where there are several."),
        new("lease-id", "owner/dseq/gseq/oseq/provider of the first group's lease."),
        new("url", "Public URL of the first service that has one."),
        new("urls", "JSON: service to its URLs."),
        new("image", "Image that was deployed, with its digest."),
        new("price-per-hour", "US$ per hour, all groups together."),
        new("price-per-month", "US$ per month, all groups together."),
        new("is-new", "true if this run opened the deployment."),
        new("prev-dseq", "The deployment that this one replaced."),
        new("outcome", "created, updated, replaced, unchanged, closed or failed."),
        new("reason-code", "Why it failed or is not healthy, from a closed list; empty when all is well."),
        new("result", "All of it as JSON."),
    ];

    public static IEnumerable<KeyValuePair<string, string>> Of(Outcome outcome)
    {
        var lease = outcome.Groups.Select(group => group.Lease).FirstOrDefault(lease => lease is not null);
        yield return new("dseq", $"{outcome.Dseq}");
        yield return new("provider", lease?.Provider ?? "");
        yield return new("lease-id", lease is { } id ? Path(outcome.Owner, id) : "");
        yield return new("url", outcome.Url?.ToString() ?? "");
        yield return new("urls", Urls(outcome));
        yield return new("image", outcome.Images is [var image, ..] ? image : "");
        yield return new("price-per-hour", outcome.Cost is { } hourly ? ResultDocument.Dollars(hourly.PerHour) : "");
        yield return new("price-per-month", outcome.Cost is { } monthly ? ResultDocument.Dollars(monthly.PerMonth) : "");
        yield return new("is-new", outcome.IsNew ? "true" : "false");
        yield return new("prev-dseq", $"{outcome.PreviousDseq}");
        yield return new("outcome", outcome.Kind.ToString().ToLowerInvariant());
        yield return new("reason-code", outcome.Reason?.Code() ?? "");
        yield return new("result", ResultDocument.Of(outcome).ToJson());
    }

    static string Path(string owner, LeaseId lease) => $"{owner}/{lease.Dseq}/{lease.Gseq}/{lease.Oseq}/{lease.Provider}";

    static string Urls(Outcome outcome)
    {
        Dictionary<string, IReadOnlyList<string>> urls = [];
        foreach (var service in outcome.Services) urls[service.Name] = [.. service.Uris.Select(uri => uri.ToString())];
        return JsonSerializer.Serialize(urls, ReportJson.Default.DictionaryStringIReadOnlyListString);
    }
}
