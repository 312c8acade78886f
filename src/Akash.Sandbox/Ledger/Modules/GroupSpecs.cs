using System.Globalization;
using System.Numerics;
using Akash.Proto.Base.Resources.V1Beta4;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sandbox.Ledger.Values;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>What the chain demands of a group of resources (chain.md section 7.2), in its order and words.</summary>
static class GroupSpecs
{
    const ulong Mi = 1UL << 20;
    const ulong Ti = 1UL << 40;
    const ulong MaxCpu = 384_000, MinCpu = 10;
    const ulong MaxGpu = 24;
    const ulong MaxMemory = 2 * Ti, MinMemory = Mi;
    const ulong MaxStorage = 32 * Ti, MinStorage = 5 * Mi;
    const ulong MaxPrice = 10_000_000;
    const ulong UnitsPerGroup = 50;

    /// <summary>Price of a group for a block: the ceiling for bids.</summary>
    public static (string Denom, Dec Amount) Price(GroupSpec group)
    {
        var amount = group.Resources.Aggregate(Dec.Zero, (sum, unit) => sum + unit.Price.Value() * unit.Count);
        return (group.Resources.FirstOrDefault()?.Price?.Denom ?? "", amount);
    }

    public static void Validate(GroupSpec group)
    {
        if (group.Name.Length == 0) throw LedgerError.Plain("empty group spec name denomination");
        ValidateResources(group.Resources);
        ValidatePrices(group);
    }

    static void ValidateResources(IReadOnlyList<ResourceUnit> units)
    {
        var ids = new HashSet<uint>();
        foreach (var unit in units)
        {
            Validate(unit.Resource ?? new Resources());
            if (!ids.Add(unit.Resource!.Id)) throw LedgerError.Plain($"duplicate resources ID ({unit.Resource.Id}) within group");
        }

        var (cpu, gpu, memory) = (Sum(units, r => r.Cpu.Units), Sum(units, r => r.Gpu.Units), Sum(units, r => r.Memory.Quantity));
        if (cpu > MaxCpu * UnitsPerGroup || cpu <= 0) throw LedgerError.Plain($"invalid total CPU ({MaxCpu * UnitsPerGroup} > {cpu} > 0 fails)");
        if (gpu > MaxGpu * UnitsPerGroup) throw LedgerError.Plain($"invalid total GPU ({MaxGpu * UnitsPerGroup} > {gpu} > 0 fails)");
        if (memory > MaxMemory * UnitsPerGroup || memory <= 0) throw LedgerError.Plain($"invalid total memory ({MaxMemory * UnitsPerGroup} > {memory} > 0 fails)");

        // Storage has a limit for the group as well, but the chain never adds it up.
    }

    static void Validate(Resources resources)
    {
        if (resources.Id == 0) throw LedgerError.Plain("error: invalid resources ID (> 0 fails)");

        if (resources.Cpu is not { } cpu) throw LedgerError.Plain("error: invalid unit CPU, cannot be nil");
        if (Number(cpu.Units) is var cores && (cores > MaxCpu || cores < MinCpu))
            throw LedgerError.Plain($"error: invalid unit CPU ({MaxCpu} > {cores} > {MaxCpu} fails)");
        ValidateAttributes(cpu.Attributes, "CPU");

        if (resources.Gpu is not { } gpu) throw LedgerError.Plain("error: invalid unit GPU, cannot be nil");
        var cards = Number(gpu.Units);
        if (cards > MaxGpu) throw LedgerError.Plain($"error: invalid unit GPU ({MaxGpu} > {cards} > {MaxGpu} fails)");
        if (cards.IsZero && gpu.Attributes.Count > 0) throw LedgerError.Plain("error: invalid GPU state. attributes cannot be present if units == 0");
        ValidateAttributes(gpu.Attributes, "GPU");

        if (resources.Memory is not { } memory) throw LedgerError.Plain("error: invalid unit memory, cannot be nil");
        if (Number(memory.Quantity) is var bytes && (bytes > MaxMemory || bytes < MinMemory))
            throw LedgerError.Plain($"error: invalid unit memory ({MaxMemory} > {bytes} > {MaxMemory} fails)");
        ValidateAttributes(memory.Attributes, "Memory");

        if (resources.Storage.Count == 0) throw LedgerError.Plain("error: invalid unit storage, cannot be nil");
        foreach (var volume in resources.Storage)
        {
            if (Number(volume.Quantity) is var size && (size > MaxStorage || size < MinStorage))
                throw LedgerError.Plain($"error: invalid unit storage ({MaxStorage} > {size} > {MinStorage} fails)");
            ValidateAttributes(volume.Attributes, "Storage");
        }
    }

    static void ValidatePrices(GroupSpec group)
    {
        var denom = group.Resources.FirstOrDefault()?.Price?.Denom;
        foreach (var unit in group.Resources)
        {
            if (unit.Price is not { } price || !Coins.IsDenom(price.Denom) || !Dec.TryFromWire(price.Amount, out var amount) || amount.IsNegative)
                throw LedgerError.Plain($"group {group.Name}: error: invalid price object");
            if (amount > Dec.FromInteger(MaxPrice)) throw LedgerError.Plain($"group {group.Name}: error: invalid unit price ({MaxPrice} > {price.Text()} fails)");
            if (price.Denom != denom) throw LedgerError.Plain($"multi-denonimation group: ({price.Denom} == {denom} fails)");
        }
    }

    static void ValidateAttributes(IReadOnlyList<Proto.Base.Attributes.V1.Attribute> attributes, string what)
    {
        try
        {
            Attributes.Validate(attributes, wildcards: true);
        }
        catch (LedgerException refusal)
        {
            throw LedgerError.Plain($"error: invalid {what} attributes: {refusal.Log}");
        }
    }

    static BigInteger Sum(IEnumerable<ResourceUnit> units, Func<Resources, ResourceValue?> value) =>
        units.Aggregate(BigInteger.Zero, (sum, unit) => sum + Number(value(unit.Resource)) * unit.Count);

    /// <summary>The chain reads single values as 64 bits, and panics on others.</summary>
    static BigInteger Number(ResourceValue? value)
    {
        if (value is null || value.Val.IsEmpty) return 0;
        var number = BigInteger.Parse(value.Val.ToStringUtf8(), CultureInfo.InvariantCulture);
        return number >= 0 && number <= ulong.MaxValue ? number : throw new OverflowException("Uint64() out of bounds");
    }
}
