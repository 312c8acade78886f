using System.Text;
using Akash.Sdl;

namespace Akash.Sdl.Tests.Writing;

public class SdlEditTests
{
    static SdlSource Source(string text) => new("deploy.yaml", Encoding.UTF8.GetBytes(text));

    static string Text(SdlSource source) => Encoding.UTF8.GetString(source.Utf8.Span);

    [Theory]
    [InlineData("services:\n  web:\n    image: nginx # ours\n    env: []\n", "services:\n  web:\n    image: app@sha256:1 # ours\n    env: []\n")]
    [InlineData("services:\n  web:\n    image: \"nginx\"\r\n", "services:\n  web:\n    image: app@sha256:1\r\n")]
    [InlineData("services:\n  web:\n    image: \u00a0\n    env: []\n", "services:\n  web:\n    image: app@sha256:1\n    env: []\n")]
    [InlineData("services:\n  web:\n    image: nginx\u3000\n", "services:\n  web:\n    image: app@sha256:1\n")]
    [InlineData("services:\n  web:\n    image: &i nginx\n", "services:\n  web:\n    image: &i app@sha256:1\n")]
    [InlineData("services:\n  web:\n    image:\n    env: []\n", "services:\n  web:\n    image: app@sha256:1\n    env: []\n")]
    [InlineData("services:\n  web:\n    # first\n    env: []\n", "services:\n  web:\n    # first\n    image: app@sha256:1\n    env: []\n")]
    [InlineData("services:\n  web:\n  api:\n    image: x\n", "services:\n  web:\n    image: app@sha256:1\n  api:\n    image: x\n")]
    [InlineData("services: {web: {env: []}}", "services: {web: {image: app@sha256:1, env: []}}")]
    [InlineData("{\"services\": {\"web\": {\"image\": \"nginx\", \"env\": null}}}", "{\"services\": {\"web\": {\"image\": app@sha256:1, \"env\": null}}}")]
    [InlineData("services:\n  base: &b\n    image: x\n  web: *b\n", "services:\n  base: &b\n    image: x\n  web:\n    <<: *b\n    image: app@sha256:1\n")]
    public void Set_image_changes_the_image_and_nothing_else(string before, string after)
    {
        Text(SdlEdit.SetImage(Source(before), "web", "app@sha256:1")).Should().Be(after);
    }

    [Fact]
    public void Set_image_names_the_file_and_the_service_when_it_is_not_there()
    {
        var act = () => SdlEdit.SetImage(Source("services:\n  api:\n    image: x\n"), "web", "app");

        act.Should().Throw<SdlEditException>().WithMessage("deploy.yaml has no service 'web'*");
    }

    [Theory]
    [InlineData("services:\n  web:\n    image: x\n", "services:\n  web:\n    credentials:\n      host: \"h\"\n      username: \"u\"\n      password: \"p\"\n    image: x\n")]
    [InlineData(
        "services:\n  web:\n    credentials:\n      host: old\n      password: old\n    # env\n    env: []\n",
        "services:\n  web:\n    credentials:\n      host: \"h\"\n      username: \"u\"\n      password: \"p\"\n    # env\n    env: []\n")]
    [InlineData("services: {web: {image: x}}", "services: {web: {credentials: { host: \"h\", username: \"u\", password: \"p\" }, image: x}}")]
    public void Set_credentials_adds_or_replaces_the_block(string before, string after)
    {
        Text(SdlEdit.SetCredentials(Source(before), "web", "h", "u", "p")).Should().Be(after);
    }

    [Theory]
    [InlineData("services:\n  web:\n    env:\n      - A=1 # one\n      - B=2\n    image: x\n", "services:\n  web:\n    env:\n      - A=new # one\n      - B=2\n    image: x\n")]
    [InlineData("services:\r\n  web:\r\n    env:\r\n    -   \"B=2\" # two\r\n    image: x\r\n", "services:\r\n  web:\r\n    env:\r\n    -   \"B=2\" # two\r\n    -   \"A=new\"\r\n    image: x\r\n")]
    [InlineData("services:\n  web:\n    env:\n      - 'A=1'", "services:\n  web:\n    env:\n      - 'A=new'")]
    [InlineData("services:\n  web:\n    env:\n      - B=1", "services:\n  web:\n    env:\n      - B=1\n      - A=new")]
    [InlineData("services:\n  web:\n    env:\n      - |-\n        A=1\n        2\n      - B\n", "services:\n  web:\n    env:\n      - A=new\n      - B\n")]
    [InlineData("services:\n  web:\n    env: [B=1, 'A']\n", "services:\n  web:\n    env: [B=1, 'A=new']\n")]
    [InlineData("services:\n  web:\n    env: [B=1]\n", "services:\n  web:\n    env: [B=1, \"A=new\"]\n")]
    [InlineData("services:\n  web:\n    env: []\n", "services:\n  web:\n    env: [\"A=new\"]\n")]
    [InlineData("services:\n  web:\n    env:\n    image: x\n", "services:\n  web:\n    env:\n      - A=new\n    image: x\n")]
    [InlineData("services:\r\n  web:\r\n    image: x\r\n", "services:\r\n  web:\r\n    env:\r\n      - A=new\r\n    image: x\r\n")]
    [InlineData("services: {web: {image: x}}", "services: {web: {env: [\"A=new\"], image: x}}")]
    [InlineData("services:\n  api:\n    env: &e\n      - A=1\n      - B=2\n  web:\n    env: *e\n", "services:\n  api:\n    env: &e\n      - A=1\n      - B=2\n  web:\n    env:\n      - B=2\n      - A=new\n")]
    [InlineData("services:\n  api: &a\n    env:\n      - B=2\n  web:\n    <<: *a\n", "services:\n  api: &a\n    env:\n      - B=2\n  web:\n    env:\n      - B=2\n      - A=new\n    <<: *a\n")]
    [InlineData("services:\n  api: &a\n    env: [B=2]\n  web: *a\n", "services:\n  api: &a\n    env: [B=2]\n  web:\n    <<: *a\n    env:\n      - B=2\n      - A=new\n")]
    public void Set_env_changes_one_variable_of_one_service(string before, string after)
    {
        Text(SdlEdit.SetEnv(Source(before), "web", "A", "new")).Should().Be(after);
    }

    [Theory]
    [InlineData("a: b # c")]
    [InlineData("\"quoted\" 'twice'")]
    [InlineData("two\nlines")]
    [InlineData("")]
    [InlineData("${NOT} a $${VARIABLE}")]
    public void Set_env_takes_any_value_as_it_is(string value)
    {
        foreach (var list in (string[])["[]", "[B=1]", "\n      - B=1", "\n      - 'B=1'", "\n      - \"A=1\""])
        {
            var source = Source(Minimal.Replace("nginx:1.25.3", $"nginx:1\n    env: {list}"));

            foreach (var variables in (Dictionary<string, string>?[])[null, []])
                SdlCompiler.Compile(SdlEdit.SetEnv(source with { Variables = variables }, "web", "A", value)).Compiled!.ManifestJson
                    .Should().Contain(System.Text.Json.JsonSerializer.Serialize("A=" + value, Relaxed), "in {0}", list);
        }
    }

    [Fact]
    public void Set_env_without_a_value_takes_it_from_the_variable_and_keeps_it_out_of_the_file()
    {
        var source = Source(Minimal) with { Variables = new Dictionary<string, string> { ["KEY"] = "hunter2 ${X}" } };

        var edited = SdlEdit.SetEnv(source, "web", "KEY", null);

        Text(edited).Should().Contain("- \"KEY=${KEY}\"").And.NotContain("hunter2");
        SdlCompiler.Compile(edited).Compiled!.ManifestJson.Should().Contain("\"KEY=hunter2 ${X}\"");
    }

    [Theory]
    [InlineData("services:\n  web:\n    env: &e\n      - A=1\n  api:\n    env: *e\n", "services.api.env[0]")]
    [InlineData("services:\n  web: &w\n    image: x\n  api:\n    <<: *w\n", "services.api.env")]
    [InlineData("services:\n  web:\n    env:\n      - &e A=1\n  api:\n    env: [*e]\n", "services.api.env[0]")]
    public void What_would_change_another_service_is_refused(string text, string elsewhere)
    {
        var act = () => SdlEdit.SetEnv(Source(text), "web", "A", "new");

        act.Should().Throw<SdlEditException>().WithMessage($"A of web cannot be set in deploy.yaml without changing {elsewhere} too*write the value out*");
    }

    [Fact]
    public void Resources_and_count_are_set_where_they_stand()
    {
        var source = Source(Minimal.Replace("units: 0.1", "units: \"0.1\" # slow").Replace("storage:\n          size: 512Mi", "storage:\n          - size: 512Mi\n          - name: data\n            size: 1Gi\n            attributes: {persistent: true, class: beta3}"));

        var edited = SdlEdit.SetCount(SdlEdit.SetStorage(SdlEdit.SetMemory(SdlEdit.SetCpu(source, "web", "500m"), "web", "2Gi"), "web", "3Gi"), "web", 4);

        Text(edited).Should().Be(Text(source).Replace("\"0.1\"", "\"500m\"").Replace("memory:\n          size: 512Mi", "memory:\n          size: 2Gi")
            .Replace("- size: 512Mi", "- size: 3Gi").Replace("count: 1", "count: 4"));
    }

    [Fact]
    public void Gpu_block_is_added_and_then_changed()
    {
        var added = SdlEdit.SetGpu(Source(Minimal), "web", new(1, []));
        Text(added).Should().Contain("      resources:\n        gpu:\n          attributes:\n            vendor:\n              nvidia: null\n          units: 1\n        cpu:\n");

        var models = SdlEdit.SetGpu(added, "web", new(2, [new("h100"), new("a100", 80)]));
        Text(models).Should().Contain("              nvidia:\n                - model: a100\n                  ram: 80Gi\n                - model: h100\n          units: 2\n");
        SdlCompiler.Compile(models).Valid.Should().BeTrue();

        var flow = Source(Minimal.Replace("        cpu:\n", "        gpu: {units: 1, attributes: {vendor: {nvidia: [{model: t4}]}}}\n        cpu:\n"));
        Text(SdlEdit.SetGpu(flow, "web", new(2, [new("h100")]))).Should().Contain("gpu: {units: 2, attributes: {vendor: {nvidia: [{ model: h100 }]}}}");
    }

    [Fact]
    public void A_shared_profile_is_split_so_that_the_other_service_stays_as_it_is()
    {
        var source = Source(Shared);

        var edited = SdlEdit.SetMemory(source, "web", "2Gi");

        Text(edited).Should().Be(Shared
            .Replace("          size: 512Mi # enough\n  placement:", "          size: 512Mi # enough\n    web:\n      # small\n      resources:\n        cpu:\n          units: 0.1\n        memory:\n          size: 2Gi\n        storage:\n          size: 512Mi # enough\n  placement:")
            .Replace("amount: 1000\n", "amount: 1000\n        web:\n          denom: uact\n          amount: 1000\n")
            .Replace("  web:\n    dcloud:\n      profile: small", "  web:\n    dcloud:\n      profile: web"));
        SdlCompiler.Compile(edited).Valid.Should().BeTrue();
        SdlEdit.SetMemory(edited, "web", "4Gi").Utf8.Length.Should().Be(edited.Utf8.Length, "it has a profile of its own now");
    }

    [Fact]
    public void A_shared_profile_that_cannot_be_split_is_refused_with_what_to_do()
    {
        var act = () => SdlEdit.SetMemory(Source(Shared.Replace("    small:\n", "    small: &s\n")), "web", "2Gi");

        act.Should().Throw<SdlEditException>().WithMessage("web and api share the compute profile 'small', and it cannot be split: 'small' has an anchor*give web a profile and prices of its own in deploy.yaml");
    }

    [Theory]
    [InlineData("count: 1", "count: 1\n    other:\n      profile: web\n      count: 1", "runs in the placements dcloud and other")]
    [InlineData("deployment:", "other:", "web is not deployed")]
    [InlineData("  web:\n    image", "  api:\n    image", "has no service 'web'; it has api")]
    public void A_count_that_has_no_one_place_is_refused(string from, string to, string message)
    {
        var act = () => SdlEdit.SetCount(Source(Minimal.Replace(from, to)), "web", 2);

        act.Should().Throw<SdlEditException>().WithMessage($"*{message}*");
    }

    [Fact]
    public void Edited_places_lead_back_to_the_file_as_it_was()
    {
        var edited = SdlEdit.SetCount(SdlEdit.SetEnv(SdlEdit.SetMemory(Source(Shared), "web", "2Gi"), "api", "A", "1"), "web", 3);

        foreach (var (index, line) in Text(edited).Split('\n').Index().Where(pair => pair.Item.Contains("deployment:") || pair.Item.Contains("placement:")))
            Shared.Split('\n')[edited.Original(new(index + 1, 1)).Line - 1].Should().Be(line);
    }

    static readonly string Minimal = Examples.Minimal.ReplaceLineEndings("\n");

    static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Two services of one profile.</summary>
    static readonly string Shared = Minimal
        .Replace("profiles:", "  api:\n    image: redis:7\n    expose:\n      - port: 6379\n        to:\n          - service: web\nprofiles:")
        .Replace("compute:\n    web:\n", "compute:\n    small:\n      # small\n").Replace("size: 512Mi\n  placement", "size: 512Mi # enough\n  placement")
        .Replace("pricing:\n        web:", "pricing:\n        small:").Replace("profile: web", "profile: small")
        + "\n  api:\n    dcloud:\n      profile: small\n      count: 1\n";

    [Fact]
    public void Outline_lists_services_of_a_file_that_is_not_valid_yet()
    {
        var outline = SdlOutline.Read(Source("version: 9\nservices:\n  web:\n    env: []\n  api:\n    image: ghcr.io/o/r:1\n  db:\n"));

        outline.Services.Select(service => (service.Name, service.Image)).Should().Equal(("web", null), ("api", "ghcr.io/o/r:1"), ("db", null));
        outline.Services[1].Span.Start.Should().Be(new SourcePosition(5, 3));
    }

    [Fact]
    public void Outline_of_what_is_no_yaml_is_empty()
    {
        SdlOutline.Read(Source("services: [")).Services.Should().BeEmpty();
    }
}
