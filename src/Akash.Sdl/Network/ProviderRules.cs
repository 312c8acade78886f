using System.Numerics;
using Akash.Sdl.Compile;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;
using Akash.Sdl.Reading;

namespace Akash.Sdl.Network;

/// <summary>What providers check of a manifest (spec/sdl.md sections 5.2 and 5.3).</summary>
sealed class ProviderRules(Objections objections)
{
    readonly HashSet<string> _hosts = new(StringComparer.Ordinal);
    bool _hasGlobal;

    public static void Check(IReadOnlyList<GroupPlan> groups, SdlModel model, Objections objections)
    {
        if (groups.Count == 0)
        {
            ChainRules.RefuseNothing(model.DeploymentSpot, objections);
            return;
        }

        var rules = new ProviderRules(objections);
        foreach (var group in groups) rules.Check(group);
        if (!rules._hasGlobal) objections.Raise(Rules.NoGlobal, model.ServicesSpot, "no service is reachable from outside", "add a target `global: true` to at least one port");
    }

    void Check(GroupPlan group)
    {
        for (var i = 0; i < group.Services.Count; i++)
        {
            if (i > 0 && NameOrder.Bytes.Compare(group.Services[i].Name, group.Services[i - 1].Name) < 0)
                objections.Raise(Rules.ManifestOrder, group.Services[i].Spot, $"service '{group.Services[i].Name}' is not in the order that providers want", "use small letters, digits and hyphens in names");
            Check(group.Services[i]);
        }
    }

    void Check(ServicePlan service)
    {
        CheckNumbers(service);
        if (!Names.IsService(service.Name))
            objections.Raise(Rules.ServiceName, service.Spot, $"'{service.Name}' cannot name a service", "use small letters, digits and hyphens; start with a letter, end with a letter or digit");
        if (service.Model.Image.IsEmpty) objections.Raise(Rules.NoImage, service.Model.Spot, $"service '{service.Name}' has no image", "add `image:`", service.Model.Spot.Path.Key("image"));
        if (service.Resources.Storage is not { Count: > 0 }) objections.Raise(Rules.NoVolume, service.Resources.Spot, "the profile has no storage", "add `storage: { size: 1Gi }`", service.Resources.Spot.Path.Key("storage"));

        foreach (var item in service.Model.Env?.Items ?? [])
        {
            var name = item.Value.Split('=', 2)[0];
            if (!Names.IsEnv(name))
                objections.Raise(Rules.EnvName, item.Spot, $"'{name}' cannot name an environment variable", "write items as `NAME=value`; names have letters, digits, _, - and . and start with no digit");
        }

        for (var i = 0; i < service.Expose.Count; i++)
        {
            if (i > 0 && ExposeBuilder.StandsBefore(service.Expose[i], service.Expose[i - 1]))
                objections.Raise(Rules.ManifestOrder, service.Expose[i].Source.Spot, "the targets are not in the order that providers want", "use small letters, digits and hyphens in names of services");
            Check(service.Expose[i]);
        }
    }

    void CheckNumbers(ServicePlan service)
    {
        if (service.Count is > uint.MaxValue and < double.PositiveInfinity) objections.Raise(Rules.NotEncodable, service.CountSpot, $"{service.Count} replicas do not fit 32 bits", "use a smaller count");
        foreach (var quantity in Quantities(service.Resources))
        {
            if (!BigInteger.TryParse(quantity.Value, System.Globalization.NumberStyles.None, null, out _))
                objections.Raise(Rules.NotEncodable, quantity.Spot, $"{quantity.Value} is not a whole number", "write an amount that comes out whole");
        }

        foreach (var expose in service.Model.Expose)
        {
            foreach (var option in (ReadOnlySpan<Option?>)[expose.HttpOptions?.NextTries, expose.HttpOptions?.NextTimeout])
            {
                if (option is { Value: > uint.MaxValue and < double.PositiveInfinity } given) objections.Raise(Rules.NotEncodable, given.Spot, $"{given.Value} does not fit 32 bits", "use a smaller number");
            }
        }
    }

    static IEnumerable<Quantity> Quantities(ResourcesModel resources)
    {
        if (resources.Cpu?.Units is { } cpu) yield return cpu;
        if (resources.Memory?.Size is { } memory) yield return memory;
        if (resources.Gpu?.Units is { } gpu) yield return gpu;
        foreach (var volume in resources.Storage ?? [])
        {
            if (volume.Size is { } size) yield return size;
        }
    }

    void Check(ExposePlan expose)
    {
        _hasGlobal |= expose.Global;
        if (expose.Port is 0 or > 65535)
            objections.Raise(Rules.Port, expose.Source.PortSpot.Node is null ? expose.Source.Spot : expose.Source.PortSpot, $"there is no port {expose.Port}", "it must be 1 to 65535");
        foreach (var host in expose.Source.Accept?.Items ?? [])
        {
            if (!Names.IsHost(host.Value))
                objections.Raise(Rules.HostName, host.Spot, $"'{host.Value}' is not a host name", "write a lower-case name such as `www.example.com`, without scheme, port or wildcard");
            else if (!_hosts.Add(host.Value))
                objections.Raise(Rules.HostTwice, host.Spot, $"the host '{host.Value}' is used twice", "use each name at one port with one target");
        }
    }
}
