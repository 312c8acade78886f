using System.Collections.Immutable;
using System.Text;
using Akash.Action.Inputs;
using Akash.Action.Verbs;
using Akash.Sdl;

namespace Akash.Action.Tests.Inputs;

public class OverlayReaderTests
{
    const string Two = """
        version: "2.0"
        services:
          web:
            image: nginx:1 # ours
            expose:
              - port: 80
                to:
                  - global: true
          worker:
            image: busybox:1
            env:
              - A=1
            expose:
              - port: 81
                to:
                  - service: web
        profiles:
          compute:
            small:
              resources:
                cpu: { units: 0.5 }
                memory: { size: 512Mi }
                storage: { size: 1Gi }
          placement:
            akash:
              pricing:
                small: { denom: uact, amount: 100 }
        deployment:
          web:
            akash: { profile: small, count: 1 }
          worker:
            akash: { profile: small, count: 1 }
        """;

    static readonly Dictionary<string, string> Step = new() { ["KEY"] = "hunter2 is secret", ["EMPTY"] = "", ["INPUT_MNEMONIC"] = "w", ["GITHUB_TOKEN"] = "t" };

    [Fact]
    public void Inputs_set_what_they_say_in_the_services_they_name()
    {
        var overlays = Read(
            ("image", "worker=busybox:2"), ("env", "# ours\n[worker]\nA=a=b # c\nKEY=\n\n[web]\nKEY"), ("cpu", "web = 2"),
            ("memory", "worker=3Gi"), ("storage", "web=5Gi\nworker=6Gi"), ("gpu", "web=2 a100/80Gi, H100"), ("count", "web=3"));

        var edited = OverlaidSdl.Of(Source(Two), overlays);

        var compiled = SdlCompiler.Compile(edited).Compiled!;
        compiled.ManifestJson.Should().Contain("\"image\":\"busybox:2\"").And.Contain("\"env\":[\"A=a=b # c\",\"KEY=hunter2 is secret\"]").And.Contain("\"env\":[\"KEY=hunter2 is secret\"]");
        var units = compiled.Groups.Single().Resources.ToDictionary(unit => unit.Count);
        (Number(units[3].Resource.Cpu.Units.Val), Number(units[3].Resource.Memory.Quantity.Val), Number(units[3].Resource.Gpu.Units.Val)).Should().Be(("2000", $"{512L << 20}", "2"));
        (Number(units[1].Resource.Cpu.Units.Val), Number(units[1].Resource.Memory.Quantity.Val), Number(units[1].Resource.Gpu.Units.Val)).Should().Be(("500", $"{3L << 30}", "0"));
        units[3].Resource.Gpu.Attributes.Select(attribute => attribute.Key).Should().Equal("vendor/nvidia/model/a100/ram/80Gi", "vendor/nvidia/model/h100");
        (Number(units[3].Resource.Storage.Single().Quantity.Val), Number(units[1].Resource.Storage.Single().Quantity.Val)).Should().Be(($"{5L << 30}", $"{6L << 30}"));
        Text(edited).Should().Contain("image: nginx:1 # ours").And.NotContain("hunter2");
    }

    [Fact]
    public void A_bare_value_goes_to_the_only_service()
    {
        var only = Two.Replace("  worker:\n    image: busybox:1\n    env:\n      - A=1\n    expose:\n      - port: 81\n        to:\n          - service: web\n", "").Replace("  worker:\n    akash: { profile: small, count: 1 }", "");

        Text(OverlaidSdl.Of(Source(only), Read(("cpu", "250m"), ("count", "4"), ("env", "B=2"))))
            .Should().Be(only.Replace("units: 0.5", "units: 250m").Replace("count: 1", "count: 4").Replace("    image: nginx", "    env:\n      - B=2\n    image: nginx"));
    }

    [Theory]
    [InlineData("cpu", "fast", "cpu: line 1: 'fast' is not an amount of CPU*500m")]
    [InlineData("cpu", "0", "cpu: line 1: '0' is not an amount*")]
    [InlineData("cpu", "web=1\n2", "cpu: line 2: '2' names no service*service=value")]
    [InlineData("cpu", "web=1\n\nweb=2", "cpu: line 3: web is set twice*")]
    [InlineData("memory", "512", "memory: line 1: '512' is not a size*512Mi*")]
    [InlineData("memory", "512mb", "memory: line 1: '512mb' is not a size*")]
    [InlineData("storage", "web=", "storage: line 1: '' is not a size*")]
    [InlineData("gpu", "h100", "gpu: line 1: 'h100' is not a number of GPUs*1 h100*")]
    [InlineData("gpu", "0", "gpu: line 1: '0' is not*")]
    [InlineData("count", "1.5", "count: line 1: '1.5' is not a number of replicas*")]
    [InlineData("image", "web=UPPER CASE", "image: line 1: *UPPER CASE*")]
    [InlineData("env", "A=1\n1x y=2", "env: line 2: does not start with a name*")]
    [InlineData("env", "A=1\nA=2", "env: line 2: A is set twice*")]
    [InlineData("env", "\nGONE=", "env: line 2: GONE has no value here and none in the step's environment*secrets.GONE*")]
    [InlineData("env", "EMPTY", "env: line 1: EMPTY has no value*")]
    [InlineData("env", "INPUT_MNEMONIC=", "env: line 1: INPUT_MNEMONIC is the action's own*")]
    [InlineData("env", "GITHUB_TOKEN", "env: line 1: GITHUB_TOKEN is the action's own*")]
    [InlineData("env", "a.b=", "env: line 1: a.b cannot be a variable*a.b=value")]
    public void What_cannot_be_read_is_told_by_input_and_line(string input, string text, string problem)
    {
        List<string> problems = [];

        new OverlayReader(new([KeyValuePair.Create(input, text)]), Step, problems).Read();

        problems.Should().ContainSingle().Which.Should().Match(problem);
    }

    [Theory]
    [InlineData("cpu", "2", "cpu: line 1: deploy.yaml has the services web, worker; say which one, with web=")]
    [InlineData("env", "A=1", "env: line 1: deploy.yaml has the services web, worker; say which one, with a line *web* above")]
    [InlineData("env", "[worker]\nA=1\n[wrker]\nB=1", "env: line 4: deploy.yaml has no service 'wrker', only web, worker; did you mean 'worker'?")]
    public void What_cannot_be_placed_is_told_by_input_and_line(string input, string text, string problem)
    {
        var act = () => OverlaidSdl.Of(Source(Two), Read((input, text)));

        act.Should().Throw<VerbFailure>().WithMessage(problem).Which.Outcome.ExitCode.Should().Be(2);
    }

    static ImmutableArray<Overlay> Read(params (string Input, string Text)[] inputs)
    {
        List<string> problems = [];
        var overlays = new OverlayReader(new(inputs.Select(input => KeyValuePair.Create(input.Input, input.Text))), Step, problems).Read();
        problems.Should().BeEmpty();
        return overlays;
    }

    static SdlSource Source(string text) => new("deploy.yaml", Encoding.UTF8.GetBytes(text)) { Variables = Step };

    static string Text(SdlSource source) => Encoding.UTF8.GetString(source.Utf8.Span);

    static string Number(Google.Protobuf.ByteString value) => value.ToStringUtf8();
}
