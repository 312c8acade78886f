using Akash.Deploy.Plans;
using Akash.Deploy.Tests.Peers;
using Akash.Money;
using Akash.Proto.Base.Attributes.V1;
using Akash.Proto.Base.Resources.V1Beta4;

namespace Akash.Deploy.Tests;

public class GroupDifferencesTests
{
    [Fact]
    public void Equal_groups_have_none() =>
        GroupDifferences.Between([Sample.Group("web")], [Sample.Group("web")]).Should().BeEmpty();

    [Fact]
    public void Absent_and_empty_requirements_are_the_same()
    {
        var explicitly = Sample.Group("web");
        explicitly.Requirements = new PlacementRequirements { SignedBy = new SignedBy() };

        GroupDifferences.Between([explicitly], [Sample.Group("web")]).Should().BeEmpty();
    }

    [Fact]
    public void Every_difference_is_named_with_from_and_to()
    {
        var wanted = Sample.Group("web", memory: 1024);
        wanted.Requirements = new PlacementRequirements { Attributes = { new Proto.Base.Attributes.V1.Attribute { Key = "region", Value = "us-west" } } };
        wanted.Resources[0].Count = 2;
        wanted.Resources[0].Price.Amount = Dec.FromInteger(20_000).ToWire();
        wanted.Resources[0].Resource.Endpoints.Add(new Endpoint { Kind = Endpoint.Types.Kind.RandomPort });

        var differences = GroupDifferences.Between([Sample.Group("web")], [wanted]);

        differences.Should().BeEquivalentTo(
            "web, resource 1, count: 1 → 2",
            "web, resource 1, price ceiling: 10000uact/block → 20000uact/block",
            "web, resource 1, memory: 512 bytes → 1Ki",
            "web, resource 1, endpoints: HTTP → HTTP + port",
            "web, attributes: none → region=us-west");
    }

    [Theory]
    [InlineData(128 << 20, "128Mi")]
    [InlineData(1536 << 10, "1536Ki")]
    [InlineData(1 << 30, "1Gi")]
    [InlineData(1000, "1000 bytes")]
    public void Sizes_are_told_as_an_SDL_writes_them(int bytes, string text) =>
        GroupDifferences.Between([Sample.Group("web")], [Sample.Group("web", bytes)])
            .Should().Equal($"web, resource 1, memory: 512 bytes → {text}");

    [Fact]
    public void Another_group_is_a_difference() =>
        GroupDifferences.Between([Sample.Group("web")], [Sample.Group("web"), Sample.Group("db")])
            .Should().Contain("placement groups: web → web, db");
}
