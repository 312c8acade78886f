namespace Akash.Sdl.Flavors;

/// <summary>
/// Every difference between the two official readings as a named rule (spec/sdl.md section 10); the pipeline asks for the
/// rule and never for the flavor.
/// </summary>
sealed record FlavorRules
{
    public required SdlFlavor Flavor { get; init; }

    /// <summary>The tool that reads this way, as diagnostics name it.</summary>
    public required string Tool { get; init; }

    // Text and YAML

    /// <summary>Bytes that are no UTF-8 become U+FFFD; otherwise they end the reading.</summary>
    public bool RepairsEncoding { get; init; }

    /// <summary>U+0085, U+2028 and U+2029 are ordinary characters; otherwise they break lines.</summary>
    public bool UnicodeBreaksAreText { get; init; }

    /// <summary>One document and no more; otherwise what follows the first is left unread.</summary>
    public bool OneDocument { get; init; }

    /// <summary>Any <c>%YAML 1.x</c> and unknown directives pass; otherwise only <c>%YAML 1.1</c> and <c>%TAG</c>.</summary>
    public bool TakesAnyDirective { get; init; }

    /// <summary>How many nodes deep a node may stand, and whether scalars count.</summary>
    public required int MaxDepth { get; init; }

    /// <summary>Where the tool sets no limit, one that keeps looking ahead cheap.</summary>
    public required int MaxKeyLength { get; init; }

    /// <summary>Tags and duplicate keys are checked in the whole document; otherwise only where it is read.</summary>
    public bool ChecksUnreadParts { get; init; }

    // Structure

    /// <summary>The JSON schema decides: exact types, no unknown keys, nothing missing, no null.</summary>
    public bool IsSchemaStrict { get; init; }

    /// <summary>Some mappings are read by hand: no unknown keys and no merges there, the last duplicate wins.</summary>
    public bool ReadsSomeMappingsByHand { get; init; }

    /// <summary>Chain and provider rules are part of the tool's own verdict.</summary>
    public bool RunsNetworkRules { get; init; }

    /// <summary>Only deployed services and what they use are looked at.</summary>
    public bool ChecksOnlyWhatIsDeployed { get; init; }

    /// <summary>Where nothing is declared under a name that every JavaScript object has, that is found instead.</summary>
    public bool FindsInheritedNames { get; init; }

    // Order and merging

    /// <summary>Services with the same profile in one placement share a unit in every version, not only in 2.1.</summary>
    public bool AlwaysSharesProfiles { get; init; }

    /// <summary>Volumes are sorted by size and persistence, models by their key; otherwise they stay as written.</summary>
    public bool SortsResources { get; init; }

    /// <summary>Names are compared by locale; otherwise by bytes.</summary>
    public bool SortsByLocale { get; init; }

    /// <summary>Endpoints of a unit are sorted by kind; otherwise they follow the sorted exposes.</summary>
    public bool SortsEndpointsByKind { get; init; }

    /// <summary>Internal targets take numbers of IP leases too.</summary>
    public bool NumbersInternalTargets { get; init; }

    /// <summary>An expose without targets is an entry of its own.</summary>
    public bool KeepsExposeWithoutTarget { get; init; }

    // Output

    /// <summary>An empty list stays one; otherwise it becomes null.</summary>
    public bool KeepsEmptyLists { get; init; }

    /// <summary>Line and paragraph separators are escaped in the canonical text, as providers do.</summary>
    public bool EscapesSeparators { get; init; }

    public static FlavorRules Of(SdlFlavor flavor) => flavor is SdlFlavor.Go ? Go : Ts;

    static FlavorRules Go { get; } = new()
    {
        Flavor = SdlFlavor.Go,
        Tool = "the CLI",
        MaxDepth = 1000,
        MaxKeyLength = 1024,
        ReadsSomeMappingsByHand = true,
        RunsNetworkRules = true,
        ChecksOnlyWhatIsDeployed = true,
        SortsResources = true,
        NumbersInternalTargets = true,
        KeepsExposeWithoutTarget = true,
        KeepsEmptyLists = true,
        EscapesSeparators = true,
    };

    static FlavorRules Ts { get; } = new()
    {
        Flavor = SdlFlavor.Ts,
        Tool = "the Console",
        RepairsEncoding = true,
        UnicodeBreaksAreText = true,
        OneDocument = true,
        TakesAnyDirective = true,
        MaxDepth = 100,
        MaxKeyLength = 4096,
        ChecksUnreadParts = true,
        IsSchemaStrict = true,
        FindsInheritedNames = true,
        AlwaysSharesProfiles = true,
        SortsByLocale = true,
        SortsEndpointsByKind = true,
    };
}
