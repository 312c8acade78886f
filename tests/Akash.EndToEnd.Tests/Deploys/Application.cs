using System.Text;
using Akash.Sdl;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>SDLs of a small web server that tells its version, from the stand-in images every machine with this repository has.</summary>
static class Application
{
    const string Server =
        "console.log('serving ' + process.env.VERSION); process.on('SIGTERM', () => process.exit()); " +
        "require('http').createServer((request, response) => response.end(process.env.VERSION)).listen(8080)";

    public static SdlResult Web(string version, string? region = null) => Compile(Sdl(
        WebService("web", version), Placed("web", "akash", region)));

    /// <summary>The web server and a service nobody outside can reach.</summary>
    public static SdlResult WebAndStore(string version) => Compile(Sdl(
        WebService("web", version) +
        """
          store:
            image: redis:7-alpine
            expose:
              - port: 6379
                to:
                  - service: web

        """,
        Placed("web", "akash", null), Placed("store", "akash", null)));

    /// <summary>Two web servers in two placement groups, which no one provider can serve both.</summary>
    public static SdlResult TwoRegions(string version) => Compile(Sdl(
        WebService("east", version) + WebService("west", version), Placed("east", "america", "us-east"), Placed("west", "europe", "eu-west")));

    /// <summary>Says something and ends at once.</summary>
    public static SdlResult Crashing() => Compile(Sdl(
        """
          web:
            image: node:22-slim
            command: ["node", "-e"]
            args: ["console.log('last words'); process.exit(3)"]
            expose:
              - port: 8080
                as: 80
                to:
                  - global: true

        """,
        Placed("web", "akash", null)));

    static string WebService(string name, string version) =>
        $"""
          {name}:
            image: node:22-slim
            command: ["node", "-e"]
            args: ["{Server}"]
            env: ["VERSION={version}"]
            expose:
              - port: 8080
                as: 80
                to:
                  - global: true

        """;

    static Placement Placed(string service, string group, string? region) => new(service, group, region);

    static string Sdl(string services, params Placement[] placements)
    {
        var text = new StringBuilder("version: \"2.0\"\nservices:\n").Append(services).Append("profiles:\n  compute:\n");
        foreach (var placement in placements)
            text.Append($"    {placement.Service}: {{ resources: {{ cpu: {{ units: 0.1 }}, memory: {{ size: 128Mi }}, storage: [{{ size: 256Mi }}] }} }}\n");
        text.Append("  placement:\n");
        foreach (var group in placements.GroupBy(placement => (placement.Group, placement.Region)))
        {
            text.Append($"    {group.Key.Group}:\n");
            if (group.Key.Region is { } region) text.Append($"      attributes: {{ region: {region} }}\n");
            text.Append("      pricing:\n");
            foreach (var placement in group) text.Append($"        {placement.Service}: {{ denom: uact, amount: 1000 }}\n");
        }

        text.Append("deployment:\n");
        foreach (var placement in placements)
            text.Append($"  {placement.Service}:\n    {placement.Group}: {{ profile: {placement.Service}, count: 1 }}\n");
        return text.ToString();
    }

    static SdlResult Compile(string text)
    {
        var result = SdlCompiler.Compile(new SdlSource("deploy.yaml", Encoding.UTF8.GetBytes(text)));
        result.Valid.Should().BeTrue(string.Join("; ", result.Diagnostics));
        return result;
    }

    sealed record Placement(string Service, string Group, string? Region);
}
