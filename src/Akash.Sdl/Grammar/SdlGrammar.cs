using Akash.Sdl.Reading;

namespace Akash.Sdl.Grammar;

/// <summary>The whole file (spec/sdl.md sections 3.1, 3.9 to 3.11).</summary>
static class SdlGrammar
{
    public static readonly WordShape Version = new(null, "2.0", "2.1");

    public static readonly WordShape EndpointKind = new(null, "ip");

    public static readonly WholeShape Count = new(1, double.PositiveInfinity);

    public static readonly Structure Endpoint = new(new Key("kind", EndpointKind, "Only IP addresses can be leased.", IsRequired: true));

    public static readonly Structure Deployment = new(
        new Key("profile", new TextShape(MinLength: 1), "The compute profile under `profiles.compute` that each replica gets.", IsRequired: true),
        new Key("count", Count, "How many replicas run.", IsRequired: true));

    public static readonly Structure Reclamation = new(
        new Key("min_window", new TextShape(Pattern: "^[1-9][0-9]*(s|m|h)$", Examples: ["1h", "24h"]), "The least notice a provider gives before it takes resources back.", IsRequired: true));

    public static readonly Structure Profiles = new(
        new Key("compute", new TableShape(ComputeGrammar.Profile), "What replicas get, by a name of your choice.", IsRequired: true),
        new Key("placement", new TableShape(PlacementGrammar.Placement), "Where replicas run and what is paid, by a name of your choice.", IsRequired: true));

    public static readonly Structure Document = new(
        new Key("version", Version, "Version of the language, between quotes.", IsRequired: true),
        new Key("services", new TableShape(ServiceGrammar.Service, Names.ServicePattern), "The containers to run, by a name of your choice.", IsRequired: true),
        new Key("profiles", Profiles, "What services need and what may be paid for it.", IsRequired: true),
        new Key("deployment", new TableShape(new TableShape(Deployment)), "Which service runs in which placement, with which compute profile and how often.", IsRequired: true),
        new Key("endpoints", new TableShape(Endpoint, Names.EndpointPattern), "Leased IP addresses, by a name of your choice."),
        new Key("reclamation", Reclamation, "How a provider may take resources back."),
        new Key("include", new ListShape(new TextShape()), "Read and ignored."));
}
