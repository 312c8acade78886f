using System.Numerics;

namespace Akash.Sandbox.Providers.Manifests;

/// <summary>
/// A manifest as a provider of this revision knows it (provider.md 3.4). A list that is <c>null</c> and a list that is empty
/// are different manifests: both forms are part of what is hashed.
/// </summary>
sealed record Manifest(IReadOnlyList<ManifestGroup> Groups);

sealed record ManifestGroup(string Name, IReadOnlyList<ManifestService>? Services)
{
    public IEnumerable<ManifestService> AllServices => Services ?? [];

    public IEnumerable<string> HostNames =>
        AllServices.SelectMany(service => service.Exposes).SelectMany(expose => expose.Hosts ?? []);
}

sealed record ManifestService
{
    public string Name { get; init; } = "";

    public string Image { get; init; } = "";

    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyList<string>? Args { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public ManifestResources Resources { get; init; } = new();

    public uint Count { get; init; }

    public IReadOnlyList<ManifestExpose>? Expose { get; init; }

    public ManifestParams? Params { get; init; }

    public ManifestCredentials? Credentials { get; init; }

    public IEnumerable<ManifestExpose> Exposes => Expose ?? [];

    /// <summary>Whether one of its volumes outlives a container: such a service is rolled out like a StatefulSet.</summary>
    public bool IsPersistent => (Resources.Storage ?? []).Any(volume => volume.IsPersistent);
}

sealed record ManifestResources
{
    public uint Id { get; init; }

    public ManifestUnits? Cpu { get; init; }

    public ManifestUnits? Memory { get; init; }

    public IReadOnlyList<ManifestVolume>? Storage { get; init; }

    public ManifestUnits? Gpu { get; init; }

    public IReadOnlyList<ManifestEndpoint>? Endpoints { get; init; }
}

/// <summary>CPU in thousandths of a core, GPUs by the piece, memory in bytes.</summary>
sealed record ManifestUnits(BigInteger Amount, IReadOnlyList<ManifestAttribute>? Attributes);

sealed record ManifestVolume(string Name, BigInteger Bytes, IReadOnlyList<ManifestAttribute>? Attributes)
{
    public bool IsPersistent => Attribute("persistent") == "true";

    public string? Class => Attribute("class");

    string? Attribute(string key) => (Attributes ?? []).FirstOrDefault(attribute => attribute.Key == key)?.Value;
}

sealed record ManifestAttribute(string Key, string Value);

sealed record ManifestEndpoint(int Kind, uint SequenceNumber);

sealed record ManifestExpose
{
    public uint Port { get; init; }

    public uint ExternalPort { get; init; }

    public string Proto { get; init; } = "";

    public string Service { get; init; } = "";

    public bool Global { get; init; }

    public IReadOnlyList<string>? Hosts { get; init; }

    public ManifestHttpOptions HttpOptions { get; init; } = new();

    public string Ip { get; init; } = "";

    public uint EndpointSequenceNumber { get; init; }

    /// <summary>The port others see: <c>as</c>, else the container's own.</summary>
    public uint EffectivePort => ExternalPort == 0 ? Port : ExternalPort;

    /// <summary>Whether it is served at an address of the owner's own.</summary>
    public bool IsLeasedIp => Global && Ip.Length > 0;

    /// <summary>Whether HTTP ingress serves it, as opposed to a forwarded port (provider.md 5).</summary>
    public bool IsIngress => Global && Proto == "TCP" && EffectivePort == 80;
}

sealed record ManifestHttpOptions
{
    public uint MaxBodySize { get; init; }

    public uint ReadTimeout { get; init; }

    public uint SendTimeout { get; init; }

    public uint NextTries { get; init; }

    public uint NextTimeout { get; init; }

    public IReadOnlyList<string>? NextCases { get; init; }
}

sealed record ManifestParams
{
    public IReadOnlyList<ManifestMount>? Storage { get; init; }

    public ManifestCredentials? Credentials { get; init; }

    public ManifestPermissions? Permissions { get; init; }
}

sealed record ManifestPermissions(IReadOnlyList<string>? Read);

sealed record ManifestMount(string Name, string Mount, bool ReadOnly);

sealed record ManifestCredentials
{
    public string Host { get; init; } = "";

    public string Email { get; init; } = "";

    public string Username { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Without the password: this text may end in a log.</summary>
    public override string ToString() => $"credentials of {Username} for {Host}";
}
