using System.Collections.Immutable;

namespace Akash.Sdl;

/// <summary>What a provider is told to run (spec/sdl.md section 8).</summary>
public sealed record Manifest(ImmutableArray<ManifestGroup> Groups);

public sealed record ManifestGroup(string Name, ImmutableArray<ManifestService> Services);

/// <param name="Count">Replicas.</param>
public sealed record ManifestService(string Name, string Image, uint Count, ImmutableArray<ManifestExpose> Expose);

/// <param name="ExternalPort">As seen from outside; 0 means the same as <paramref name="Port"/>.</param>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="Hosts">Own domain names.</param>
public sealed record ManifestExpose(uint Port, uint ExternalPort, string Protocol, bool Global, ImmutableArray<string> Hosts)
{
    /// <summary>Served over the provider's shared HTTP ingress: global, TCP, external port 80.</summary>
    public bool IsIngress => Global && Protocol == "TCP" && (ExternalPort == 0 ? Port : ExternalPort) == 80;
}
