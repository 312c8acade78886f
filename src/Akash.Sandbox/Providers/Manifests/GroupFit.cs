using System.Globalization;
using System.Numerics;
using System.Text;
using Akash.Proto.Base.Attributes.V1;
using Akash.Proto.Base.Resources.V1Beta4;
using Akash.Proto.Deployment.V1Beta4;
using Endpoint = Akash.Proto.Base.Resources.V1Beta4.Endpoint;

namespace Akash.Sandbox.Providers.Manifests;

/// <summary>Whether a manifest asks for exactly what the deployment's groups on chain grant (provider.md 3.4, checks 3 and 3b).</summary>
static class GroupFit
{
    /// <exception cref="ManifestRefusedException">500 for other groups than on chain, 422 for other resources.</exception>
    public static void Check(Manifest manifest, IReadOnlyList<GroupSpec> groups)
    {
        if (manifest.Groups.Count != groups.Count)
        {
            throw new ManifestRefusedException(500, $"invalid manifest: group count mismatch ({manifest.Groups.Count} != {groups.Count})");
        }

        var grants = groups.ToDictionary(group => group.Name, group => new Grant(group), StringComparer.Ordinal);
        foreach (var group in manifest.Groups)
        {
            if (!grants.TryGetValue(group.Name, out var grant))
            {
                throw new ManifestRefusedException(500, $"invalid manifest: unknown deployment group ('{group.Name}')");
            }

            foreach (var service in group.AllServices) grant.Take(service);
        }

        foreach (var grant in grants.Values) grant.RequireNothingLeft();
    }

    /// <summary>What of one group has not been claimed by a service yet.</summary>
    sealed class Grant(GroupSpec spec)
    {
        readonly Dictionary<uint, Rest> rests = spec.Resources
            .GroupBy(unit => unit.Resource.Id)
            .ToDictionary(units => units.Key, units => new Rest(units.First()));

        public void Take(ManifestService service)
        {
            var id = service.Resources.Id;
            if (!rests.TryGetValue(id, out var rest)) throw Misfit($"service \"{service.Name}\": not found deployment group resources with ID = {id}");
            if (service.Count > rest.Count)
            {
                throw Misfit($"service \"{service.Name}\": over-utilized replicas ({service.Count}) > group spec resources count ({rest.Count})");
            }

            RequireEqual(service, rest.Resources);
            foreach (var expose in service.Exposes.Where(expose => expose.Global))
            {
                Claim(service, rest, expose.IsIngress ? Endpoint.Types.Kind.SharedHttp : Endpoint.Types.Kind.RandomPort);
                if (expose.Ip.Length > 0) Claim(service, rest, Endpoint.Types.Kind.LeasedIp);
            }

            rest.Count -= service.Count;
        }

        public void RequireNothingLeft()
        {
            foreach (var (id, rest) in rests)
            {
                foreach (var (kind, count) in rest.Endpoints.Where(endpoint => endpoint.Value > 0))
                {
                    throw Misfit($"resources ID ({id}): under-utilized ({count}) {Name(kind)} endpoints");
                }
            }

            foreach (var (id, rest) in rests.Where(rest => rest.Value.Count > 0))
            {
                throw Misfit($"resources ID ({id}): under-utilized ({rest.Count}) resources");
            }
        }

        void RequireEqual(ManifestService service, Resources granted)
        {
            var asked = service.Resources;
            if (!Same(asked.Cpu!, granted.Cpu?.Units, granted.Cpu?.Attributes)) throw Differ("CPU");
            if (!Same(asked.Gpu!, granted.Gpu?.Units, granted.Gpu?.Attributes)) throw Differ("GPU");
            if (!Same(asked.Memory!, granted.Memory?.Quantity, granted.Memory?.Attributes)) throw Differ("Memory");
            if (!SameVolumes(asked.Storage!, granted.Storage)) throw Differ("Storage");

            ManifestRefusedException Differ(string what) => Misfit($"service \"{service.Name}\": {what} resources mismatch for ID {asked.Id}");
        }

        void Claim(ManifestService service, Rest rest, Endpoint.Types.Kind kind)
        {
            if (rest.Endpoints.GetValueOrDefault(kind) == 0)
            {
                throw Misfit($"service \"{service.Name}\": resource ID {service.Resources.Id}: over-utilized {Name(kind)} endpoints");
            }

            rest.Endpoints[kind]--;
        }

        ManifestRefusedException Misfit(string what) => new(422, $"manifest cross-validation error: group \"{spec.Name}\": {what}");
    }

    static bool Same(ManifestUnits asked, ResourceValue? amount, IReadOnlyList<Proto.Base.Attributes.V1.Attribute>? attributes) =>
        asked.Amount == Amount(amount) && SameAttributes(asked.Attributes, attributes);

    static bool SameVolumes(IReadOnlyList<ManifestVolume> asked, IReadOnlyList<Storage> granted) =>
        asked.Count == granted.Count && asked.Zip(granted).All(pair =>
            pair.First.Name == pair.Second.Name
            && pair.First.Bytes == Amount(pair.Second.Quantity)
            && SameAttributes(pair.First.Attributes, pair.Second.Attributes));

    static bool SameAttributes(IReadOnlyList<ManifestAttribute>? asked, IReadOnlyList<Proto.Base.Attributes.V1.Attribute>? granted) =>
        (asked ?? []).SequenceEqual((granted ?? []).Select(attribute => new ManifestAttribute(attribute.Key, attribute.Value)));

    /// <summary>Amounts travel as decimal digits in a bytes field (chain.md 13.1).</summary>
    public static BigInteger Amount(ResourceValue? value) => value is null || value.Val.IsEmpty
        ? BigInteger.Zero
        : BigInteger.Parse(Encoding.ASCII.GetString(value.Val.Span), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    static string Name(Endpoint.Types.Kind kind) => kind switch
    {
        Endpoint.Types.Kind.SharedHttp => "HTTP",
        Endpoint.Types.Kind.RandomPort => "PORT",
        _ => "IP",
    };

    sealed class Rest(ResourceUnit unit)
    {
        public Resources Resources { get; } = unit.Resource;

        public uint Count { get; set; } = unit.Count;

        public Dictionary<Endpoint.Types.Kind, int> Endpoints { get; } =
            unit.Resource.Endpoints.CountBy(endpoint => endpoint.Kind).ToDictionary();
    }
}
