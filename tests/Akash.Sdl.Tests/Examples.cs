using System.Text;
using Akash.Sdl;

namespace Akash.Sdl.Tests;

static class Examples
{
    /// <summary>The worked example of spec/sdl.md section 9.</summary>
    public const string Minimal = """
        version: "2.0"
        services:
          web:
            image: nginx:1.25.3
            expose:
              - port: 80
                as: 80
                to:
                  - global: true
        profiles:
          compute:
            web:
              resources:
                cpu:
                  units: 0.1
                memory:
                  size: 512Mi
                storage:
                  size: 512Mi
          placement:
            dcloud:
              pricing:
                web:
                  denom: uact
                  amount: 1000
        deployment:
          web:
            dcloud:
              profile: web
              count: 1
        """;

    public static SdlSource Source(string text) => new("deploy.yaml", Encoding.UTF8.GetBytes(text));

    public static SdlResult Compile(string text, SdlFlavor flavor = SdlFlavor.Go) => SdlCompiler.Compile(Source(text), flavor);
}
