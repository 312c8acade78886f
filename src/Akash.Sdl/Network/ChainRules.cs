using System.Numerics;
using Akash.Money;
using Akash.Sdl.Compile;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;
using Akash.Sdl.Reading;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Network;

/// <summary>What the chain checks of groups (spec/sdl.md section 5.6).</summary>
sealed class ChainRules(Objections objections)
{
    static readonly BigInteger Mi = BigInteger.One << 20;
    static readonly BigInteger Ti = BigInteger.One << 40;

    public static void Check(IReadOnlyList<GroupPlan> groups, Spot deployment, Objections objections)
    {
        if (groups.Count == 0) RefuseNothing(deployment, objections);
        var rules = new ChainRules(objections);
        foreach (var group in groups) rules.Check(group);
        rules.CheckDenoms(groups);
    }

    /// <summary>For chain and provider alike.</summary>
    public static void RefuseNothing(Spot deployment, Objections objections)
    {
        if (deployment.Node is null) objections.Raise(Rules.NothingDeployed, deployment, "the document has no 'deployment'", "add `deployment:` with a placement for each service");
        else objections.Raise(Rules.NothingDeployed, deployment, "nothing is deployed", "give a service a placement under `deployment:`");
    }

    void Check(GroupPlan group)
    {
        if (group.Name.Length == 0) objections.Raise(Rules.GroupName, group.Spot, "the placement has no name", "give it one");
        var sums = new Sums();
        foreach (var unit in group.Units) Check(unit, sums);
        CheckSums(group, sums);
    }

    void Check(UnitPlan unit, Sums sums)
    {
        if (!GroupSpecs.IsEncodable(unit)) RefuseEncoding(unit);
        var (resources, count) = (unit.Resources, new BigInteger(Math.Min(unit.Count, long.MaxValue)));
        sums.Cpu += count * Required(resources.Cpu, resources.Cpu?.Units, "cpu", resources, Rules.CpuLimit, "millicores", Limits.MinCpuMillis, Limits.MaxCpuMillis);
        sums.Memory += count * Required(resources.Memory, resources.Memory?.Size, "memory", resources, Rules.MemoryLimit, "bytes", Mi, 2 * Ti);
        sums.Gpu += count * (resources.Gpu?.Units is { } gpus ? Bounded(gpus, Rules.GpuLimit, "GPUs", 0, Limits.MaxGpus) : BigInteger.Zero);
        CheckGpuState(resources.Gpu);
        CheckAttributes(resources.Cpu?.Attributes, resources.Cpu?.Spot ?? resources.Spot);
        CheckStorage(resources);
        CheckPrice(unit);
    }

    void RefuseEncoding(UnitPlan unit)
    {
        if (unit.Count > uint.MaxValue) objections.Raise(Rules.NotEncodable, unit.CountSpot, $"{unit.Count} replicas do not fit 32 bits", "use a smaller count");
        else if (unit.Price.Amount is not null) objections.Raise(Rules.NotEncodable, unit.Price.AmountSpot, $"the amount '{unit.Price.Amount}' cannot be sent", "write it as a plain decimal with at most 18 places");
    }

    /// <summary>Null, and with it the sum, where there is no amount to speak of.</summary>
    BigInteger? Required(object? part, Quantity? quantity, string name, ResourcesModel resources, Rule rule, string unit, BigInteger min, BigInteger max)
    {
        if (quantity is not null) return Bounded(quantity, rule, unit, min, max);

        // An amount that could not be read has been told already.
        if (part is null) objections.Raise(Rules.MissingKey, resources.Spot, $"the profile has no {name}", $"add `{name}:`", resources.Spot.Path.Key(name));
        return null;
    }

    BigInteger? Bounded(Quantity quantity, Rule rule, string unit, BigInteger min, BigInteger max)
    {
        if (quantity.Missing is { } key && min > 0)
        {
            objections.Raise(Rules.MissingKey, quantity.Spot, $"'{quantity.Spot.Path}' has no amount", $"write `{key}:` with {Range(min, max, unit)}", quantity.Spot.Path.Key(key));
            return null;
        }

        if (!ulong.TryParse(quantity.Value, out _) && !BigInteger.TryParse(quantity.Value, System.Globalization.NumberStyles.None, null, out _))
        {
            objections.Raise(Rules.NotEncodable, quantity.Spot, $"{quantity.Value} {unit} are not a whole number", "write an amount that comes out whole");
            return null;
        }

        var value = BigInteger.Parse(quantity.Value, System.Globalization.NumberStyles.None, null);
        if (value < min || value > max) objections.Raise(rule, quantity.Spot, $"{value} {unit} are outside what the network allows", Suggestion(quantity, unit) ?? $"it must be {Range(min, max, unit)}");
        return value;
    }

    /// <summary>Bytes in the units that people write.</summary>
    static string Range(BigInteger min, BigInteger max, string unit) => unit == "bytes" ? $"{min / Mi}Mi to {max / Ti}Ti" : $"{min} to {max} {unit}";

    /// <summary>A number without its unit is the commonest slip.</summary>
    static string? Suggestion(Quantity quantity, string unit)
    {
        if (quantity.Spot.Node?.Target is not YamlScalar { Value: var text } || !text.All(char.IsAsciiDigit) || text.Length is 0 or > 6) return null;
        return unit switch
        {
            "bytes" => $"add a unit, as in `{text}Mi`",
            "millicores" when text != "0" => $"did you mean `{text}m`, thousandths of a CPU?",
            _ => null,
        };
    }

    void CheckGpuState(GpuModel? gpu)
    {
        if (gpu is null) return;
        if (gpu.Units is null or { Value: "0" } && gpu.Attributes.Count > 0)
            objections.Raise(Rules.AttributesWithoutGpu, gpu.AttributesSpot, "GPU attributes without GPU units", "set `units:` to the number of GPUs, or remove the attributes", gpu.Spot.Path.Key("units"));
        CheckAttributes(gpu.Attributes, gpu.AttributesSpot);
    }

    void CheckAttributes(IReadOnlyList<ResourceAttribute>? attributes, Spot spot)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in attributes ?? [])
        {
            if (!Names.IsResourceAttribute(attribute.Key)) objections.Raise(Rules.AttributeKey, spot, $"'{attribute.Key}' cannot be a resource attribute", "use letters, digits, _, / , . and -");
            if (!keys.Add(attribute.Key)) objections.Raise(Rules.AttributeKey, spot, $"the attribute '{attribute.Key}' is there twice", "list it once");
        }
    }

    void CheckStorage(ResourcesModel resources)
    {
        if (resources.Storage is not { Count: > 0 } volumes)
        {
            objections.Raise(Rules.NoVolume, resources.Spot, "the profile has no storage", "add `storage: { size: 1Gi }`", resources.Spot.Path.Key("storage"));
            return;
        }

        foreach (var volume in volumes)
        {
            if (volume.Size is { } size) Bounded(size, Rules.StorageLimit, "bytes", 5 * Mi, 32 * Ti);
            CheckAttributes(volume.Attributes, volume.Spot);
        }
    }

    void CheckPrice(UnitPlan unit)
    {
        if (unit.Price.IsNull)
            objections.Raise(Rules.NoPrice, unit.Price.Spot, $"the price of profile '{unit.Profile}' is empty", "write `denom:` and `amount:` under it");
        if (Prices.ToWire(unit.Price.Amount ?? "") is { } amount && amount > Dec.FromInteger(Limits.MaxPrice))
            objections.Raise(Rules.PriceLimit, unit.Price.AmountSpot, $"a price of {amount} is above what the network allows", $"it must be at most {Limits.MaxPrice}");
    }

    void CheckSums(GroupPlan group, Sums sums)
    {
        CheckSum(group, sums.Cpu, 19_200_000, "millicores of CPU", mayBeNothing: false);
        CheckSum(group, sums.Gpu, 1_200, "GPUs", mayBeNothing: true);
        CheckSum(group, sums.Memory, 100 * Ti, "bytes of memory", mayBeNothing: false);
    }

    void CheckSum(GroupPlan group, BigInteger? known, BigInteger max, string unit, bool mayBeNothing)
    {
        if (known is not { } sum) return;
        var spot = group.Units.Count == 0 ? group.Spot : group.Units[0].CountSpot;
        var count = spot.Node is null || group.Units.Count == 0 || spot.Path.ToString().EndsWith(".count", StringComparison.Ordinal) ? spot.Path : spot.Path.Key("count");
        if (sum > max) objections.Raise(Rules.GroupTotal, spot, $"placement '{group.Name}' has {sum} {unit} in all replicas", $"it may have {max}");
        else if (group.Units.All(unit => unit.Count == 0) && !mayBeNothing) objections.Raise(Rules.GroupTotal, spot, $"placement '{group.Name}' runs nothing, all its counts are 0", "set `count:` to at least 1", count);
    }

    void CheckDenoms(IReadOnlyList<GroupPlan> groups)
    {
        var units = groups.SelectMany(group => group.Units).ToList();
        foreach (var unit in units.Where(unit => unit.Price.Denom.Value != units[0].Price.Denom.Value))
            objections.Raise(Rules.MixedDenoms, unit.Price.Denom.Spot, $"this price is in {unit.Price.Denom.Value}, another one in {units[0].Price.Denom.Value}", "use `uact` everywhere");
    }

    /// <summary>Over all replicas; null once an amount is unknown.</summary>
    sealed class Sums
    {
        public BigInteger? Cpu { get; set; } = 0;

        public BigInteger? Gpu { get; set; } = 0;

        public BigInteger? Memory { get; set; } = 0;
    }
}
