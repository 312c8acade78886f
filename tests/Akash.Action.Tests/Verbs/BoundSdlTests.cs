using System.Text;
using Akash.Action.Verbs;
using Akash.Sdl;

namespace Akash.Action.Tests.Verbs;

public class BoundSdlTests
{
    const string Text = """
        version: "2.0"
        services:
          web:
            expose:
              - port: 80
          db:
            image: redis:7
        profiles: {}
        """;

    [Fact]
    public void Positions_lead_back_to_the_file_as_it_was_written()
    {
        var original = new BoundSdl(new("deploy.yaml", Encoding.UTF8.GetBytes(Text)));

        var bound = original.WithImage("web", "ghcr.io/octo/web@sha256:ab").WithCredentials("web", "ghcr.io", "me", "password");

        var lines = Encoding.UTF8.GetString(bound.Source.Utf8.Span).Split('\n').ToList();
        var moved = lines.FindIndex(line => line.Contains("redis:7")) + 1;
        moved.Should().BeGreaterThan(7);
        bound.Source.Original(new(moved, 12)).Should().Be(new SourcePosition(7, 12));
        bound.Source.Original(new(1, 1)).Should().Be(new SourcePosition(1, 1));
        bound.Source.Original(new(lines.FindIndex(line => line.Contains("profiles")) + 1, 1)).Line.Should().Be(8);
    }
}
