using Akash.Proto.Cosmos.Auth.V1Beta1;
using Akash.Proto.Cosmos.Base.Query.V1Beta1;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Sandbox.Node;
using Google.Protobuf;

namespace Akash.Sandbox.Providers.Market;

/// <summary>The queries a provider makes, each in the state of the latest block.</summary>
sealed class ChainView(INode node)
{
    const ulong PageSize = 500;

    public IReadOnlyList<Order> OpenOrders() => AllPages(page =>
    {
        var answer = Ask("/akash.market.v1beta5.Query/Orders", new QueryOrdersRequest { Filters = new() { State = "open" }, Pagination = page }, QueryOrdersResponse.Parser);
        return (answer.Orders, answer.Pagination);
    });

    public IReadOnlyList<Bid> OpenBids(string provider) => AllPages(page =>
    {
        var answer = Ask("/akash.market.v1beta5.Query/Bids", new QueryBidsRequest { Filters = new() { Provider = provider, State = "open" }, Pagination = page }, QueryBidsResponse.Parser);
        return (answer.Bids.Select(bid => bid.Bid), answer.Pagination);
    });

    /// <summary>Leases that run, those under notice among them.</summary>
    public IReadOnlyList<Lease> HeldLeases(string provider) => [.. Leases(provider, "active"), .. Leases(provider, "reclaiming")];

    List<Lease> Leases(string provider, string state) => AllPages(page =>
    {
        var answer = Ask("/akash.market.v1beta5.Query/Leases", new QueryLeasesRequest { Filters = new() { Provider = provider, State = state }, Pagination = page }, QueryLeasesResponse.Parser);
        return (answer.Leases.Select(lease => lease.Lease), answer.Pagination);
    });

    public Proto.Cosmos.Base.V1Beta1.Coin? BidDeposit(string denom)
    {
        var parameters = Ask("/akash.market.v1beta5.Query/Params", new Proto.Market.V1Beta5.QueryParamsRequest(), Proto.Market.V1Beta5.QueryParamsResponse.Parser).Params;
        return parameters.BidMinDeposits.Append(parameters.BidMinDeposit).FirstOrDefault(coin => coin?.Denom == denom);
    }

    public QueryDeploymentResponse? Deployment(DeploymentKey key) => Find(
        "/akash.deployment.v1beta4.Query/Deployment",
        new QueryDeploymentRequest { Id = new DeploymentID { Owner = key.Owner, Dseq = key.Dseq } },
        QueryDeploymentResponse.Parser);

    public Order? Order(BidID bid) => Find(
        "/akash.market.v1beta5.Query/Order",
        new QueryOrderRequest { Id = new OrderID { Owner = bid.Owner, Dseq = bid.Dseq, Gseq = bid.Gseq, Oseq = bid.Oseq } },
        QueryOrderResponse.Parser)?.Order;

    public BaseAccount? Account(string address) => Find(
        "/cosmos.auth.v1beta1.Query/AccountInfo",
        new QueryAccountInfoRequest { Address = address },
        QueryAccountInfoResponse.Parser)?.Info;

    public Proto.Provider.V1Beta4.Provider? Provider(string owner) => Find(
        "/akash.provider.v1beta4.Query/Provider",
        new Proto.Provider.V1Beta4.QueryProviderRequest { Owner = owner },
        Proto.Provider.V1Beta4.QueryProviderResponse.Parser)?.Provider;

    public IReadOnlyList<Proto.Audit.V1.AuditedProvider> SignedAttributes(string owner) => [..
        Find(
            "/akash.audit.v1.Query/ProviderAttributes",
            new Proto.Audit.V1.QueryProviderAttributesRequest { Owner = owner },
            Proto.Audit.V1.QueryProvidersResponse.Parser)?.Providers ?? []];

    /// <summary>The certificate's PEM text while it is valid; null where the chain has none of that serial.</summary>
    public byte[]? ValidCertificate(string owner, string serial) => Find(
        "/akash.cert.v1.Query/Certificates",
        new Proto.Cert.V1.QueryCertificatesRequest { Filter = new() { Owner = owner, Serial = serial, State = "valid" } },
        Proto.Cert.V1.QueryCertificatesResponse.Parser)?.Certificates.FirstOrDefault()?.Certificate.Cert.ToByteArray();

    static List<T> AllPages<T>(Func<PageRequest, (IEnumerable<T> Items, PageResponse? Page)> read)
    {
        var all = new List<T>();
        var request = new PageRequest { Limit = PageSize };
        while (true)
        {
            var (items, page) = read(request);
            all.AddRange(items);
            if (page is null || page.NextKey.IsEmpty) return all;
            request = new PageRequest { Key = page.NextKey, Limit = PageSize };
        }
    }

    T Ask<T>(string path, IMessage request, MessageParser<T> parser) where T : class, IMessage<T> =>
        Find(path, request, parser) ?? throw new InvalidOperationException($"{path} answers not found, which a list never does");

    T? Find<T>(string path, IMessage request, MessageParser<T> parser) where T : class, IMessage<T>
    {
        const uint NotFound = 22;
        var answer = node.Query(path, request.ToByteArray());
        if (answer.Code == 0) return parser.ParseFrom(answer.Value.Span);
        if (answer.Code == NotFound || answer.Log.Contains("not found", StringComparison.OrdinalIgnoreCase)) return null;
        throw new InvalidOperationException($"{path} answers {answer.Codespace} {answer.Code}: {answer.Log}");
    }
}
