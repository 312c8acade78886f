using System.Collections.Immutable;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Lint;
using Akash.Sdl.Model;

namespace Akash.Sdl;

/// <summary>Advice on files that are valid but will not do what their author wants.</summary>
public static class SdlLinter
{
    /// <summary>The result with warnings added, in the order of the file; the same where nothing could be read.</summary>
    /// <param name="market">What providers offer and ask.</param>
    /// <param name="silenced">Codes of warnings to leave out.</param>
    public static SdlResult Advise(SdlResult result, MarketFacts market, IReadOnlySet<string> silenced)
    {
        var findings = new Findings(result.Concealment);
        if (result.Model is { } model)
        {
            foreach (var service in model.Services.Entries) Check(model, service, findings);
            foreach (var (service, resources, price) in AreSound(result) ? Uses(model) : [])
            {
                Check(service, resources, KnownImages.Find(ImageName.Parse(service.Value.Image.Value).Repository), market, findings);
                if (price is not null) PriceLint.Check(price, resources, market, findings);
            }
        }

        FlavorLint.Check(result, findings);
        var advice = findings.ToImmutable().Where(diagnostic => !silenced.Contains(diagnostic.Code));
        ImmutableArray<Diagnostic> all = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error || !silenced.Contains(diagnostic.Code)), .. advice];
        return result with { Diagnostics = [.. all.OrderBy(diagnostic => diagnostic.Span.Start.Line).ThenBy(diagnostic => diagnostic.Span.Start.Column)] };
    }

    /// <summary>Advice on resources that are wrong would only add to the noise.</summary>
    static bool AreSound(SdlResult result) => !result.Diagnostics.Any(diagnostic =>
        diagnostic.Severity is Severity.Error && diagnostic.Code != Rules.RefusedDenom.Code && diagnostic.Path.StartsWith("profiles", StringComparison.Ordinal));

    static void Check(SdlModel model, Named<ServiceModel> service, Findings findings)
    {
        ImageLint.Check(service.Value, findings);
        EnvLint.Check(service.Value, findings);
        ExposeLint.Check(model, service.Value, findings);
    }

    static void Check(Named<ServiceModel> service, ResourcesModel resources, KnownImage? image, MarketFacts market, Findings findings)
    {
        StorageLint.Check(service, resources, image, findings);
        GpuLint.Check(service, resources, image, market, findings);
        MemoryLint.Check(service.Value, resources, image, findings);
    }

    static IEnumerable<(Named<ServiceModel> Service, ResourcesModel Resources, PriceModel? Price)> Uses(SdlModel model) =>
        from entry in model.Deployment.Entries
        let service = model.Services.TryGet(entry.Name, out var found) ? found : null
        where service is not null
        from deployment in entry.Value.Entries
        let compute = model.Computes.TryGet(deployment.Value.Profile.Value, out var profile) ? profile.Value : null
        where compute?.Resources is not null
        let placement = model.Placements.TryGet(deployment.Name, out var place) ? place.Value : null
        let price = placement?.Pricing is { } pricing && pricing.TryGet(deployment.Value.Profile.Value, out var priced) ? priced.Value : null
        select (service, compute.Resources, price);
}
