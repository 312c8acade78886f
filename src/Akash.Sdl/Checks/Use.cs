using Akash.Sdl.Compile;
using Akash.Sdl.Flavors;
using Akash.Sdl.Model;

namespace Akash.Sdl.Checks;

/// <summary>A service in a placement, with what it refers to where that exists.</summary>
sealed record Use(
    string ServiceName, ServiceModel? Service, Named<DeploymentModel> Deployment, Named<Table<DeploymentModel>> Entry,
    ComputeModel? Compute, PlacementModel? Placement, PriceModel? Price)
{
    public string PlacementName => Deployment.Name;

    public string ProfileName => Deployment.Value.Profile.Value;

    public bool IsComplete => Service is not null && Compute?.Resources is not null && Placement is not null && Price is not null;

    /// <summary>All uses by service and placement name, as the flavor orders services.</summary>
    public static List<Use> In(SdlModel model, FlavorRules rules) =>
    [
        .. from entry in model.Deployment.Entries.OrderBy(entry => entry.Name, NameOrder.Of(rules))
           from deployment in entry.Value.Entries.OrderBy(deployment => deployment.Name, NameOrder.Bytes)
           select Of(model, entry, deployment),
    ];

    static Use Of(SdlModel model, Named<Table<DeploymentModel>> entry, Named<DeploymentModel> deployment)
    {
        var service = model.Services.TryGet(entry.Name, out var found) ? found.Value : null;
        var compute = model.Computes.TryGet(deployment.Value.Profile.Value, out var profile) ? profile.Value : null;
        var placement = model.Placements.TryGet(deployment.Name, out var place) ? place.Value : null;
        var price = placement?.Pricing is { } pricing && pricing.TryGet(deployment.Value.Profile.Value, out var named) ? named.Value : null;
        return new Use(entry.Name, service, deployment, entry, compute, placement, price);
    }
}
