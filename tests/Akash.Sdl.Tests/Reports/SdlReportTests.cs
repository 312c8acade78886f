using System.Text;
using System.Text.Json.Nodes;
using Akash.Sdl;

namespace Akash.Sdl.Tests.Reports;

public class SdlReportTests
{
    [Fact]
    public void Report_has_an_element_per_file_in_order_with_all_fields()
    {
        var valid = SdlCompiler.Compile(Examples.Source(Examples.Minimal));
        var broken = SdlCompiler.Compile(Examples.Source(Examples.Minimal.Replace("512Mi", "512mi", StringComparison.Ordinal)));

        var report = Json(valid, broken);

        report.Should().HaveCount(2);
        report[0]!["accepted"]!.GetValue<bool>().Should().BeTrue();
        report[0]!["valid"]!.GetValue<bool>().Should().BeTrue();
        report[0]!["flavor"]!.GetValue<string>().Should().Be("go");
        report[0]!["version"]!.GetValue<string>().Should().Be("2.0");
        report[0]!["hash"]!.GetValue<string>().Should().Be("b508e31c6d2984b36f2b9fab1cb9646f1a5b78a0fd3fc1b406051e84527fc7e5");
        report[0]!["groups"]![0]!["name"]!.GetValue<string>().Should().Be("dcloud");
        report[0]!["groupSpecsProtobufBase64"]!.AsArray().Should().ContainSingle();
        report[0]!["manifest"]!.GetValue<string>().Should().StartWith("[{\"name\":\"dcloud\"");
        report[0]!["network"]!.AsObject().Select(entry => entry.Key).Should().Equal("chainGroups", "providerManifest", "providerHash");
        report[0]!["diagnostics"]!.AsArray().Should().BeEmpty();

        report[1]!["accepted"]!.GetValue<bool>().Should().BeFalse();
        report[1]!["hash"].Should().BeNull();
        var diagnostic = report[1]!["diagnostics"]![0]!;
        diagnostic["code"]!.GetValue<string>().Should().Be("SDL0202");
        diagnostic["path"]!.GetValue<string>().Should().Be("profiles.compute.web.resources.memory.size");
        diagnostic["line"]!.GetValue<int>().Should().Be(17);
        diagnostic["column"]!.GetValue<int>().Should().Be(17);
        diagnostic["endColumn"]!.GetValue<int>().Should().Be(22);
        diagnostic["hint"]!.GetValue<string>().Should().Be("did you mean `512Mi`?");
    }

    [Fact]
    public void Text_shows_the_line_with_a_caret_and_the_fix()
    {
        var result = SdlCompiler.Compile(Examples.Source(Examples.Minimal.Replace("count: 1", "cuont: 1", StringComparison.Ordinal)), SdlFlavor.Ts);

        SdlText.Diagnostics(result).Should().Contain("""
            deploy.yaml:30:7: error SDL0101: unknown key 'cuont' in 'deployment.web.dcloud'
               30 |       cuont: 1
                  |       ^^^^^
                  = hint: did you mean `count`?

            """.ReplaceLineEndings("\n"));
        SdlText.Verdict(result).Should().Be("deploy.yaml: 1 error (ts)");
    }

    [Fact]
    public void File_that_cannot_be_opened_is_a_result_too()
    {
        var result = SdlCompiler.Unreadable("gone.yaml", SdlFlavor.Go, "no such file");

        result.Accepted.Should().BeFalse();
        SdlText.Diagnostics(result).Should().StartWith("gone.yaml:1:1: error SDL0016: the file cannot be read: no such file");
    }

    static JsonArray Json(params SdlResult[] results)
    {
        using var output = new StringWriter();
        SdlReport.WriteJson(output, results);
        return JsonNode.Parse(output.ToString())!.AsArray();
    }
}
