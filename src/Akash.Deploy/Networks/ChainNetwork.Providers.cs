using Akash.Chain.Errors;
using Akash.Provider;

namespace Akash.Deploy.Networks;

public sealed partial class ChainNetwork
{
    /// <summary>The records of providers, each asked for once.</summary>
    async Task<IReadOnlyDictionary<string, ProviderRecord>> FindRecordsAsync(IEnumerable<string> providers, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(
            providers.Distinct().Select(async provider => (Address: provider, Record: await FindRecordAsync(provider, cancellationToken))));
        return (from entry in found where entry.Record is not null select entry).ToDictionary(entry => entry.Address, entry => entry.Record!);
    }

    async Task<ProviderRecord?> FindRecordAsync(string provider, CancellationToken cancellationToken)
    {
        try
        {
            // Shared by all who ask, so nobody's cancellation may end it.
            return await records.GetOrAdd(provider, address => ReadRecordAsync(address, CancellationToken.None)).WaitAsync(cancellationToken);
        }
        catch (ChainException)
        {
            records.TryRemove(provider, out _);
            throw;
        }
    }

    async Task<ProviderRecord?> ReadRecordAsync(string provider, CancellationToken cancellationToken)
    {
        var record = chain.FindProviderAsync(provider, cancellationToken);
        var audits = chain.GetAuditedAttributesAsync(provider, cancellationToken);
        await Task.WhenAll(record, audits);
        if (await record is not { } known) return null;

        var attributes = known.Attributes.Concat((await audits).SelectMany(audit => audit.Attributes))
            .DistinctBy(attribute => attribute.Key)
            .ToDictionary(attribute => attribute.Key, attribute => attribute.Value);
        return new ProviderRecord(known.HostUri, attributes);
    }

    async Task<ProviderGateway> ConnectAsync(LeaseId lease, CancellationToken cancellationToken)
    {
        if (gateways.TryGetValue(lease.Provider, out var known)) return known;

        var record = await FindRecordAsync(lease.Provider, cancellationToken);
        if (!Uri.TryCreate(record?.GatewayText, UriKind.Absolute, out var gateway) || gateway.Scheme != Uri.UriSchemeHttps)
            throw new DeploymentNetworkException(
                NetworkFailure.ProviderUnavailable, $"Provider {lease.Provider} has no gateway on chain that could be called: '{record?.GatewayText}'",
                "Choose another provider.");

        return gateways.GetOrAdd(lease.Provider, address => new ProviderGateway(
            new ProviderIdentity(address, gateway), new WalletTokenSigner(wallet), new ChainCertificates(chain), gatewayOptions, time, certificates));
    }
}
