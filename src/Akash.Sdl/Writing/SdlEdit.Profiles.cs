using Akash.Sdl.Writing;
using Akash.Sdl.Yaml;

namespace Akash.Sdl;

public static partial class SdlEdit
{
    /// <summary>Edits every compute profile of a service, once it is this service's alone.</summary>
    static SdlSource InProfiles(SdlSource source, string service, Func<EditDraft, string, SdlSource> edit)
    {
        var draft = EditDraft.Of(source);
        draft.Service(service);
        var profiles = Uses(draft).Where(use => use.Service == service).Select(use => use.Profile).Distinct().ToList();
        if (profiles.Count == 0) throw NotDeployed(source, service);

        foreach (var profile in profiles)
        {
            if (draft.At("profiles", "compute", profile) is null)
                throw new SdlEditException($"`profiles.compute` in {source.FileName} has no '{profile}', which {service} is deployed with");
            var (separate, own) = Separate(draft, service, profile);
            draft = EditDraft.Of(edit(separate, own));
        }

        return draft.Source;
    }

    static IEnumerable<(string Service, string Placement, string Profile)> Uses(EditDraft draft) =>
        from service in Meaning.EntriesOf(draft.At("deployment"))
        from placement in Meaning.EntriesOf(service.Value)
        let profile = Meaning.At(placement.Value, "profile") as YamlScalar
        where profile is not null
        select (service.Key, placement.Key, profile.Value);

    /// <summary>A profile that other services use too is copied, with its prices, for the one that is to differ.</summary>
    static (EditDraft Draft, string Profile) Separate(EditDraft before, string service, string profile)
    {
        var others = Uses(before).Where(use => use.Profile == profile && use.Service != service).Select(use => use.Service).Distinct().ToList();
        if (others.Count == 0) return (before, profile);

        var copy = NewProfile(before, service, profile);
        var draft = before;
        List<string> places = [];
        try
        {
            Duplicate("profiles", "compute");
            foreach (var (_, placement, _) in Uses(before).Where(use => use.Service == service && use.Profile == profile))
            {
                Duplicate("profiles", "placement", placement, "pricing");
                string[] use = ["deployment", service, placement, "profile"];
                draft = draft.With(YamlKeys.Set(draft.Text, draft.Root, use, (_, _) => " " + YamlText.Scalar(copy)));
                places.Add(Place(use));
            }

            draft.Checked(before, $"a profile for {service} alone", places);
            return (draft, copy);
        }
        catch (SdlEditException e)
        {
            throw new SdlEditException(
                $"{service} and {string.Join(", ", others)} share the compute profile '{profile}', and it cannot be split: {e.Message}; give {service} a profile and prices of its own in {before.Source.FileName}", e);
        }

        void Duplicate(params string[] table)
        {
            if (Written(draft.Root, table) is not { } mapping || mapping.Find(profile) is not { } entry)
                throw new SdlEditException($"{Place(table)}.{profile} comes from an alias or a merge, or is not there");
            draft = draft.With(YamlKeys.Duplicate(draft.Text, mapping, entry, copy));
            places.Add($"{Place(table)}.{copy}");
        }
    }

    static string NewProfile(EditDraft draft, string service, string profile) =>
        ((string[])[service, $"{service}-{profile}"]).Concat(Enumerable.Range(2, 1000).Select(number => $"{service}-{profile}-{number}"))
            .First(name => draft.At("profiles", "compute", name) is null);

    /// <summary>A mapping that stands where the keys lead, not one that an alias or a merge brings there.</summary>
    static YamlMapping? Written(YamlNode root, params ReadOnlySpan<string> path)
    {
        YamlNode? node = root;
        foreach (var key in path) node = (node as YamlMapping)?.Find(key)?.Value;
        return node as YamlMapping;
    }
}
