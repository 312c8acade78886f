using Akash.Proto.Audit.V1;
using Akash.Proto.Cert.V1;
using Akash.Proto.Cosmos.Base.Query.V1Beta1;
using Akash.Proto.Provider.V1Beta4;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.Modules;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using CertificateState = Akash.Proto.Cert.V1.State;
using AuditProviders = Akash.Proto.Audit.V1.QueryProvidersResponse;
using ProviderList = Akash.Proto.Provider.V1Beta4.QueryProvidersResponse;
using ProviderRequest = Akash.Proto.Provider.V1Beta4.QueryProviderRequest;

namespace Akash.Sandbox.Node.Queries;

/// <summary>Providers, audits and certificates.</summary>
static class ProviderQueries
{
    public static void Register(QueryRouter router)
    {
        router.On<QueryProvidersRequest, ProviderList>("/akash.provider.v1beta4.Query/Providers", (context, request) =>
        {
            var all = context.State.Providers.Values.OrderBy(provider => Convert.ToHexString(AccountAddress.ToBytes(provider.Owner)!), StringComparer.Ordinal);
            var (providers, page) = Pages.Plain(all, request.Pagination, provider => ByteString.CopyFrom(AccountAddress.ToBytes(provider.Owner)!));
            return new() { Providers = { providers }, Pagination = page };
        });
        router.On<ProviderRequest, QueryProviderResponse>("/akash.provider.v1beta4.Query/Provider", (context, request) =>
        {
            if (!AccountAddress.IsValid(request.Owner)) throw Pages.Invalid("invalid owner address");
            return new() { Provider = context.State.Providers.Find(request.Owner) ?? throw ProviderErrors.NotFound.Refusal() };
        });

        router.On<QueryProviderAttributesRequest, AuditProviders>("/akash.audit.v1.Query/ProviderAttributes", (context, request) =>
            Audits(context, audit => audit.Owner == request.Owner));
        router.On<QueryProviderAuditorRequest, AuditProviders>("/akash.audit.v1.Query/ProviderAuditorAttributes", (context, request) =>
            Audits(context, audit => audit.Owner == request.Owner && audit.Auditor == request.Auditor));

        router.On<QueryAllProvidersAttributesRequest, AuditProviders>("/akash.audit.v1.Query/AllProvidersAttributes", (context, request) => Misread(context, request.Pagination));
        router.On<QueryAuditorAttributesRequest, AuditProviders>("/akash.audit.v1.Query/AuditorAttributes", (context, request) => Misread(context, request.Pagination));

        router.On<QueryCertificatesRequest, QueryCertificatesResponse>("/akash.cert.v1.Query/Certificates", List);
    }

    static AuditProviders Audits(QueryContext context, Func<AuditedProvider, bool> wanted)
    {
        var audits = context.State.Audits.Values.Where(wanted).ToList();
        return audits.Count > 0 ? new() { Providers = { audits } } : throw AuditErrors.ProviderNotFound.Refusal();
    }

    /// <summary>
    /// Lists of audits as the network has them: what is stored is decoded as a message of another kind, whose owner is then the bytes
    /// of the last attribute, and the auditor is not looked at (chain.md section 16.3). Clients must ask for each provider.
    /// </summary>
    static AuditProviders Misread(QueryContext context, PageRequest? request)
    {
        var audits = context.State.Audits.All.Select(row => (Key: ByteString.CopyFromUtf8($"{row.Key.First}/{row.Key.Second}"), row.Value));
        var (rows, page) = Pages.Plain(audits, request, row => row.Key);
        return new() { Providers = { rows.Select(row => new AuditedProvider { Owner = row.Value.Attributes.LastOrDefault()?.ToByteString().ToStringUtf8() ?? "" }) }, Pagination = page };
    }

    static QueryCertificatesResponse List(QueryContext context, QueryCertificatesRequest request)
    {
        var filter = request.Filter ?? new CertificateFilter();
        var states = Pages.States(filter.State, request.Pagination, Pages.OffsetRefusal, Pages.StateRefusal, CertificateState.Valid, CertificateState.Revoked);
        byte[] scope = filter.Owner.Length == 0 ? []
            : AccountAddress.IsValid(filter.Owner) ? StoreKeys.OfOwner(filter.Owner)
            : throw Pages.Invalid("invalid owner address");
        var (certificates, page) = Pages.Of(
            request.Pagination,
            states,
            state => context.State.Certificates.All.Where(row => (byte)row.Value.State == state)
                .Where(row => filter.Owner.Length == 0 || row.Key.First == filter.Owner)
                .Where(row => filter.Serial.Length == 0 || Certificates.SerialOf(row.Key) == filter.Serial)
                .Select(row => ((byte[])[0x11, state, .. StoreKeys.OfCertificate(row.Key)], new CertificateResponse { Certificate = row.Value, Serial = Certificates.SerialOf(row.Key) })),
            state => [0x11, state, .. scope]);
        return new() { Certificates = { certificates }, Pagination = page };
    }
}
