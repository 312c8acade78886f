namespace Akash.Sdl.Tests.Diagnostics;

/// <summary>What people really get wrong: each slip is one message, at its place, with what to type.</summary>
public class CommonSlipTests
{
    [Theory]
    [InlineData("    image: nginx:1.25.3", "\timage: nginx:1.25.3", "4:1", "SDL0009", "indent with spaces")]
    [InlineData("image: nginx:1.25.3", "image nginx:1.25.3", "4:5", "SDL0001", "write `key: value`, with a space after the colon")]
    [InlineData("version: \"2.0\"", "version \"2.0\"", "1:1", "SDL0001", "write `key: value`, with a space after the colon")]
    [InlineData("port: 80", "port: http", "6:15", "SDL0103", "write a number, without quotes or letters")]
    [InlineData("port: 80", "port: \"80\"", "6:15", "SDL0103", "write `80`, without quotes")]
    [InlineData("port: 80", "port: 80:80", "6:15", "SDL0103", "write the container's port as `port:`, and the one outside as `as:`")]
    [InlineData("port: 80", "port: 8000-8010", "6:15", "SDL0103", "there are no ranges: write an entry for each number")]
    [InlineData("port: 80", "port:80", "6:7", "SDL0001", "write `key: value`, with a space after the colon")]
    [InlineData("- port: 80", "-port: 80", "6:7", "SDL0001", "write `- `, then the item")]
    [InlineData("- port: 80\n        as: 80", "- 80", "6:7", "SDL0001", "write `key: value`, with a space after the colon")]
    [InlineData("- port: 80\n        as: 80", "- \"80:80\"", "7:9", "SDL0001", "line it up with the other items, starting with `- `")]
    [InlineData("expose:\n      - port: 80\n        as: 80\n        to:\n          - global: true", "expose:\n      port: 80\n      as: 80\n      to:\n        - global: true", "6:7", "SDL0103", "start each item with `- `")]
    [InlineData("to:\n          - global: true", "to: global", "8:13", "SDL0103", "write it as a list, each item on a line of its own that starts with `- `")]
    [InlineData("to:\n          - global: true", "to:\n          global: true", "9:11", "SDL0103", "start each item with `- `")]
    [InlineData("to:\n          - global: true", "to:\n          - global", "9:13", "SDL0103", "write `global: …`, with a colon and a value")]
    [InlineData("to:\n          - global: true", "to: [global: true", "8:13", "SDL0001", "close it with `]`, or write it on lines of its own")]
    [InlineData("- global: true", "- globl: true", "9:13", "SDL0101", "did you mean `global`?")]
    [InlineData("- global: true", "- global: yess", "9:21", "SDL0103", "write `true` or `false`, without quotes")]
    [InlineData("- global: true", "- global: \"true\"", "9:21", "SDL0103", "write `true` or `false`, without quotes")]
    [InlineData("units: 0.1", "units: 500", "15:18", "SDL0701", "did you mean `500m`, thousandths of a CPU?")]
    [InlineData("units: 0.1", "units: 500 m", "15:18", "SDL0201", "write millicores such as `500m`, or CPUs such as `0.5`")]
    [InlineData("units: 0.1", "units: 0,5", "15:18", "SDL0201", "write millicores such as `500m`, or CPUs such as `0.5`")]
    [InlineData("units: 0.1", "units: half", "15:18", "SDL0201", "write millicores such as `500m`, or CPUs such as `0.5`")]
    [InlineData("units: 0.1", "units: -1", "15:18", "SDL0201", "write millicores such as `500m`, or CPUs such as `0.5`")]
    [InlineData("cpu:\n          units: 0.1", "cpu: 500", "14:14", "SDL0103", "write `units: …` on a line of its own below, indented")]
    [InlineData("cpu:\n          units: 0.1", "cpu: 0.5", "14:14", "SDL0103", "write `units: …` on a line of its own below, indented")]
    [InlineData("cpu:\n          units: 0.1", "cpu:\n          unit: 0.1", "15:11", "SDL0101", "did you mean `units`?")]
    [InlineData("cpu:\n          units: 0.1", "cpu:\n          size: 0.1", "15:11", "SDL0101", "did you mean `units`?")]
    [InlineData("cpu:\n          units: 0.1\n        ", "", "14:9", "SDL0102", "add `cpu:`")]
    [InlineData("memory:\n          size: 512Mi", "memory: 512Mi", "16:17", "SDL0103", "write `size: …` on a line of its own below, indented")]
    [InlineData("memory:\n          size: 512Mi", "memory: 512MB", "16:17", "SDL0103", "write `size: …` on a line of its own below, indented")]
    [InlineData("memory:\n          size: 512Mi", "memory:\n          size: 512MB", "17:17", "SDL0202", "did you mean `512M`?")]
    [InlineData("memory:\n          size: 512Mi", "memory:\n          size: 512", "17:17", "SDL0702", "add a unit, as in `512Mi`")]
    [InlineData("memory:\n          size: 512Mi", "memory:\n          size: 512mi", "17:17", "SDL0202", "did you mean `512Mi`?")]
    [InlineData("memory:\n          size: 512Mi", "memory:\n          size: 512m", "17:17", "SDL0202", "did you mean `512M`?")]
    [InlineData("memory:\n          size: 512Mi", "memory:\n          units: 512Mi", "17:11", "SDL0101", "did you mean `size`?")]
    [InlineData("memory:\n          size: 512Mi", "memory:\n          size: 512Mi\n          size: 1Gi", "18:11", "SDL0008", "remove one of the two")]
    [InlineData("storage:\n          size: 512Mi", "storage: 512Mi", "14:9", "SDL0511", "add `storage: { size: 1Gi }`")]
    [InlineData("storage:\n          size: 512Mi", "storage:\n          - 512Mi", "19:13", "SDL0103", "write `size: …` on a line of its own below, indented")]
    [InlineData("        storage:\n          size: 512Mi\n", "", "14:9", "SDL0511", "add `storage: { size: 1Gi }`")]
    [InlineData("storage:\n          size: 512Mi", "storage:\n          - size: 512Mi\n          - name: data\n            size: 1Gi\n            attributes:\n              persistent: true\n              class: beta3", "20:13", "SDL0509", "add `params.storage.data.mount` with an absolute path to the service")]
    [InlineData("storage:\n          size: 512Mi", "storage:\n          - size: 512Mi\n          - name: data\n            size: 1Gi\n            persistent: true", "22:13", "SDL0101", "write it under `attributes:`")]
    [InlineData("storage:\n          size: 512Mi", "storage:\n          - size: 512Mi\n          - name: data\n            size: 1Gi\n            attributes:\n              - persistent: true", "23:15", "SDL0103", "remove the dashes: write each entry as `name: …`")]
    [InlineData("storage:\n          size: 512Mi", "storage:\n          - size: 512Mi\n          - size: 1Gi", "20:13", "SDL0501", "give each volume a name")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    params:\n      storage:\n        data:\n          mount: /data", "7:9", "SDL0308", "declare it in the list `storage:` of the profile: `- name: data`")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    params:\n      storage:\n        default:\n          mount: data", "8:18", "SDL0507", "write a path that starts with `/`")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env:\n      FOO: bar", "6:7", "SDL0103", "write items as `- NAME=value`")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env: FOO=bar", "5:10", "SDL0103", "write items as `- NAME=value`")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env:\n      - FOO: bar", "6:9", "SDL0103", "write items as `- NAME=value`")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env:\n      - FOO =bar", "6:9", "SDL0603", "write items as `NAME=value`; names have letters, digits, _, - and . and start with no digit")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env:\n      - \"FOO=bar", "6:9", "SDL0001", "close it, or put the other kind of quotes around the text")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    args: --verbose", "5:11", "SDL0103", "write it as a list, each item on a line of its own that starts with `- `")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    command: sh -c run", "5:14", "SDL0103", "write it as a list, each item on a line of its own that starts with `- `")]
    [InlineData("image: nginx:1.25.3", "image:\n      name: nginx", "5:7", "SDL0103", "'services.web.image' is a mapping, text is expected")]
    [InlineData("image: nginx:1.25.3", "image: @nginx", "4:12", "SDL0001", "put the text between quotes")]
    [InlineData("image: nginx:1.25.3", "image:", "4:5", "SDL0604", "add `image:`")]
    [InlineData("image: nginx:1.25.3", "Image: nginx:1.25.3", "4:5", "SDL0101", "did you mean `image`?")]
    [InlineData("image: nginx:1.25.3", "imge: nginx:1.25.3", "4:5", "SDL0101", "did you mean `image`?")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n     env: []", "5:9", "SDL0001", "line the two up, or move the value")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n   env: []", "5:4", "SDL0001", "line it up with the other keys")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    image: nginx:1.26", "5:5", "SDL0008", "remove one of the two")]
    [InlineData("services:\n  web:", "services:\n  Web:", "27:3", "SDL0301", "name it `web` under `services:` too, instead of `Web`: names have small letters, digits and hyphens")]
    [InlineData("services:\n  web:", "services:\n  my_web:", "27:3", "SDL0301", "name it `web` under `services:` too, instead of `my_web`: names have small letters, digits and hyphens")]
    [InlineData("services:\n  web:\n", "services:\n  web\n", "3:3", "SDL0001", "write `key: value`, with a space after the colon")]
    [InlineData("services:\n  web:", "services:\n  - web:", "3:3", "SDL0103", "remove the dashes: write each entry as `name: …`")]
    [InlineData("services:\n", "service:\n", "2:1", "SDL0101", "did you mean `services`?")]
    [InlineData("services:\n", "", "2:3", "SDL0001", "line it up with the other keys")]
    [InlineData("profiles:\n", "profile:\n", "10:1", "SDL0101", "did you mean `profiles`?")]
    [InlineData("  compute:\n", "  computes:\n", "11:3", "SDL0101", "did you mean `compute`?")]
    [InlineData("  placement:\n", "  placements:\n", "20:3", "SDL0101", "did you mean `placement`?")]
    [InlineData("      resources:\n        cpu", "      resource:\n        cpu", "13:7", "SDL0101", "did you mean `resources`?")]
    [InlineData("deployment:", "deployments:", "26:1", "SDL0101", "did you mean `deployment`?")]
    [InlineData("version: \"2.0\"\n", "", "1:1", "SDL0102", "add `version:`")]
    [InlineData("version: \"2.0\"", "version: 1", "1:10", "SDL0108", "use `version: \"2.0\"` or `version: \"2.1\"`")]
    [InlineData("profile: web", "profile: wbe", "29:16", "SDL0304", "did you mean `web`?")]
    [InlineData("      profile: web\n", "", "28:5", "SDL0304", "add `profile: web`")]
    [InlineData("      count: 1\n", "", "28:5", "SDL0706", "set `count:` to at least 1")]
    [InlineData("count: 1", "count: one", "30:14", "SDL0103", "write a number, without quotes or letters")]
    [InlineData("count: 1", "count: 0", "30:14", "SDL0706", "set `count:` to at least 1")]
    [InlineData("count: 1", "count: -1", "30:14", "SDL0106", "it must be 1 to 4294967295")]
    [InlineData("count: 1", "replicas: 1", "30:7", "SDL0101", "did you mean `count`?")]
    [InlineData("      profile: web\n      count: 1", "      profile: web\n    count: 1", "30:5", "SDL0103", "write it under the name of a placement, indented")]
    [InlineData("    dcloud:\n      profile: web\n      count: 1", "    profile: web\n    count: 1", "28:5", "SDL0103", "write it under the name of a placement, indented")]
    [InlineData("    dcloud:\n      profile", "    akash:\n      profile", "28:5", "SDL0303", "did you mean `dcloud`?")]
    [InlineData("deployment:\n  web:", "deployment:\n  app:", "27:3", "SDL0301", "did you mean `web`?")]
    [InlineData("pricing:\n        web:", "pricing:\n        app:", "29:16", "SDL0305", "add `web:` with denom and amount under `pricing:`")]
    [InlineData("      pricing:\n        web:\n          denom: uact\n          amount: 1000\n", "", "25:16", "SDL0305", "add `web:` with denom and amount under `pricing:`")]
    [InlineData("pricing:\n        web:\n          denom: uact\n          amount: 1000", "pricing:\n        denom: uact\n        amount: 1000", "23:9", "SDL0103", "write it under the name of a compute profile, indented")]
    [InlineData("pricing:\n        web:\n          denom: uact\n          amount: 1000", "pricing:\n        web: 1000", "23:14", "SDL0103", "write `denom: …` on a line of its own below, indented")]
    [InlineData("denom: uact", "denom: uakt", "24:18", "SDL0710", "use `denom: uact`; 1,000,000 uact are 1 US$")]
    [InlineData("denom: uact", "denom: ACT", "24:18", "SDL0710", "use `denom: uact`; 1,000,000 uact are 1 US$")]
    [InlineData("          denom: uact\n", "", "24:11", "SDL0207", "use `denom: uact`")]
    [InlineData("amount: 1000", "amount: 0", "25:19", "SDL0206", "write what one replica may cost per block")]
    [InlineData("amount: 1000", "amount: -5", "25:19", "SDL0206", "write what one replica may cost per block")]
    [InlineData("amount: 1000", "amount: 1,000", "25:19", "SDL0205", "write a plain decimal number with at most 18 places, as in `1000` or `0.5`")]
    [InlineData("amount: 1000", "amount: 1000uact", "25:19", "SDL0205", "write a plain decimal number with at most 18 places, as in `1000` or `0.5`")]
    [InlineData("amount: 1000", "amount: $5", "25:19", "SDL0205", "write a plain decimal number with at most 18 places, as in `1000` or `0.5`")]
    [InlineData("amount: 1000", "price: 1000", "25:11", "SDL0101", "did you mean `amount`?")]
    [InlineData("as: 80", "as: 80\n        proto: http", "8:16", "SDL0401", "use `tcp` or `udp`; HTTP is tcp on port 80")]
    [InlineData("as: 80", "as: 80\n        protocol: tcp", "8:9", "SDL0101", "did you mean `proto`?")]
    [InlineData("as: 80", "as: 80\n        accept: example.com", "8:17", "SDL0103", "write it as a list, each item on a line of its own that starts with `- `")]
    [InlineData("as: 80", "as: 80\n        accept:\n          - https://example.com", "9:13", "SDL0407", "write a lower-case name such as `www.example.com`, without scheme, port or wildcard")]
    [InlineData("as: 80", "as: 80\n        accept:\n          - Example.com", "9:13", "SDL0407", "write a lower-case name such as `www.example.com`, without scheme, port or wildcard")]
    [InlineData("as: 80", "as: 80\n        accept:\n          - \"*.example.com\"", "9:13", "SDL0407", "write a lower-case name such as `www.example.com`, without scheme, port or wildcard")]
    [InlineData("as: 80", "as: 80\n        http_options:\n          read_timeout: 60s", "9:25", "SDL0103", "write a number, without quotes or letters")]
    [InlineData("as: 80", "as: 80\n        http_options:\n          max_body_size: 200000000", "9:26", "SDL0404", "it must be at most 104857600 bytes")]
    [InlineData("as: 80", "as: 80\n        http_options:\n          next_cases: [eror]", "9:24", "SDL0405", "did you mean `error`?")]
    [InlineData("- global: true", "- global: true\n            ip: myip", "10:17", "SDL0306", "declare it under `endpoints:` with `kind: ip`")]
    [InlineData("memory:\n", "gpu:\n          units: 1\n        memory:\n", "17:18", "SDL0521", "add `attributes: { vendor: { nvidia: [{ model: … }] } }`")]
    [InlineData("memory:\n", "gpu:\n          units: 1\n          attributes:\n            nvidia:\n              - model: h100\n        memory:\n", "19:13", "SDL0101", "write it under `vendor:`")]
    [InlineData("memory:\n", "gpu:\n          units: 1\n          attributes:\n            vendor:\n              - nvidia\n        memory:\n", "20:15", "SDL0103", "remove the dashes: its keys are nvidia")]
    [InlineData("memory:\n", "gpu:\n          units: 1\n          attributes:\n            vendor:\n              nvidia:\n                model: h100\n        memory:\n", "21:17", "SDL0103", "start each item with `- `")]
    [InlineData("memory:\n", "gpu:\n          units: 1\n          attributes:\n            vendor:\n              nvidia:\n                - h100\n        memory:\n", "21:19", "SDL0103", "write `model: …` on a line of its own below, indented")]
    [InlineData("memory:\n", "gpu:\n          units: 1\n          attributes:\n            vendor:\n              nvida:\n                - model: h100\n        memory:\n", "20:15", "SDL0524", "did you mean `nvidia`?")]
    [InlineData("memory:\n", "gpu:\n          units: 1\n          attributes:\n            vendor:\n              nvidia:\n                - model: RTX 4090\n        memory:\n", "21:19", "SDL0525", "write models as providers do: small letters and digits, as in `rtx4090`")]
    [InlineData("memory:\n", "gpu:\n          unit: 1\n          attributes:\n            vendor:\n              nvidia:\n                - model: h100\n        memory:\n", "17:11", "SDL0101", "did you mean `units`?")]
    [InlineData("    dcloud:\n      pricing", "    dcloud:\n      attributes:\n        - host: akash\n      pricing", "23:9", "SDL0103", "remove the dashes: write each entry as `name: …`")]
    [InlineData("    dcloud:\n      pricing", "    dcloud:\n      signedBy: akash1365yvmc4s7awdyj3n2sav7xfx76adc6dnmlx63\n      pricing", "22:17", "SDL0103", "write `anyOf: …` on a line of its own below, indented")]
    [InlineData("    dcloud:\n      pricing", "    dcloud:\n      signedBy:\n        - akash1365yvmc4s7awdyj3n2sav7xfx76adc6dnmlx63\n      pricing", "23:9", "SDL0103", "remove the dashes: its keys are anyOf, allOf")]
    [InlineData("    dcloud:\n      pricing", "    dcloud:\n      signedBy:\n        anyOf: akash1365yvmc4s7awdyj3n2sav7xfx76adc6dnmlx63\n      pricing", "23:16", "SDL0103", "write it as a list, each item on a line of its own that starts with `- `")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    credentials:\n      host: ghcr.io\n      username: me", "6:7", "SDL0541", "add `password:`")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    credentials:\n      host: ghcr.io\n      user: me\n      password: secret1", "7:7", "SDL0101", "did you mean `username`?")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    # -\n    env: [A=1, B=2", "6:10", "SDL0001", "close it with `]`, or write it on lines of its own")]
    [InlineData("image: nginx:1.25.3", "image: 'nginx:1.25.3", "4:12", "SDL0001", "close it, or put the other kind of quotes around the text")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    environment:\n      - A=1", "5:5", "SDL0101", "use `env:` with items `NAME=value`")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    count: 2", "5:5", "SDL0101", "write it under `deployment:`, beside `profile:`")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env:\n      - A=1\n      B=2", "7:7", "SDL0001", "line it up with the other items, starting with `- `")]
    [InlineData("services:", "“services”:", "2:1", "SDL0101", "did you mean `services`?")]
    [InlineData("  web:\n    image", "  web:\n  image", "5:11", "SDL0001", "line the two up, or move the value")]
    [InlineData("profiles:\n  compute:", "profiles:\n compute:", "20:3", "SDL0001", "line it up with the other keys")]
    [InlineData("  placement:\n    dcloud:", "  placement:\n  dcloud:", "21:3", "SDL0101", "check its indentation: only compute and placement can stand here")]
    public void Slip_gives_one_message_at_its_place_with_the_fix(string from, string to, string place, string code, string fix)
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n") + "\n";
        var at = text.IndexOf(from, StringComparison.Ordinal);
        at.Should().BeGreaterThanOrEqualTo(0);

        var result = Examples.Compile(text[..at] + to + text[(at + from.Length)..]);

        var told = result.Diagnostics.Should().ContainSingle().Which;
        $"{told.Code} {told.Span.Start.Line}:{told.Span.Start.Column} {told.Hint ?? told.Message}".Should().Be($"{code} {place} {fix}");
        (told.Severity is Severity.Error).Should().Be(!result.Valid || code == "SDL0710", "the denom is the chain's rule alone");

        var console = Examples.Compile(text[..at] + to + text[(at + from.Length)..], SdlFlavor.Ts);
        if (console.Valid) return;
        var error = console.Diagnostics.Should().ContainSingle(other => other.Severity == Severity.Error).Which;
        (error.Hint ?? error.Message).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("class: ssd", "24:22", "SDL0503", "use one of: default, beta1, beta2, beta3, ram")]
    [InlineData("class: nvme", "24:22", "SDL0503", "use one of: default, beta1, beta2, beta3, ram")]
    [InlineData("class: beta4", "24:22", "SDL0503", "did you mean `beta1`?")]
    public void Slip_in_a_mounted_volume_gives_one_message(string storageClass, string place, string code, string fix)
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n").Replace("image: nginx:1.25.3", "image: nginx:1.25.3\n    params: {storage: {data: {mount: /data}}}", StringComparison.Ordinal)
            .Replace("storage:\n          size: 512Mi", $"storage:\n          - name: data\n            size: 1Gi\n            attributes:\n              persistent: true\n              {storageClass}", StringComparison.Ordinal);

        var told = Examples.Compile(text).Diagnostics.Should().ContainSingle().Which;

        $"{told.Code} {told.Span.Start.Line}:{told.Span.Start.Column} {told.Hint}".Should().Be($"{code} {place} {fix}");
    }

    [Fact]
    public void Independent_slips_are_all_told()
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n").Replace("image: nginx", "imge: nginx", StringComparison.Ordinal)
            .Replace("units: 0.1", "unit: 0.1", StringComparison.Ordinal).Replace("profile: web", "profile: wbe", StringComparison.Ordinal);

        Examples.Compile(text).Diagnostics.Select(diagnostic => diagnostic.Hint)
            .Should().Equal("did you mean `image`?", "did you mean `units`?", "did you mean `web`?");
    }
}
