using System.Text.RegularExpressions;
using Akash.Proto.Audit.V1;
using Akash.Proto.Base.Attributes.V1;
using Akash.Proto.Base.Resources.V1Beta4;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sandbox.Providers.Manifests;
using Attribute = Akash.Proto.Base.Attributes.V1.Attribute;

namespace Akash.Sandbox.Providers.Market;

/// <summary>Whether a provider's attributes answer what a group requires (chain.md 7.3, "Placement matching").</summary>
static partial class Placement
{
    public static bool Fits(GroupSpec group, IReadOnlyList<Attribute> own, IReadOnlyList<AuditedProvider> signed) =>
        FitsRequirements(group.Requirements, own, signed) && group.Resources.All(unit => FitsResources(unit.Resource, own));

    static bool FitsRequirements(PlacementRequirements? requirements, IReadOnlyList<Attribute> own, IReadOnlyList<AuditedProvider> signed)
    {
        if (requirements is null) return true;
        var signedBy = requirements.SignedBy ?? new SignedBy();
        if (signedBy.AllOf.Count == 0 && signedBy.AnyOf.Count == 0) return Has(own, requirements.Attributes);
        return signedBy.AllOf.All(IsSignedBy) && (signedBy.AnyOf.Count == 0 || signedBy.AnyOf.Any(IsSignedBy));

        bool IsSignedBy(string auditor) =>
            signed.FirstOrDefault(record => record.Auditor == auditor) is { } record && Has(record.Attributes, requirements.Attributes);
    }

    static bool FitsResources(Resources resources, IReadOnlyList<Attribute> own)
    {
        var wantsGpu = GroupFit.Amount(resources.Gpu?.Units) > 0;
        if (wantsGpu && !resources.Gpu!.Attributes.Any(wanted => own.Any(offered => Matches("capabilities/gpu/" + wanted.Key, wanted.Value, offered)))) return false;
        return resources.Storage.Where(volume => volume.Attributes.Count > 0).All(volume => HasStorage(own, volume));
    }

    static bool HasStorage(IReadOnlyList<Attribute> own, Storage volume) => own
        .Select(offered => StorageKey().Match(offered.Key))
        .Where(key => key.Success)
        .Select(key => key.Groups[1].Value)
        .Distinct()
        .Any(prefix => volume.Attributes.All(wanted => own.Any(offered => offered.Key == prefix + wanted.Key && offered.Value == wanted.Value)));

    static bool Has(IReadOnlyList<Attribute> offered, IReadOnlyList<Attribute> required) =>
        required.All(wanted => offered.Any(attribute => Matches(wanted.Key, wanted.Value, attribute)));

    /// <summary>A required key may be a glob whose star does not cross a slash.</summary>
    static bool Matches(string key, string value, Attribute offered) =>
        offered.Value == value
        && (offered.Key == key || Regex.IsMatch(offered.Key, "^" + Regex.Escape(key).Replace("\\*", "[^/]*", StringComparison.Ordinal) + @"\z"));

    [GeneratedRegex(@"^(capabilities/storage/\d+/)")]
    private static partial Regex StorageKey();
}
