using System.Text.Json.Nodes;
using Akash.Action.Reports;

namespace Akash.Action.Tests.Reports;

public class OutputsTests
{
    [Fact]
    public void Outputs_of_a_creation_are_those_of_the_contract()
    {
        var outputs = Outputs.Of(Sample.Created).ToDictionary();

        outputs.Keys.Should().Equal(Outputs.All.Select(output => output.Key));
        outputs["dseq"].Should().Be("1234");
        outputs["provider"].Should().Be("akash1provider");
        outputs["lease-id"].Should().Be("akash1owner/1234/1/1/akash1provider");
        outputs["url"].Should().Be("http://web.provider.test/");
        outputs["urls"].Should().Be("""{"web":["http://web.provider.test/"],"db":[]}""");
        outputs["image"].Should().StartWith("ghcr.io/octo/repo@sha256:");
        outputs["price-per-hour"].Should().Be("0.007500");
        outputs["is-new"].Should().Be("true");
        outputs["outcome"].Should().Be("created");
        outputs["reason-code"].Should().BeEmpty();
    }

    [Fact]
    public void Outputs_are_there_on_failure_too()
    {
        var outputs = Outputs.Of(Sample.Failed).ToDictionary();

        outputs["outcome"].Should().Be("failed");
        outputs["reason-code"].Should().Be("not-ready");
        outputs["is-new"].Should().Be("false");
        outputs["dseq"].Should().BeEmpty();
    }

    [Fact]
    public void Result_has_the_shape_of_the_contract_with_amounts_as_text()
    {
        var result = JsonNode.Parse(ResultDocument.Of(Sample.Created).ToJson())!;

        var expected = JsonNode.Parse($$$"""
            {"schema":1,"outcome":"created","reasonCode":null,"message":"deployment 1234 runs",
             "deployment":{"owner":"akash1owner","dseq":"1234","groups":[{"gseq":1,"name":"dcloud","provider":"akash1provider","providerUri":"https://provider.test:8443","price":{"denom":"uact","amount":"12.5"}}]},
             "services":[{"name":"web","uris":["http://web.provider.test/"],"ports":[{"port":22,"externalPort":31022,"host":"provider.test","protocol":"tcp"}],"available":1,"total":1},
                         {"name":"db","uris":[],"ports":[],"available":1,"total":1}],
             "images":["ghcr.io/octo/repo@sha256:{{{new string('a', 64)}}}"],
             "cost":{"perHour":"0.007500","perMonth":"5.478751","deposit":"500000uact","runwayHours":"66.6"},
             "timings":[{"step":"Build the image","ms":1500}],"transactions":["ABCDEF"],"spent":{"fees":"15000uakt","burned":"20192308uakt"},
             "warnings":["mainnet will be upgraded to v9 at block 200"]}
            """);
        JsonNode.DeepEquals(result, expected).Should().BeTrue($"{result} should be {expected}");
    }
}
