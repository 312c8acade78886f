using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Model;

namespace Akash.Sdl.Checks;

/// <summary>What is named must exist (spec/sdl.md section 5.1).</summary>
static class ReferenceChecks
{
    static readonly DocPath Profiles = DocPath.Root.Key("profiles");

    public static void Check(SdlModel model, IReadOnlyList<Use> uses, FlavorRules rules, Findings findings)
    {
        var reached = uses.Where(use => use.Service is not null).Select(use => use.PlacementName).ToHashSet(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            if (use.Service is null) CheckService(model, use, rules, reached, findings);
            if (use.Service is not null || rules.ChecksOnlyWhatIsDeployed) CheckProfiles(model, use, rules, findings);
        }

        // Where nothing is deployed at all, that is told instead.
        if (model.Deployment.Entries.Count == 0 && rules.ChecksOnlyWhatIsDeployed) return;
        var missing = model.Deployment.Entries.Where(entry => !model.Services.TryGet(entry.Name, out _)).ToList();
        foreach (var service in model.Services.Entries.Where(service => !model.Deployment.TryGet(service.Name, out _)))
        {
            // It is suggested at the place that names none.
            if (rules.ChecksOnlyWhatIsDeployed && missing.Exists(entry => MeantService(model, entry.Name) == service.Name)) continue;
            var (message, hint) = ($"service '{service.Name}' is not deployed", $"add `{service.Name}:` under `deployment:`, or remove the service");
            if (rules.ChecksOnlyWhatIsDeployed) findings.Warn(Rules.NotDeployed, service.Key, message + "; the CLI leaves it out and the Console refuses the file", hint);
            else if (rules.FindsInheritedNames && InheritedNames.Contains(service.Name)) findings.Warn(Rules.NotDeployed, service.Key, message + "; the Console leaves it out because of its name", hint);
            else findings.Refuse(Rules.NotDeployed, service.Key, message, hint, DocPath.Root.Key("deployment").Key(service.Name));
        }
    }

    static void CheckService(SdlModel model, Use use, FlavorRules rules, HashSet<string> reached, Findings findings)
    {
        var (message, hint) = ($"there is no service '{use.ServiceName}'", ServiceHint(model, use.ServiceName));

        // The strict tool only meets the missing service when it fills a group that an existing one has opened.
        if (rules.ChecksOnlyWhatIsDeployed || reached.Contains(use.PlacementName)) findings.Refuse(Rules.UnknownService, use.Entry.Key, message, hint, DocPath.Root.Key("services").Key(use.ServiceName));
        else findings.Warn(Rules.UnknownService, use.Entry.Key, message + "; it is ignored here and refused by the CLI", hint);
    }

    static string ServiceHint(SdlModel model, string name) => MeantService(model, name) switch
    {
        null => "define it under `services:`",
        var meant when !Reading.Names.IsService(meant) => $"name it `{name}` under `services:` too, instead of `{meant}`: names have small letters, digits and hyphens",
        var meant => $"did you mean `{meant}`?",
    };

    /// <summary>The service of the nearest name, or the only one that is not deployed yet.</summary>
    static string? MeantService(SdlModel model, string name)
    {
        var idle = model.Services.Names.Where(service => !model.Deployment.TryGet(service, out _)).ToList();
        return Suggestions.Nearest(name, model.Services.Names) ?? (idle.Count == 1 ? idle[0] : null);
    }

    static void CheckProfiles(SdlModel model, Use use, FlavorRules rules, Findings findings)
    {
        var deployment = use.Deployment;
        if (rules.FindsInheritedNames && InheritedNames.Contains(use.ProfileName))
            findings.Refuse(Rules.UnknownProfile, Or(deployment.Value.Profile.Spot, deployment.Key), $"the Console cannot use a compute profile named '{use.ProfileName}'", "give the profile another name");
        if (use.Compute is null)
        {
            findings.Refuse(
                Rules.UnknownProfile, Or(deployment.Value.Profile.Spot, deployment.Key), use.ProfileName.Length == 0 ? $"'{deployment.Key.Path}' names no compute profile" : $"there is no compute profile '{use.ProfileName}'",
                use.ProfileName.Length == 0 ? $"add `profile: {model.Computes.Names.FirstOrDefault()}`" : Suggestions.ForReference(use.ProfileName, model.Computes.Names, "profiles.compute"),
                use.ProfileName.Length == 0 ? deployment.Key.Path.Key("profile") : Profiles.Key("compute").Key(use.ProfileName));
        }
        else if (use.Compute.Resources is null)
        {
            findings.Refuse(Rules.MissingKey, Or(use.Compute.Spot, deployment.Key), $"compute profile '{use.ProfileName}' has no resources", "add `resources:` with cpu, memory and storage",
                Profiles.Key("compute").Key(use.ProfileName).Key("resources"));
        }

        if (use.Placement is null)
        {
            findings.Refuse(Rules.UnknownPlacement, deployment.Key, $"there is no placement '{use.PlacementName}'", Suggestions.ForReference(use.PlacementName, model.Placements.Names, "profiles.placement"), Profiles.Key("placement").Key(use.PlacementName));
        }
        else if (use.Price is null && use.Compute is not null)
        {
            findings.Refuse(
                Rules.MissingPrice, Or(deployment.Value.Profile.Spot, deployment.Key), $"placement '{use.PlacementName}' has no price for profile '{use.ProfileName}'",
                $"add `{use.ProfileName}:` with denom and amount under `pricing:`", Profiles.Key("placement").Key(use.PlacementName).Key("pricing").Key(use.ProfileName));
        }
    }

    static Spot Or(Spot spot, Spot other) => spot.Node is null ? other : spot;
}
