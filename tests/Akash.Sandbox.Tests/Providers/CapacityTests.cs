using Akash.Proto.Base.Resources.V1Beta4;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1;
using Akash.Sandbox.Providers;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Providers.Market;
using Attribute = Akash.Proto.Base.Attributes.V1.Attribute;

namespace Akash.Sandbox.Tests.Providers;

public sealed class CapacityTests
{
    [Fact]
    public void Provider_runs_out_and_has_again_what_is_given_back()
    {
        var inventory = new Inventory("p", new Capacity { MilliCpu = 250 });

        inventory.TryReserve(Order(1), Group()).Should().BeTrue();
        inventory.TryReserve(Order(1), Group()).Should().BeTrue("it holds that already");
        inventory.TryReserve(Order(2), Group()).Should().BeTrue();
        inventory.TryReserve(Order(3), Group()).Should().BeFalse("250 thousandths hold two of 100");

        inventory.Keep(new HashSet<OrderID> { Order(2) });
        inventory.TryReserve(Order(3), Group()).Should().BeTrue();
        inventory.Available.MilliCpu.Should().Be(50);
    }

    [Theory]
    [InlineData("vendor/nvidia/model/a100", true)]
    [InlineData("vendor/nvidia/model/a100/ram/80Gi", true)]
    [InlineData("vendor/nvidia/model/a100/ram/80Gi/interface/sxm", true)]
    [InlineData("vendor/nvidia/model/*", true)]
    [InlineData("vendor/nvidia/model/a100/ram/40Gi", false)]
    [InlineData("vendor/nvidia/model/h100", false)]
    [InlineData("vendor/amd/model/*", false)]
    public void Gpus_are_given_by_model(string wanted, bool given)
    {
        var inventory = new Inventory("p", new Capacity { Gpus = [new GpuModel("nvidia", "a100", "80Gi", "sxm", 2)] });

        inventory.TryReserve(Order(1), Group(gpus: 2, wanted)).Should().Be(given);
    }

    [Fact]
    public void Gpus_of_a_replica_are_its_own_and_of_one_model()
    {
        var inventory = new Inventory("p", new Capacity { Gpus = [new GpuModel("nvidia", "t4", null, null, 1), new GpuModel("nvidia", "a100", "80Gi", "sxm", 4)] });
        var order = Order(1);

        inventory.TryReserve(order, Group(gpus: 2, "vendor/nvidia/model/*", replicas: 2)).Should().BeTrue();

        var lease = new LeaseKey(order.Owner, order.Dseq, order.Gseq, order.Oseq, "akash1provider");
        var (first, second) = (inventory.DevicesOf(lease, 1, 0), inventory.DevicesOf(lease, 1, 1));
        first.Concat(second).Select(device => device.Id).Should().OnlyHaveUniqueItems().And.HaveCount(4);
        first.Concat(second).Select(device => device.Model.Model).Should().OnlyContain(model => model == "a100");
        inventory.TryReserve(Order(2), Group(gpus: 2, "vendor/nvidia/model/*")).Should().BeFalse("one t4 is left");
    }

    [Fact]
    public void Traits_describe_a_provider_new_or_known()
    {
        var options = new MarketOptions { Listen = [System.Net.IPAddress.Loopback] }
            .With("community=price=200%,cpu=4,memory=8Gi,blocked=x.example,blocked=.y.example,before=v0.7")
            .With("mine=gpu=nvidia/h100/80Gi:2,audited,attribute=region:mars,tls=localhost,ready-delay=3,ips=0");

        var (community, mine) = (options.Providers[0], options.Providers[^1]);
        (community.Capacity.MilliCpu, community.Capacity.Memory, community.Behaviour.Age).Should().Be((4000, 8L << 30, ProviderAge.BeforeTokens));
        community.BlockedHosts.Should().Equal("x.example", ".y.example");
        mine.Name.Should().Be("mine");
        mine.PublishedAttributes.Should().Contain("capabilities/gpu/vendor/nvidia/model/h100/ram/80Gi", "true").And.Contain("region", "mars").And.Contain("capabilities/gpu", "nvidia");
        (mine.IsAudited, mine.PublicName, mine.Capacity.Addresses, mine.Behaviour.ReadyDelay).Should().Be((true, "localhost", 0, TimeSpan.FromSeconds(3)));
    }

    [Theory]
    [InlineData("community", "*NAME=TRAIT*")]
    [InlineData("community=cheap", "cheap is no trait of a provider: expected no-bids*")]
    [InlineData("community=memory=8", "memory=8 is no trait*")]
    [InlineData("community=gpu=a100", "gpu=a100 is no trait*")]
    public void Traits_that_are_none_are_refused_by_name(string traits, string message)
    {
        var apply = () => new MarketOptions { Listen = [System.Net.IPAddress.Loopback] }.With(traits);

        apply.Should().Throw<FormatException>().WithMessage(message);
    }

    static OrderID Order(ulong dseq) => new() { Owner = "akash1owner", Dseq = dseq, Gseq = 1, Oseq = 1 };

    /// <summary>A tenth of a core for each replica.</summary>
    static GroupSpec Group(int gpus = 0, string? model = null, uint replicas = 1)
    {
        var service = TestManifest.Service("web", 1, "true") with { Count = replicas };
        var group = TestManifest.Granted(new ManifestGroup("test", [service]));
        if (model is not null)
            group.Resources[0].Resource.Gpu = new GPU { Units = new ResourceValue { Val = Google.Protobuf.ByteString.CopyFromUtf8($"{gpus}") }, Attributes = { new Attribute { Key = model, Value = "true" } } };
        return group;
    }
}
