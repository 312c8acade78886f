using System.Globalization;
using System.Numerics;
using Akash.Money;
using Akash.Proto.Base.Attributes.V1;
using Akash.Proto.Base.Resources.V1Beta4;
using Akash.Proto.Deployment.V1Beta4;

namespace Akash.Deploy.Plans;

/// <summary>
/// What differs between the groups on chain and those asked for. Groups never change in place (spec/sdl.md section 12): any
/// difference needs a new deployment.
/// </summary>
static class GroupDifferences
{
    static readonly (string Name, long Bytes)[] SizeUnits = [("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("Ti", 1L << 40)];

    /// <summary>One line for each difference, naming what, from and to; empty when an update in place is possible.</summary>
    public static IReadOnlyList<string> Between(IReadOnlyList<GroupSpec> onChain, IReadOnlyList<GroupSpec> wanted)
    {
        var before = Facts(onChain);
        var after = Facts(wanted);
        return
        [
            .. before.Keys.Union(after.Keys)
                .Select(fact => (fact, from: before.GetValueOrDefault(fact, "none"), to: after.GetValueOrDefault(fact, "none")))
                .Where(change => change.from != change.to)
                .Select(change => $"{change.fact}: {change.from} → {change.to}"),
        ];
    }

    static Dictionary<string, string> Facts(IReadOnlyList<GroupSpec> groups)
    {
        var facts = new Dictionary<string, string> { ["placement groups"] = string.Join(", ", groups.Select(group => group.Name)) };
        foreach (var group in groups)
        {
            foreach (var (what, value) in PlacementFacts(group.Requirements)) facts[$"{group.Name}, {what}"] = value;
            foreach (var unit in group.Resources)
                foreach (var (what, value) in ResourceFacts(unit))
                    facts[$"{group.Name}, resource {unit.Resource?.Id ?? 0}, {what}"] = value;
        }

        return facts;
    }

    static IEnumerable<(string What, string Value)> PlacementFacts(PlacementRequirements? requirements)
    {
        if (requirements is null) yield break;
        if (requirements.Attributes.Count > 0) yield return ("attributes", Text(requirements.Attributes));
        if (requirements.SignedBy is not { } signedBy) yield break;
        if (signedBy.AllOf.Count > 0) yield return ("signed by all of", string.Join(", ", signedBy.AllOf));
        if (signedBy.AnyOf.Count > 0) yield return ("signed by any of", string.Join(", ", signedBy.AnyOf));
    }

    static IEnumerable<(string What, string Value)> ResourceFacts(ResourceUnit unit)
    {
        yield return ("count", unit.Count.ToString(CultureInfo.InvariantCulture));
        if (unit.Price is { } price) yield return ("price ceiling", new DecCoin(price.Denom, Dec.FromWire(price.Amount)) + "/block");
        if (unit.Resource is not { } resource) yield break;

        yield return ("cpu", $"{Number(resource.Cpu?.Units)} millicores{Suffix(resource.Cpu?.Attributes)}");
        yield return ("memory", $"{Size(resource.Memory?.Quantity)}{Suffix(resource.Memory?.Attributes)}");
        yield return ("gpu", $"{Number(resource.Gpu?.Units)}{Suffix(resource.Gpu?.Attributes)}");
        yield return ("storage", string.Join(" + ", resource.Storage.Select(volume =>
            $"{volume.Name} {Size(volume.Quantity)}{Suffix(volume.Attributes)}")));
        yield return ("endpoints", string.Join(" + ", resource.Endpoints.Select(EndpointText).Order(StringComparer.Ordinal)));
    }

    static string EndpointText(Endpoint endpoint) => endpoint.Kind switch
    {
        Endpoint.Types.Kind.SharedHttp => "HTTP",
        Endpoint.Types.Kind.RandomPort => "port",
        _ => $"IP {endpoint.SequenceNumber}",
    };

    static string Number(ResourceValue? value) => value?.Val.ToStringUtf8() is { Length: > 0 } digits ? digits : "0";

    /// <summary>Bytes as an SDL would write them: 134217728 is 128Mi.</summary>
    static string Size(ResourceValue? value)
    {
        if (!BigInteger.TryParse(Number(value), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)) return Number(value);

        var unit = Array.FindLastIndex(SizeUnits, unit => !bytes.IsZero && (bytes % unit.Bytes).IsZero);
        return unit < 0 ? $"{bytes} bytes" : $"{bytes / SizeUnits[unit].Bytes}{SizeUnits[unit].Name}";
    }

    static string Suffix(IReadOnlyCollection<Proto.Base.Attributes.V1.Attribute>? attributes) =>
        attributes is { Count: > 0 } ? $" ({Text(attributes)})" : "";

    static string Text(IEnumerable<Proto.Base.Attributes.V1.Attribute> attributes) =>
        string.Join(", ", attributes.Select(attribute => $"{attribute.Key}={attribute.Value}"));
}
