using System.Text;
using Akash.Action.Reports;

namespace Akash.Action.Tests.Reports;

public class SummaryTests
{
    [Fact]
    public void Summary_of_a_creation_shows_url_services_provider_price_and_runway()
    {
        var summary = Summary.Of(Sample.Created, "production");

        summary.Should().Contain("✅ production: created")
            .And.Contain("**<http://web.provider.test/>**")
            .And.Contain("| `web` | 1/1 | <http://web.provider.test/><br>`provider.test:31022/tcp` |")
            .And.Contain("| `db` | 1/1 | internal |")
            .And.Contain("`akash1provider` at `https://provider.test:8443` for `12.5uact` a block")
            .And.Contain("$0.007500 an hour, $5.48 a month")
            .And.Contain("| in escrow | `500000uact` |")
            .And.Contain("66.6 hours")
            .And.Contain("| Build the image | 1.5 |");
    }

    [Fact]
    public void Summary_of_a_failure_ends_with_what_the_service_said()
    {
        Summary.Of(Sample.Failed, "production").Should().Contain("❌ production: failed (not-ready)")
            .And.EndWith("```text\nweb: listening failed\nweb: exit 1\n```\n");
    }

    [Fact]
    public void Text_of_others_is_no_markup()
    {
        var summary = Summary.Of(
            Sample.Failed with { Message = "<img src=x> @everyone *bold* [x](y)", Diagnosis = ["```", "<script>"] }, "a|b`c");

        summary.Should().NotContain("<img").And.NotContain("@everyone").And.Contain("\\*bold\\*").And.Contain("a\\|b\\`c")
            .And.EndWith("````text\n```\n<script>\n````\n");
    }

    [Fact]
    public void A_long_log_keeps_its_end_and_the_summary_below_what_GitHub_takes()
    {
        var lines = Enumerable.Range(0, 100_000).Select(line => $"line {line} äöü").ToArray();

        var summary = Summary.Of(Sample.Failed with { Diagnosis = lines }, "production");

        Encoding.UTF8.GetByteCount(summary).Should().BeLessThan(1024 * 1024);
        summary.Should().Contain("line 99999 äöü").And.NotContain("line 1 ").And.Contain("the beginning is left out");
    }
}
