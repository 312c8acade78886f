using System.Collections.Immutable;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sdl.Compile;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;
using Akash.Sdl.Writing;

namespace Akash.Sdl;

/// <summary>Which official tool's reading is reproduced where the two disagree (spec/sdl.md section 10).</summary>
public enum SdlFlavor
{
    /// <summary>The CLI's and the providers' own code.</summary>
    Go,

    /// <summary>The Console and the official action.</summary>
    Ts,
}

/// <param name="FileName">As diagnostics show it.</param>
public sealed record SdlSource(string FileName, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>Values for <c>${NAME}</c>; null where that is text like any other, as it is to the official tools.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>What <see cref="SdlEdit"/> did to the lines of the file.</summary>
    internal ImmutableStack<LineShift> Shifts { get; init; } = [];

    /// <summary>Where in the file as it was before it was edited.</summary>
    public SourcePosition Original(SourcePosition position) => position with { Line = LineShift.Original(position.Line, Shifts) };
}

/// <summary>What the network itself says, in our words; null where it takes it.</summary>
public sealed record NetworkVerdict(string? ChainGroups, string? ProviderManifest, string? ProviderHash)
{
    public bool Accepted => ChainGroups is null && ProviderManifest is null && ProviderHash is null;
}

/// <summary>All there is to know of one SDL file in one flavor.</summary>
/// <param name="Accepted">What the flavor's official SDK says.</param>
/// <param name="Compiled">Filled whenever accepted.</param>
public sealed record SdlResult(
    SdlSource Source, SdlFlavor Flavor, bool Accepted, NetworkVerdict Network, CompiledSdl? Compiled, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Accepted, and refused by nobody.</summary>
    public bool Valid => Accepted && Network.Accepted;

    /// <summary>What was read; null where nothing could be.</summary>
    internal SdlModel? Model { get; init; }

    /// <summary>What came of it; empty where nothing could be read.</summary>
    internal IReadOnlyList<GroupPlan> Plan { get; init; } = [];

    /// <summary>What further messages must not show either.</summary>
    internal Concealment Concealment { get; init; } = new();
}

/// <summary>What is sent, each part made when it is first asked for.</summary>
public sealed class CompiledSdl(
    string version, Lazy<ImmutableArray<GroupSpec>> groups, Lazy<string> groupsJson, Lazy<Manifest> manifest, string manifestJson,
    ImmutableArray<byte> hash, TimeSpan? reclamationMinWindow)
{
    /// <summary>As written: 2.0 or 2.1.</summary>
    public string Version => version;

    /// <summary>As they go on chain.</summary>
    public ImmutableArray<GroupSpec> Groups => groups.Value;

    /// <summary>In the Go JSON spelling.</summary>
    public string GroupsJson => groupsJson.Value;

    /// <summary>What providers get.</summary>
    public Manifest Manifest => manifest.Value;

    /// <summary>The exact canonical text that is hashed.</summary>
    public string ManifestJson => manifestJson;

    /// <summary>SHA-256 of it, 32 bytes.</summary>
    public ImmutableArray<byte> Hash => hash;

    public TimeSpan? ReclamationMinWindow => reclamationMinWindow;
}
