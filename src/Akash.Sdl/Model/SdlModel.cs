using Akash.Sdl.Diagnostics;

namespace Akash.Sdl.Model;

/// <summary>A file as one flavor reads it: typed, with the place of every value, references unresolved. What could not be read is null.</summary>
sealed class SdlModel
{
    public required string Version { get; init; }

    /// <summary>Version 2.1 or later.</summary>
    public required bool IsTwoOne { get; init; }

    public Table<ServiceModel> Services { get; } = new();

    public Table<ComputeModel> Computes { get; } = new();

    public Table<PlacementModel> Placements { get; } = new();

    public Table<Table<DeploymentModel>> Deployment { get; } = new();

    public Table<EndpointModel> Endpoints { get; } = new();

    /// <summary>The key is there, if only with nothing under it.</summary>
    public bool HasEndpoints { get; set; }

    public ReclamationModel? Reclamation { get; set; }

    public Spot ServicesSpot { get; set; }

    public Spot DeploymentSpot { get; set; }
}

/// <param name="Profile">Name of a compute profile.</param>
/// <param name="Count">Replicas; more than 32 bits where the flavor does not look.</param>
sealed record DeploymentModel(Spot Spot, Text Profile, double Count, Spot CountSpot);

sealed record EndpointModel(Spot Spot, Text Kind);

/// <param name="MinWindow">Null where it cannot be read.</param>
sealed record ReclamationModel(Spot Spot, TimeSpan? MinWindow);

/// <summary>A text and its place; empty where it is absent.</summary>
readonly record struct Text(string Value, Spot Spot)
{
    public bool IsEmpty => Value.Length == 0;
}

sealed class ServiceModel
{
    public required Spot Spot { get; init; }

    public Text Image { get; init; }

    public TextList? Command { get; init; }

    public TextList? Args { get; init; }

    public TextList? Env { get; init; }

    public IReadOnlyList<ExposeModel> Expose { get; init; } = [];

    public ParamsModel? Params { get; init; }

    public CredentialsModel? Credentials { get; init; }
}

/// <summary>A list of texts that is there, if only as <c>[]</c>.</summary>
sealed record TextList(IReadOnlyList<Text> Items);

sealed class ExposeModel
{
    public required Spot Spot { get; init; }

    public uint Port { get; init; }

    public Spot PortSpot { get; init; }

    /// <summary>0 means the same as the port.</summary>
    public uint As { get; init; }

    public Text Proto { get; init; }

    public TextList? Accept { get; init; }

    /// <summary>Null where the key is absent.</summary>
    public IReadOnlyList<TargetModel>? To { get; init; }

    public HttpOptionsModel? HttpOptions { get; init; }
}

sealed record TargetModel(Spot Spot, Text Service, bool Global, Text Ip);

/// <summary>Numbers are null where absent.</summary>
sealed class HttpOptionsModel
{
    public required Spot Spot { get; init; }

    public Option? MaxBodySize { get; init; }

    public Option? ReadTimeout { get; init; }

    public Option? SendTimeout { get; init; }

    public Option? NextTries { get; init; }

    public Option? NextTimeout { get; init; }

    public Option? ProxyBufferSize { get; init; }

    public TextList? NextCases { get; init; }
}

readonly record struct Option(double Value, Spot Spot);

sealed class ParamsModel
{
    public required Spot Spot { get; init; }

    public Table<MountModel>? Storage { get; init; }

    public PermissionsModel? Permissions { get; init; }

    public Text Tee { get; init; }
}

/// <param name="Read">Null where absent.</param>
sealed record PermissionsModel(TextList? Read);

sealed record MountModel(Spot Spot, Text Mount, bool ReadOnly);

sealed record CredentialsModel(Spot Spot, Text Host, Text Email, Text Username, Text Password);
