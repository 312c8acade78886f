using Akash.Deploy.Images;
using Akash.Deploy.Tests.Peers;

namespace Akash.Deploy.Tests.Images;

/// <summary>Against the engine of this machine and a registry of its own.</summary>
public sealed class ImageSupplyTests : IDisposable
{
    static readonly Dictionary<string, string> NoArguments = [];

    readonly Engine _engine = new();
    readonly HttpClient _http = new();
    readonly RecordingReporter _reporter = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static Workspace Source(string text = "hello") => new(
        ("Dockerfile", "FROM scratch\nARG NAME\nLABEL name=$NAME\nCOPY . /files/\n"), (".dockerignore", "ignored\n"), ("hello.txt", text), ("ignored", "x"));

    ImageSupply Supply(string? path = null) => new(new(_http), _reporter, path ?? Engine.Path);

    static ImageReference Name(DebianRegistry registry) => ImageReference.Parse($"{registry.Host}/images-test/app");

    async Task<SuppliedImage> ProvideAsync(BuildSource source, ImageReference name, string? path = null, RegistryCredentials? credentials = null)
    {
        _engine.RemoveLater(name.WithTag(BuildIdentity.Tag(source)));
        return await Supply(path).ProvideAsync(source, name, credentials, Token);
    }

    public static TheoryData<string> Builders() => ["found", "buildx", "legacy"];

    string? PathOf(string builder) => builder switch { "buildx" => _engine.WithBuildx, "legacy" => _engine.LegacyOnly, _ => null };

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task A_source_is_built_and_pushed_once_and_found_again_after(string builder)
    {
        Engine.Require();
        await using var registry = await DebianRegistry.StartAsync();
        using var workspace = Source();
        var source = BuildSource.Of(workspace.Path, "Dockerfile", new Dictionary<string, string> { ["NAME"] = "value of it" });

        var first = await ProvideAsync(source, Name(registry), PathOf(builder));
        var second = await ProvideAsync(source, Name(registry), PathOf(builder));

        first.Built.Should().BeTrue();
        first.Builder.Should().NotBeNull();
        second.Should().Be(new SuppliedImage(first.Reference, false, null));
        var remote = await new RegistryClient(_http).RequirePullableAsync(first.Reference, null, Token);
        remote.Platforms.Should().Equal("linux/amd64");
        var tagged = first.Reference.WithTag(BuildIdentity.Tag(source)).ToString();
        (await Engine.RunAsync("image", "inspect", "--format", "{{.Config.Labels.name}}", tagged)).Trim().Should().Be("value of it");
    }

    [Theory]
    [MemberData(nameof(Builders))]
    public async Task A_generated_Dockerfile_builds_without_leaving_anything_in_the_folder(string builder)
    {
        Engine.Require();
        await using var registry = await DebianRegistry.StartAsync();
        using var workspace = new Workspace(("index.html", "hi"), ("secret.key", "x"));
        var source = BuildSource.Generated(workspace.Path, "FROM scratch\nCOPY . /files/\n", "*.key\n", NoArguments);

        var image = await ProvideAsync(source, Name(registry), PathOf(builder));

        Directory.EnumerateFileSystemEntries(workspace.Path).Should().HaveCount(2);
        (await FilesAsync(image, source)).Should().Contain("files/index.html").And.NotContain("files/secret.key");
    }

    static async Task<IReadOnlyList<string>> FilesAsync(SuppliedImage image, BuildSource source)
    {
        var container = (await Engine.RunAsync("create", image.Reference.WithTag(BuildIdentity.Tag(source)).ToString(), "none")).Trim();
        try
        {
            using var folder = new Workspace();
            await Engine.RunAsync("cp", container + ":/files", folder.Path);
            return [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder.Path, path))];
        }
        finally
        {
            await Engine.RunAsync("rm", container);
        }
    }

    [Fact]
    public async Task A_registry_on_the_engines_own_loopback_is_asked_through_the_engine()
    {
        Engine.Require();
        await using var registry = await DebianRegistry.StartAsync();
        using var workspace = Source();
        var source = BuildSource.Of(workspace.Path, "Dockerfile", NoArguments);
        var name = Name(registry);
        _engine.RemoveLater(name.WithTag(BuildIdentity.Tag(source)));
        var supply = new ImageSupply(new CannedRegistry { RefusesAll = true }.Client, _reporter, Engine.Path);

        var first = await supply.ProvideAsync(source, name, null, Token);
        var second = await supply.ProvideAsync(source, name, null, Token);

        first.Built.Should().BeTrue();
        second.Should().Be(new SuppliedImage(first.Reference, false, null));
        (await supply.RequirePullableAsync(first.Reference, null, Token)).Reference.Should().Be(first.Reference);
        var missing = () => supply.RequirePullableAsync(name.WithTag("missing"), null, Token);
        (await missing.Should().ThrowAsync<ImageException>()).Which.Failure.Should().Be(ImageFailure.NotFound);
    }

    [Fact]
    public async Task Changed_source_is_another_image()
    {
        Engine.Require();
        await using var registry = await DebianRegistry.StartAsync();
        using var one = Source("one");
        using var two = Source("two");

        var first = await ProvideAsync(BuildSource.Of(one.Path, "Dockerfile", NoArguments), Name(registry));
        var second = await ProvideAsync(BuildSource.Of(two.Path, "Dockerfile", NoArguments), Name(registry));

        second.Built.Should().BeTrue();
        second.Reference.Should().NotBe(first.Reference);
    }

    [Fact]
    public async Task A_build_that_fails_says_so_with_its_last_lines()
    {
        Engine.Require();
        await using var registry = await DebianRegistry.StartAsync();
        using var workspace = new Workspace(("Dockerfile", "FROM scratch\nCOPY not-there /\n"));

        var provide = () => ProvideAsync(BuildSource.Of(workspace.Path, "Dockerfile", NoArguments), Name(registry));

        var failure = (await provide.Should().ThrowAsync<ImageException>()).Which;
        failure.Failure.Should().Be(ImageFailure.BuildFailed);
        failure.Output.Should().Contain(line => line.Contains("not-there"));
    }

    [Fact]
    public async Task A_registry_that_is_not_there_fails_the_push()
    {
        Engine.Require();
        using var workspace = Source();

        var provide = () => ProvideAsync(BuildSource.Of(workspace.Path, "Dockerfile", NoArguments), ImageReference.Parse("127.0.0.1:9/images-test/app"));

        (await provide.Should().ThrowAsync<ImageException>()).Which.Failure.Should().Be(ImageFailure.PushFailed);
    }

    [Fact]
    public async Task A_login_pushes_and_leaves_no_trace_in_the_users_configuration()
    {
        Engine.Require();
        await using var registry = await DebianRegistry.StartAsync(RegistryClientTests.PasswordFile);
        using var workspace = Source();
        var source = BuildSource.Of(workspace.Path, "Dockerfile", NoArguments);
        var userConfig = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker", "config.json");
        var before = File.Exists(userConfig) ? File.ReadAllText(userConfig) : null;

        var image = await ProvideAsync(source, Name(registry), credentials: RegistryClientTests.Right);

        image.Built.Should().BeTrue();
        (File.Exists(userConfig) ? File.ReadAllText(userConfig) : null).Should().Be(before);
        Directory.EnumerateDirectories(Path.GetTempPath(), "akash-image-*").Should().BeEmpty();
        _reporter.Lines.Should().NotContain(line => line.Contains(RegistryClientTests.Right.Password));
    }

    [Fact]
    public async Task A_wrong_password_fails_the_login()
    {
        Engine.Require();
        await using var registry = await DebianRegistry.StartAsync(RegistryClientTests.PasswordFile);
        using var workspace = Source();

        var provide = () => ProvideAsync(BuildSource.Of(workspace.Path, "Dockerfile", NoArguments), Name(registry), credentials: new("somebody", "wrong"));

        var failure = (await provide.Should().ThrowAsync<ImageException>()).Which;
        failure.Failure.Should().Be(ImageFailure.PushFailed);
        failure.Message.Should().Contain("refuses the login of somebody");
    }

    [Fact]
    public async Task Without_docker_it_says_what_to_install()
    {
        using var workspace = Source();

        var provide = () => Supply("/nowhere").ProvideAsync(BuildSource.Of(workspace.Path, "Dockerfile", NoArguments), ImageReference.Parse("127.0.0.1:9/app"), null, Token);

        var failure = (await provide.Should().ThrowAsync<ImageException>()).Which;
        failure.Failure.Should().Be(ImageFailure.NoBuilder);
        failure.Advice.Should().Contain("install Docker");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _http.Dispose();
    }
}
