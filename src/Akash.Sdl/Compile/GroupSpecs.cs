using System.Collections.Immutable;
using Akash.Proto.Base.Attributes.V1;
using Akash.Proto.Base.Resources.V1Beta4;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sdl.Model;
using Akash.Sdl.Reading;
using Google.Protobuf;
using DecCoin = Akash.Proto.Cosmos.Base.V1Beta1.DecCoin;

namespace Akash.Sdl.Compile;

/// <summary>Groups as the messages that go on chain (spec/sdl.md section 7).</summary>
static class GroupSpecs
{
    /// <summary>Empty where a number does not fit the wire.</summary>
    public static ImmutableArray<GroupSpec> From(IReadOnlyList<GroupPlan> groups) =>
        groups.SelectMany(group => group.Units).All(IsEncodable) ? [.. groups.Select(From)] : [];

    public static bool IsEncodable(UnitPlan unit) => unit.Count is >= 0 and <= uint.MaxValue && unit.Price.Amount is { } amount && Prices.ToWire(amount) is not null;

    static GroupSpec From(GroupPlan group)
    {
        var spec = new GroupSpec
        {
            Name = WellFormed(group.Name),
            Requirements = new PlacementRequirements { SignedBy = new SignedBy() },
        };
        spec.Requirements.SignedBy.AllOf.Add((group.AllOf ?? []).Select(WellFormed));
        spec.Requirements.SignedBy.AnyOf.Add((group.AnyOf ?? []).Select(WellFormed));
        spec.Requirements.Attributes.Add(Attributes(group.Attributes));
        spec.Resources.Add(group.Units.Select(From));
        return spec;
    }

    static ResourceUnit From(UnitPlan unit) => new()
    {
        Resource = Resources(unit),
        Count = (uint)unit.Count,
        Price = new DecCoin { Denom = unit.Price.Denom.Value, Amount = Prices.ToWire(unit.Price.Amount!)!.Value.ToWire() },
    };

    static Resources Resources(UnitPlan unit)
    {
        var model = unit.Resources;
        var resources = new Resources
        {
            Id = unit.Id,
            Cpu = new CPU { Units = Value(model.Cpu?.Units) },
            Memory = new Memory { Quantity = Value(model.Memory?.Size) },
            Gpu = new GPU { Units = Value(model.Gpu?.Units) },
        };
        resources.Cpu.Attributes.Add(Attributes(model.Cpu?.Attributes ?? []));
        resources.Gpu.Attributes.Add(Attributes(model.Gpu?.Attributes ?? []));
        foreach (var volume in model.Storage ?? [])
        {
            var storage = new Storage { Name = WellFormed(volume.Name), Quantity = Value(volume.Size) };
            storage.Attributes.Add(Attributes(volume.Attributes ?? []));
            resources.Storage.Add(storage);
        }

        resources.Endpoints.Add(unit.Endpoints.Select(endpoint => new Endpoint { Kind = (Endpoint.Types.Kind)endpoint.Kind, SequenceNumber = endpoint.SequenceNumber }));
        return resources;
    }

    static ResourceValue Value(Quantity? quantity) => new() { Val = ByteString.CopyFromUtf8(quantity?.Value ?? "0") };

    static IEnumerable<Proto.Base.Attributes.V1.Attribute> Attributes(IEnumerable<ResourceAttribute> attributes) =>
        attributes.Select(attribute => new Proto.Base.Attributes.V1.Attribute { Key = WellFormed(attribute.Key), Value = WellFormed(attribute.Value) });

    /// <summary>Half characters cannot be encoded; they become U+FFFD.</summary>
    static string WellFormed(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)) : text;
}
