using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;

namespace Akash.Sdl.Compile;

/// <summary>
/// One placement with what is asked for on chain and what the provider is told to run. Numbers that a flavor does not bound are
/// doubles; whether they can be sent is for the network rules to say.
/// </summary>
sealed class GroupPlan
{
    public required string Name { get; init; }

    public required Spot Spot { get; init; }

    /// <summary>Null where the list is null in the Go spelling.</summary>
    public IReadOnlyList<string>? AllOf { get; init; }

    public IReadOnlyList<string>? AnyOf { get; init; }

    public List<ResourceAttribute> Attributes { get; init; } = [];

    public List<UnitPlan> Units { get; } = [];

    public List<ServicePlan> Services { get; } = [];
}

sealed class UnitPlan
{
    public required uint Id { get; init; }

    public required string Profile { get; init; }

    public required ResourcesModel Resources { get; init; }

    public required PriceModel Price { get; init; }

    /// <summary>Replicas of all services in the unit.</summary>
    public required double Count { get; set; }

    public required Spot CountSpot { get; init; }

    public EndpointPlan[] Endpoints { get; set; } = [];
}

enum EndpointKind { SharedHttp = 0, RandomPort = 1, LeasedIp = 2 }

readonly record struct EndpointPlan(EndpointKind Kind, uint SequenceNumber);

sealed class ServicePlan
{
    public required string Name { get; init; }

    /// <summary>Where the name is written.</summary>
    public required Spot Spot { get; init; }

    public required ServiceModel Model { get; init; }

    public required uint ResourceId { get; init; }

    public required ResourcesModel Resources { get; init; }

    public required IReadOnlyList<EndpointPlan> Endpoints { get; init; }

    public required double Count { get; init; }

    public required Spot CountSpot { get; init; }

    public required IReadOnlyList<ExposePlan> Expose { get; init; }

    public CredentialsPlan? Credentials { get; init; }
}

/// <param name="Proto">TCP or UDP.</param>
/// <param name="Service">Who may connect, or empty.</param>
/// <param name="Source">The entry it comes from.</param>
sealed record ExposePlan(
    uint Port, uint ExternalPort, string Proto, string Service, bool Global, string Ip, uint SequenceNumber, ExposeModel Source, HttpOptionsPlan Http)
{
    public bool IsIngress => Global && Proto == "TCP" && (ExternalPort == 0 ? Port : ExternalPort) == 80;
}

sealed record HttpOptionsPlan(
    double MaxBodySize, double ReadTimeout, double SendTimeout, double NextTries, double NextTimeout, IReadOnlyList<string> NextCases, double ProxyBufferSize);

sealed record CredentialsPlan(string Host, string Email, string Username, string Password);
