using Akash.Sdl;

namespace Akash.Sdl.Tests.Lint;

public class SdlLinterTests
{
    static readonly IReadOnlySet<string> None = new HashSet<string>();

    static readonly MarketFacts Market = new(
        [new("h100", ["80Gi"], 271), new("a100", ["40Gi", "80Gi"], 171), new("rtx4090", ["24Gi"], 39), new("a40", ["48Gi"], null)],
        new UsualPrices(Cpu: 160, Memory: 80, Ephemeral: 2, Hdd: 1, Ssd: 3, Nvme: 4));

    const string Image = "image: nginx:1.25.3";
    const string Disk = "storage:\n          size: 512Mi";
    const string Persistent = "storage:\n          - size: 512Mi\n          - {name: data, size: 1Gi, attributes: {persistent: true, class: beta3}}";

    [Fact]
    public void Linter_has_nothing_to_say_about_a_plain_file()
    {
        Codes(Examples.Minimal).Should().BeEmpty();
    }

    [Theory]
    [InlineData("image: nginx:1.25.3", "image: nginx", "SDL1001")]
    [InlineData("image: nginx:1.25.3", "image: nginx:latest", "SDL1001")]
    [InlineData("image: nginx:1.25.3", "image: postgres:16", "SDL1003")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env: [DB_PASSWORD=hunter22]", "SDL1002")]
    [InlineData("as: 80", "as: 80\n        proto: Tcp", "SDL1008")]
    [InlineData("storage:\n          size: 512Mi", "storage:\n          - {size: 2Gi}\n          - {name: a, size: 1Gi}", "SDL1009")]
    [InlineData("storage:\n          size: 512Mi", "gpu: {units: 1, attributes: {vendor: {nvidia: }}}\n        storage:\n          size: 512Mi", "SDL1005")]
    public void Linter_warns_of_what_will_not_do_what_it_seems_to(string from, string to, string code)
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n").Replace(from, to, StringComparison.Ordinal);

        Codes(text).Should().Contain(code);
    }

    static string Gpu(string models, int units = 1) => $"gpu: {{units: {units}, attributes: {{vendor: {{nvidia: [{models}]}}}}}}\n        {Disk}";

    static string Changed(params (string From, string To)[] changes) => changes.Aggregate(
        Examples.Minimal.ReplaceLineEndings("\n"), (text, change) => text.Replace(change.From, change.To, StringComparison.Ordinal));

    [Theory]
    [InlineData("{model: rtx4900}", "SDL1010")]
    [InlineData("{model: h100, ram: 96Gi}", "SDL1010")]
    [InlineData("{model: a100, ram: 80Gi}", null)]
    [InlineData("{model: h100}, {model: rtx4090}", null)]
    public void Gpu_is_questioned_when_nobody_offers_it(string models, string? code)
    {
        var codes = Codes(Changed((Disk, Gpu(models)), ("units: 0.1", "units: 8"), ("512Mi", "32Gi"), ("amount: 1000", "amount: 100000")));

        codes.Should().BeEquivalentTo(code is null ? [] : new[] { code });
    }

    [Theory]
    [InlineData(8, 64, "512Gi", null)]
    [InlineData(9, 64, "512Gi", "SDL1011")]
    [InlineData(1, 65, "64Gi", "SDL1017")]
    [InlineData(1, 16, "513Gi", "SDL1017")]
    [InlineData(4, 2, "64Gi", "SDL1007")]
    [InlineData(4, 16, "8Gi", "SDL1007")]
    public void Machine_is_questioned_when_none_is_like_it(int gpus, int cpus, string memory, string? code)
    {
        var codes = Codes(Changed((Disk, Gpu("{model: h100}", gpus)), ("units: 0.1", $"units: {cpus}"), ("memory:\n          size: 512Mi", $"memory:\n          size: {memory}"), ("amount: 1000", "amount: 100000")));

        codes.Should().BeEquivalentTo(code is null ? [] : new[] { code });
    }

    [Theory]
    [InlineData("amount: 1", true)]
    [InlineData("amount: 2", false)]
    public void Price_is_questioned_when_it_is_below_what_providers_ask(string amount, bool isBelow)
    {
        // 0.1 CPU, 0.5 GiB of memory and 0.5 GiB of disk are 57 cents a month, 1.3 uact a block.
        Codes(Changed(("amount: 1000", amount))).Should().BeEquivalentTo(isBelow ? ["SDL1012"] : Array.Empty<string>());
    }

    [Fact]
    public void Price_counts_the_cheapest_gpu_that_will_do_and_none_of_unknown_price()
    {
        string WithGpu(string models, int amount) => Changed((Disk, Gpu(models)), ("units: 0.1", "units: 4"), ("512Mi", "16Gi"), ("amount: 1000", $"amount: {amount}"));

        Codes(WithGpu("{model: h100}", 4000)).Should().Equal("SDL1012");
        Codes(WithGpu("{model: h100}, {model: rtx4090}", 4000)).Should().BeEmpty();
        Codes(WithGpu("{model: a40}, {model: h100}", 100)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("env: [JAVA_OPTS=-Xmx1g]", true)]
    [InlineData("env: [JAVA_OPTS=-Xmx256m]", false)]
    [InlineData("env: [NODE_OPTIONS=--max-old-space-size=4096]", true)]
    [InlineData("env: [NODE_OPTIONS=--max-old-space-size=256]", false)]
    [InlineData("args: [--maxmemory, 2gb]", false)]
    [InlineData("args: [\"--maxmemory 2gb\"]", true)]
    [InlineData("args: [--innodb-buffer-pool-size=1G]", true)]
    public void Memory_is_questioned_when_the_program_may_take_more(string line, bool isTooLittle)
    {
        Codes(Changed((Image, $"{Image}\n    {line}"))).Should().BeEquivalentTo(isTooLittle ? ["SDL1013"] : Array.Empty<string>());
    }

    [Fact]
    public void Memory_is_questioned_when_the_makers_ask_for_more()
    {
        Codes(Changed((Image, "image: gitlab/gitlab-ce:17.5.1-ce.0"))).Should().Equal("SDL1014", "SDL1013");
    }

    [Theory]
    [InlineData("image: ghost:5.109", "/var/lib/ghost/content", null)]
    [InlineData("image: ghost:5.109", "/data", "SDL1014")]
    [InlineData("image: postgres:16", "/var/lib/postgresql/data", null)]
    [InlineData("image: postgres:16", "/var/lib/postgres", "SDL1014")]
    [InlineData("image: postgres:16\n    env: [PGDATA=/mnt/db/pg]", "/mnt/db", null)]
    [InlineData("image: ghcr.io/me/app:1", "/anywhere", null)]
    public void Volume_is_questioned_when_it_is_not_where_the_data_is(string image, string mount, string? code)
    {
        var codes = Codes(Changed((Image, $"{image}\n    params: {{storage: {{data: {{mount: {mount}}}}}}}"), (Disk, Persistent)));

        codes.Should().BeEquivalentTo(code is null ? [] : new[] { code });
    }

    [Fact]
    public void Application_without_a_volume_loses_its_data_at_an_update()
    {
        Codes(Changed((Image, "image: louislam/uptime-kuma:1.23.16"))).Should().Equal("SDL1014");
    }

    [Fact]
    public void Fifth_volume_is_questioned()
    {
        string Volumes(int count) => Changed((Disk, "storage:" + string.Concat(Enumerable.Range(1, count).Select(i => $"\n          - {{name: v{i}, size: {i}Gi}}"))));

        Codes(Volumes(5)).Should().Equal("SDL1015");
        Codes(Volumes(4)).Should().BeEmpty();
    }

    [Fact]
    public void Target_is_questioned_when_no_service_has_its_name()
    {
        Codes(Changed(("- global: true", "- global: true\n          - service: wbe"))).Should().Equal("SDL1016");
        Codes(Changed(("- global: true", "- global: true\n          - service: web"))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("DB_PASSWORD=hunter22", true)]
    [InlineData("AWS_SECRET_ACCESS_KEY=abcdefgh", true)]
    [InlineData("GH=ghp_0123456789abcdefghijABCDEFGHIJ012345", true)]
    [InlineData("DATABASE_URL=postgres://app:hunter22@db/app", true)]
    [InlineData("DATABASE_URL=postgres://db:5432/app", false)]
    [InlineData("SMART_TOKEN_LIMIT=8000", false)]
    [InlineData("DB_PASSWORD_FILE=/run/secrets/db", false)]
    [InlineData("RANDOM_ROOT_PASSWORD=true", false)]
    [InlineData("API_KEY=CHANGE_ME_API_KEY", false)]
    [InlineData("AZP_TOKEN=<Your_Azure_Token>", false)]
    [InlineData("HF_TOKEN=", false)]
    [InlineData("HF_TOKEN=${HF_TOKEN}", false)]
    public void Secret_is_told_from_what_only_looks_like_one(string item, bool isSecret)
    {
        Codes(Changed((Image, $"{Image}\n    env: [\"{item}\"]"))).Should().BeEquivalentTo(isSecret ? ["SDL1002"] : Array.Empty<string>());
    }

    [Fact]
    public void Linter_warns_of_a_volume_that_nobody_mounts()
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n").Replace("\"2.0\"", "\"2.1\"", StringComparison.Ordinal).Replace(
            "storage:\n          size: 512Mi",
            "storage:\n          - size: 512Mi\n          - {name: data, size: 1Gi, attributes: {persistent: true, class: beta3}}", StringComparison.Ordinal);

        Codes(text).Should().Contain("SDL1004");
    }

    [Fact]
    public void Silenced_codes_are_left_out()
    {
        var result = Examples.Compile(Examples.Minimal.Replace("nginx:1.25.3", "nginx", StringComparison.Ordinal));

        SdlLinter.Advise(result, Market, new HashSet<string> { "SDL1001" }).Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void Text_never_shows_the_value_of_a_secret()
    {
        var text = Examples.Minimal.Replace("image: nginx:1.25.3", "image: nginx:1.25.3\n    env: [DB_PASSWORD=hunter22]\n    credentials: {host: h, username: u, password: 12345}", StringComparison.Ordinal);

        foreach (var flavor in (SdlFlavor[])[SdlFlavor.Go, SdlFlavor.Ts])
            SdlText.Diagnostics(SdlLinter.Advise(Examples.Compile(text, flavor), Market, None)).Should().NotBeEmpty().And.NotContain("hunter22").And.NotContain("12345");
    }

    static IEnumerable<string> Codes(string text)
    {
        var result = SdlLinter.Advise(Examples.Compile(text), Market, None);
        result.Accepted.Should().BeTrue();
        return result.Diagnostics.Select(diagnostic => diagnostic.Code);
    }
}
