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

        act.Should().Throw<ArgumentException>().WithMessage("deploy.yaml has no service 'web'*");
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
