using Akash.Proto.Audit.V1;
using Akash.Proto.Cert.V1;
using Akash.Proto.Provider.V1Beta4;
using Audits = Akash.Proto.Audit.V1.Query.QueryClient;
using Certificates = Akash.Proto.Cert.V1.Query.QueryClient;
using Providers = Akash.Proto.Provider.V1Beta4.Query.QueryClient;

namespace Akash.Chain;

public sealed partial class ChainClient
{
    /// <summary>A provider's record: gateway address and own attributes; null where it has none.</summary>
    public async Task<Provider?> FindProviderAsync(string owner, CancellationToken cancellationToken) =>
        (await FindAsync(new Providers(Invoker).ProviderAsync(
            new Proto.Provider.V1Beta4.QueryProviderRequest { Owner = owner }, cancellationToken: cancellationToken)))?.Provider;

    /// <summary>Every registered provider, alive or not.</summary>
    public IAsyncEnumerable<Provider> ListProvidersAsync(CancellationToken cancellationToken) =>
        ListAsync(
            page => new Providers(Invoker).ProvidersAsync(
                new Proto.Provider.V1Beta4.QueryProvidersRequest { Pagination = page }, cancellationToken: cancellationToken),
            page => page.Providers, page => page.Pagination, cancellationToken);

    /// <summary>What each auditor signed about a provider; empty where nobody did.</summary>
    public async Task<IReadOnlyList<AuditedProvider>> GetAuditedAttributesAsync(string provider, CancellationToken cancellationToken) =>
        await FindAsync(new Audits(Invoker).ProviderAttributesAsync(
            new QueryProviderAttributesRequest { Owner = provider }, cancellationToken: cancellationToken)) is { } answer
            ? answer.Providers
            : [];

    /// <summary>A certificate by owner and serial number (decimal), valid or revoked; null where the owner has none of it.</summary>
    public async Task<Certificate?> FindCertificateAsync(string owner, string serial, CancellationToken cancellationToken)
    {
        var certificates = ListAsync(
            page => new Certificates(Invoker).CertificatesAsync(
                new QueryCertificatesRequest { Filter = new CertificateFilter { Owner = owner, Serial = serial }, Pagination = page },
                cancellationToken: cancellationToken),
            page => page.Certificates, page => page.Pagination, cancellationToken);
        await foreach (var certificate in certificates)
        {
            if (certificate.Serial == serial) return certificate.Certificate;
        }

        return null;
    }
}
