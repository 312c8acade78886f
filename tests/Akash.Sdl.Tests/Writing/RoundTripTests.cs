using Akash.Money;
using Akash.Sdl;
using Google.Protobuf;

namespace Akash.Sdl.Tests.Writing;

public class RoundTripTests
{
    static readonly SdlDocument Document = new([
        new SdlService("web", "ghcr.io/o/r:1", new SdlResources(500, 512L << 20, 1L << 30), new DecCoin(Denoms.Uact, Dec.Parse("1000.5")))
        {
            Command = ["sh", "-c"],
            Args = ["echo \"a: b\" && exec true # not a comment"],
            Env = ["PLAIN=1", "SPACED= x ", "HASH=a #b", "QUOTE='\"", "EMPTY=", "BARE", "UNI=é\u2028", "yes"],
            Expose = [new SdlExpose(3000, 80) { Global = true, Accept = ["www.example.com"] }, new SdlExpose(9000, 9000) { Udp = true, Global = true }],
            Count = 2,
        },
        new SdlService("llm", "vllm/vllm-openai:v0.6", new SdlResources(4000, 16L << 30, 50L << 30)
        {
            Gpu = new SdlGpu(1, [new SdlGpuModel("rtx4090"), new SdlGpuModel("a100", 80)]),
            Volumes = [new SdlVolume("data", 100L << 30, "beta3", "/data"), new SdlVolume("shm", 8L << 30, "ram", "/dev/shm")],
        }, new DecCoin(Denoms.Uact, Dec.Parse("25000")))
        {
            Expose = [new SdlExpose(8000, 8000) { ToServices = ["web"] }],
        },
    ])
    {
        Placement = new SdlPlacement("akash")
        {
            Attributes = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("host", "akash").Add("tier", "1.0"),
            SignedByAnyOf = ["akash1365yvmc4s7awdyj3n2sav7xfx76adc6dnmlx63"],
        },
    };

    [Fact]
    public void Written_document_is_read_alike_by_both_tools()
    {
        var source = Examples.Source(SdlWriter.Write(Document));

        var (go, ts) = (SdlCompiler.Compile(source), SdlCompiler.Compile(source, SdlFlavor.Ts));

        go.Diagnostics.Should().BeEmpty();
        go.Valid.Should().BeTrue();
        ts.Accepted.Should().BeTrue();
        ts.Compiled!.Groups.Select(group => group.ToByteString()).Should().Equal(go.Compiled!.Groups.Select(group => group.ToByteString()));

        // The separator U+2028 is the one text on which the two disagree by nature.
        ts.Compiled.ManifestJson.Replace("\u2028", "\\u2028", StringComparison.Ordinal).Should().Be(go.Compiled.ManifestJson);
    }

    [Fact]
    public void Written_texts_come_back_as_they_were()
    {
        var service = SdlCompiler.Compile(Examples.Source(SdlWriter.Write(Document))).Model!.Services.Entries[0].Value;

        service.Env!.Items.Select(item => item.Value).Should().Equal(Document.Services[0].Env);
        service.Args!.Items.Select(item => item.Value).Should().Equal(Document.Services[0].Args);
    }

    [Fact]
    public void Edited_file_compiles_to_the_new_image_and_credentials()
    {
        var source = Examples.Source(Examples.Minimal);

        var edited = SdlEdit.SetCredentials(SdlEdit.SetImage(source, "web", "ghcr.io/o/r@sha256:00"), "web", "ghcr.io", "me", "se\"cret");

        var service = SdlCompiler.Compile(edited).Model!.Services.Entries[0].Value;
        service.Image.Value.Should().Be("ghcr.io/o/r@sha256:00");
        service.Credentials!.Password.Value.Should().Be("se\"cret");
    }

    [Fact]
    public void Order_of_keys_and_comments_do_not_matter()
    {
        var lines = Examples.Minimal.ReplaceLineEndings("\n").Split('\n');
        var sections = new List<List<string>>();
        foreach (var line in lines)
        {
            if (!line.StartsWith(' ')) sections.Add([]);
            sections[^1].Add(line + " # " + sections.Count);
        }

        var shuffled = string.Join('\n', Enumerable.Reverse(sections).SelectMany(section => section));

        foreach (var flavor in (SdlFlavor[])[SdlFlavor.Go, SdlFlavor.Ts])
            Examples.Compile(shuffled, flavor).Compiled!.ManifestJson.Should().Be(Examples.Compile(Examples.Minimal, flavor).Compiled!.ManifestJson);
    }
}
