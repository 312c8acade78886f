using System.Text.Json;
using Akash.Proto.Base.Attributes.V1;
using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Base.Resources.V1Beta4;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.Values;
using Akash.Sandbox.Tests.Hosting;
using Akash.Tests;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Attribute = Akash.Proto.Base.Attributes.V1.Attribute;

namespace Akash.Sandbox.Tests.Ledger;

/// <summary>Groups of hundreds of real and odd SDL files: the ledger takes and refuses what the real node did, in its words.</summary>
public class SdlOnChainSpecs
{
    [Theory]
    [InlineData("go")]
    [InlineData("ts")]
    public async Task Ledger_takes_and_refuses_the_groups_that_the_real_node_did(string flavor)
    {
        // Given
        using var recording = JsonDocument.Parse(File.ReadAllText(SharedData.Require("recordings/sdl-on-chain.json")));
        await using var host = await SandboxHost.StartAsync(
            new SandboxOptions { BlockTime = TimeSpan.FromHours(1) }, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);
        var tenant = new TestAccount(host, "tenant");
        var differences = new List<string>();
        var (gas, recordedGas) = (0L, 0L);

        // When
        foreach (var item in recording.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (!item.TryGetProperty(flavor, out var recorded)) continue;
            var name = item.GetProperty("case").GetString()!;
            using var fixture = JsonDocument.Parse(File.ReadAllText(SharedData.Require($"fixtures/{name}.expected.json")));
            var groups = GroupsOf(fixture.RootElement, flavor).EnumerateArray().Select(Group).ToList();
            var result = host.Node.Simulate(tenant.Sign(Create(tenant.Address, groups)));

            var expected = recorded.TryGetProperty("error", out var error) ? error.GetString()! : "";
            if (result.Log != expected) differences.Add($"{name}: expected '{expected}', got '{result.Log}'");
            if (!recorded.TryGetProperty("gas", out var used) || result.Code != 0) continue;
            gas += (long)result.GasUsed - 15_999;
            recordedGas += used.GetInt64();
        }

        // Then
        differences.Should().BeEmpty();
        ((double)gas / recordedGas).Should().BeInRange(0.95, 1.05);
    }

    /// <summary>The Go flavor's groups are left out where they equal the other's.</summary>
    static JsonElement GroupsOf(JsonElement fixture, string flavor) =>
        fixture.GetProperty(flavor).TryGetProperty("groups", out var groups) ? groups : fixture.GetProperty("ts").GetProperty("groups");

    static MsgCreateDeployment Create(string owner, IEnumerable<GroupSpec> groups) => new()
    {
        Id = new DeploymentID { Owner = owner, Dseq = 28_450_010 },
        Hash = ByteString.CopyFrom(Enumerable.Repeat((byte)1, 32).ToArray()),
        Deposit = new Deposit { Amount = Coins.Of(Coins.Uact, 500_000), Sources = { Source.Balance } },
        Groups = { groups },
    };

    static GroupSpec Group(JsonElement json) => new()
    {
        Name = json.GetProperty("name").GetString(),
        Requirements = new PlacementRequirements
        {
            SignedBy = new SignedBy
            {
                AllOf = { Items(json.GetProperty("requirements").GetProperty("signed_by"), "all_of").Select(item => item.GetString()) },
                AnyOf = { Items(json.GetProperty("requirements").GetProperty("signed_by"), "any_of").Select(item => item.GetString()) },
            },
            Attributes = { Attributes(json.GetProperty("requirements")) },
        },
        Resources = { Items(json, "resources").Select(Unit) },
    };

    static ResourceUnit Unit(JsonElement json)
    {
        var (resource, price) = (json.GetProperty("resource"), json.GetProperty("price"));
        return new ResourceUnit
        {
            Count = json.GetProperty("count").GetUInt32(),
            Price = Coins.Of(price.GetProperty("denom").GetString()!, Dec.Zero),
            Resource = new Resources
            {
                Id = resource.GetProperty("id").GetUInt32(),
                Cpu = resource.TryGetProperty("cpu", out var cpu) ? new CPU { Units = Value(cpu, "units"), Attributes = { Attributes(cpu) } } : null,
                Memory = resource.TryGetProperty("memory", out var memory) ? new Memory { Quantity = Value(memory, "size"), Attributes = { Attributes(memory) } } : null,
                Gpu = resource.TryGetProperty("gpu", out var gpu) ? new GPU { Units = Value(gpu, "units"), Attributes = { Attributes(gpu) } } : null,
                Storage = { Items(resource, "storage").Select(volume => new Storage { Name = volume.GetProperty("name").GetString(), Quantity = Value(volume, "size"), Attributes = { Attributes(volume) } }) },
                Endpoints = { Items(resource, "endpoints").Select(endpoint => new Proto.Base.Resources.V1Beta4.Endpoint
                {
                    Kind = (Proto.Base.Resources.V1Beta4.Endpoint.Types.Kind)(endpoint.TryGetProperty("kind", out var kind) ? kind.GetInt32() : 0),
                    SequenceNumber = endpoint.TryGetProperty("sequence_number", out var number) ? number.GetUInt32() : 0,
                }) },
            },
        }.Priced(price.GetProperty("amount").GetString()!);
    }

    static ResourceValue Value(JsonElement json, string name) =>
        new() { Val = ByteString.CopyFromUtf8(json.GetProperty(name).GetProperty("val").GetString()) };

    static IEnumerable<Attribute> Attributes(JsonElement json) =>
        Items(json, "attributes").Select(item => new Attribute { Key = item.GetProperty("key").GetString(), Value = item.TryGetProperty("value", out var value) ? value.GetString() : "" });

    static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
}

static class PricedUnit
{
    /// <summary>An amount with more than 18 decimals can't be encoded; those that the TypeScript SDK sends broken stay broken.</summary>
    public static ResourceUnit Priced(this ResourceUnit unit, string amount)
    {
        unit.Price.Amount = amount.Contains('e', StringComparison.Ordinal) ? amount : Genesis.Decimal(amount).ToWire();
        return unit;
    }
}
