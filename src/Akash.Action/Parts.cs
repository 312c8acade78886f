using Akash.Deploy;
using Akash.Deploy.Images;
using Akash.Deploy.Networks;
using Microsoft.Extensions.Logging;

namespace Akash.Action;

/// <summary>The ways out of the process, put together by hand; tests bring their own.</summary>
sealed record Parts
{
    public static string Version { get; } = typeof(Parts).Assembly.GetName().Version!.ToString(3);

    /// <summary>Opens a wallet on a network; the callback is told every secret that derives from it.</summary>
    public required Func<NetworkAccess, Action<string>, TimeProvider, ILogger, IDeploymentNetwork> OpenNetwork { get; init; }

    /// <summary>Builds, pushes and looks up images with the docker on a PATH.</summary>
    public required Func<IDeployReporter, string?, ImageSupply> SupplyImages { get; init; }

    public static Parts Real() => new()
    {
        OpenNetwork = ChainNetwork.Open,
        SupplyImages = (reporter, path) => new ImageSupply(new RegistryClient(new HttpClient()), reporter, path),
    };
}
