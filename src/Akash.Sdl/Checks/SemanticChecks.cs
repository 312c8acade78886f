using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Model;

namespace Akash.Sdl.Checks;

/// <summary>What the grammar cannot say, all of it in one run.</summary>
static class SemanticChecks
{
    public static void Check(SdlModel model, IReadOnlyList<Use> uses, FlavorRules rules, Findings findings)
    {
        ReferenceChecks.Check(model, uses, rules, findings);
        if (!rules.IsSchemaStrict) ExposeChecks.CheckEndpoints(model, findings);
        ExposeChecks.CheckIps(model, uses, rules, findings);
        TeeChecks.Check(uses, rules, findings);
        foreach (var use in uses.Where(use => use.Service is not null))
        {
            if (!rules.IsSchemaStrict) CheckService(use, findings);
            if (use.Compute?.Resources is not { } resources) continue;
            StorageChecks.Check(model, use, rules, findings);
            if (model.IsTwoOne && !rules.IsSchemaStrict) StorageChecks.CheckReadOnly(use, findings);
            if (rules.IsSchemaStrict && resources.Gpu is { } gpu) GpuChecks.CheckUse(gpu, findings);
            CheckQuantities(resources, findings);
        }
    }

    /// <summary>What the lenient tool looks at only when it deploys the service.</summary>
    static void CheckService(Use use, Findings findings)
    {
        foreach (var expose in use.Service!.Expose)
        {
            ExposeChecks.CheckProtocol(expose.Proto, FlavorRules.Of(SdlFlavor.Go), findings);
            if (expose.HttpOptions is { } options) ExposeChecks.CheckOptions(options, findings);
        }

        if (use.Service.Credentials is not { } credentials) return;
        foreach (var (name, text) in (ReadOnlySpan<(string, Text)>)[("host", credentials.Host), ("username", credentials.Username), ("password", credentials.Password)])
        {
            if (string.IsNullOrWhiteSpace(text.Value))
                findings.Refuse(Rules.Credentials, text.Spot.Node is null ? credentials.Spot : text.Spot, $"the credentials have no {name}", $"add `{name}:`", credentials.Spot.Path.Key(name));
        }
    }

    /// <summary>Sizes whose reading only fails where they are used.</summary>
    static void CheckQuantities(ResourcesModel resources, Findings findings)
    {
        foreach (var size in (resources.Storage ?? []).Select(volume => volume.Size).Append(resources.Memory?.Size))
        {
            if (size?.Fault is { } fault) findings.Refuse(Rules.Size, size.Spot, fault, Reading.GoQuantities.SizeHint);
        }
    }
}
