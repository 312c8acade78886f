using System.Runtime.CompilerServices;
using Akash.Chain.Errors;
using Akash.Provider;

namespace Akash.Deploy.Networks;

/// <summary>From failures of the chain and of providers to those of the network.</summary>
static class NetworkFailures
{
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ChainException failure)
        {
            throw From(failure);
        }
        catch (ProviderException failure)
        {
            throw From(failure);
        }
    }

    public static async IAsyncEnumerable<T> TranslateAsync<T>(
        IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var items = source.GetAsyncEnumerator(cancellationToken);
        while (await TranslateAsync(() => items.MoveNextAsync().AsTask())) yield return items.Current;
    }

    static DeploymentNetworkException From(ChainException failure) => new(
        failure.Failure switch
        {
            ChainFailure.InsufficientFunds or ChainFailure.MintingHalted or ChainFailure.MintingAboveLimit => NetworkFailure.InsufficientFunds,
            ChainFailure.BidGone or ChainFailure.LeaseGone or ChainFailure.DeploymentClosed or ChainFailure.NotFound => NetworkFailure.Gone,
            ChainFailure.Unavailable or ChainFailure.Unconfirmed or ChainFailure.Expired or ChainFailure.SequenceMismatch => NetworkFailure.Unavailable,
            _ => NetworkFailure.Rejected,
        },
        failure.Message, failure.Advice, failure);

    static DeploymentNetworkException From(ProviderException failure) => new(
        failure.Failure switch
        {
            ProviderFailure.ManifestInvalid or ProviderFailure.ManifestVersionMismatch or ProviderFailure.HostnameRefused => NetworkFailure.ManifestRejected,
            ProviderFailure.LeaseUnknown => NetworkFailure.Gone,
            _ => NetworkFailure.ProviderUnavailable,
        },
        failure.Message, failure.Advice, failure);
}
