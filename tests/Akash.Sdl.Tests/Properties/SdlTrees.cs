using CsCheck;

namespace Akash.Sdl.Tests.Properties;

/// <summary>Whole documents of both versions; most are valid, some only to one of the two tools, a few to none.</summary>
static class SdlTrees
{
    static readonly string[] ServiceNames = ["web", "db", "api", "worker", "cache", "a", "x-1", "node2"];
    static readonly string[] PlacementNames = ["dcloud", "akash", "west", "Europe", "eu.1"];
    static readonly string[] EndpointNames = ["myip", "other", "ip-3"];

    /// <summary>A document and the text of it that matters: the tree.</summary>
    public static readonly Gen<Keys> Document =
        from services in Gen.Int[1, 4]
        from placements in Gen.Int[1, 2]
        from endpoints in Often(0, 0, 0, 1, 2)
        from shared in Often(false, false, true)
        from mounting in Often(false, true)
        from denom in Often("uact", "uact", "uact", "uact", "uact", "uakt")
        let world = new World(ServiceNames[..services], PlacementNames[..placements], EndpointNames[..endpoints], shared, mounting, denom)
        from document in Documents(world)
        select document;

    static Gen<Keys> Documents(World world) =>
        from version in Often("2.0", "2.1")
        from services in All(world.Services, name => ServiceTrees.Service(world, name))
        from computes in All(world.Profiles, _ => ComputeTrees.Profile(world))
        from placements in All(world.Placements, _ => Placement(world))
        from deployments in All(world.Services, name => Deployment(world, name))
        from window in Often<string?>(null, null, null, null, null, "24h", "30m", "1h30m")
        select Tree.Of(
            ("version", version),
            ("services", services),
            ("profiles", Tree.Of(("compute", computes), ("placement", placements))),
            ("deployment", deployments),
            ("endpoints", world.Endpoints.Length == 0 ? null : Tree.Of(world.Endpoints.Select(name => (name, (Tree?)Tree.Of(("kind", "ip")))))),
            ("reclamation", window is null ? null : Tree.Of(("min_window", window))));

    static Gen<Tree> Placement(World world) =>
        from attributes in Maybe(Attributes)
        from anyOf in Maybe(Texts(Often("akash1365yvmc4s7awdyj3n2sav7xfx76adc6dnmlx63", "akash18qa2a2ltfyvkyj0ggj3hkvuj6twzyumuaru9s4"), 0, 2))
        from allOf in Maybe(Texts(Often("akash1365yvmc4s7awdyj3n2sav7xfx76adc6dnmlx63"), 0, 1))
        from prices in All(world.Profiles, _ => Price(world))
        select (Tree)Tree.Of(
            ("attributes", attributes),
            ("signedBy", anyOf is null && allOf is null ? null : Tree.Of(("anyOf", anyOf), ("allOf", allOf))),
            ("pricing", prices));

    static readonly Gen<Tree> Attributes =
        from names in Several(["host", "region", "tier", "capabilities/cpu", "1", "10", "Zone"], 1, 3)
        from values in Gen.OneOf(Texts(), Often("akash", "true", "1.0", "us-west")).Array[names.Length]
        from bare in Often(false, false, true)
        select (Tree)Tree.Of(names.Select((name, i) => (name, (Tree?)(bare && i == 0 ? Tree.Bare("7") : values[i]))));

    static Gen<Tree> Price(World world) =>
        from amount in Often(Tree.Bare("1000"), Tree.Bare("0.5"), Tree.Bare("20"), Tree.Bare("3.0"), "1000", "12.25", "7", "0.125", "1", "500", Tree.Bare("42"), Tree.Bare("9999"), Tree.Bare("1e3"), Tree.Bare("010"))
        select (Tree)Tree.Of(("denom", world.Denom), ("amount", amount));

    static Gen<Tree> Deployment(World world, string service) =>
        from placements in Several(world.Placements, 1, world.Placements.Length)
        from count in Often(1, 1, 2, 3)
        select (Tree)Tree.Of(placements.Select(placement =>
            (placement, (Tree?)Tree.Of(("profile", world.ProfileOf(service)), ("count", Tree.Bare($"{count}"))))));

    /// <summary>One tree for each name, in the order of the names.</summary>
    static Gen<Tree> All(string[] names, Func<string, Gen<Tree>> tree) =>
        names.Select(tree).Aggregate(Often<Tree[]>([[]]), (before, next) => Gen.Select(before, next, (Tree[] trees, Tree one) => trees.Append(one).ToArray()))
            .Select(trees => (Tree)Tree.Of(names.Zip(trees, (name, value) => (name, (Tree?)value))));

    /// <summary>One of a few values, by how often each is named.</summary>
    public static Gen<T> Often<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static Gen<string[]> Several(string[] from, int min, int max) => Gen.Shuffle(from, min, max);

    /// <summary>Null in two of three cases.</summary>
    public static Gen<Tree?> Maybe(Gen<Tree> tree) => Gen.Frequency((2, Often<Tree?>([null])), (1, tree.Select(value => (Tree?)value)));

    public static Gen<Tree> Texts(Gen<string> text, int min, int max) => text.Array[min, max].Select(texts => Tree.Texts(texts));

    /// <summary>Texts that a careless writer or reader of YAML changes.</summary>
    public static Gen<string> Texts() => Gen.Frequency(
        (3, Often("plain", "two words", "https://example.com/?a=1&b=2", "/bin/sh", "-c", "echo \"$HOME\" && exit 0", "${NAME:-x}", "a: b", "a #b", "#a", "- a", "{a}", "[a]", "it's", "\"", "\\", "*", "&a", "!x", "|", ">", "%", "@", "`", "?")),
        (2, Often("", " ", " x ", "~", "null", "true", "yes", "No", "1", "1.0", "0x10", "010", "1e3", ".5", "1_000", "2020-01-01", "12:30:45", "<<", "=", "---", "...", "a\nb", "a\n\n  b\n", "\n", "\t", "a\tb", "é", "日本", "🚀", "\u00a0", "\u0085", "\u2028", "\ufeff", "\0", "\x7f")),
        (2, Gen.Char["ab \n\t:#-'\"\\{}[],&*!|>%@`?=~$/é1"].Array[0, 12].Select(characters => new string(characters))));

    /// <param name="Services">Names of services.</param>
    /// <param name="IsShared">All services use one compute profile.</param>
    /// <param name="IsMounting">Profiles have volumes, and services mount them.</param>
    public sealed record World(string[] Services, string[] Placements, string[] Endpoints, bool IsShared, bool IsMounting, string Denom)
    {
        public string[] Profiles => IsShared ? ["common"] : Services;

        public string ProfileOf(string service) => IsShared ? "common" : service;
    }
}
