using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Akash.Proto.Audit.V1;
using Akash.Proto.Cert.V1;
using Akash.Proto.Cosmos.Auth.V1Beta1;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Cosmos.Crypto.Secp256k1;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Proto.Provider.V1Beta4;
using Akash.Sandbox.Node;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>A node without rules: answers queries from what a test put in, takes every transaction and carries out the few messages providers send.</summary>
sealed class ScriptedNode : INode
{
    readonly Lock change = new();
    readonly List<Channel<CommittedBlock>> readers = [];
    readonly List<CommittedTransaction> pending = [];
    readonly Dictionary<string, byte[]?> accounts = [];
    readonly Dictionary<string, Akash.Proto.Provider.V1Beta4.Provider> providers = [];
    readonly List<CertificateResponse> certificates = [];
    readonly List<AuditedProvider> audits = [];
    readonly List<QueryDeploymentResponse> deployments = [];
    readonly List<Order> orders = [];
    readonly List<Bid> bids = [];
    readonly List<Lease> leases = [];

    public string ChainId => "scripted";

    public long Height { get; private set; } = 1;

    public DateTimeOffset BlockTime => DateTimeOffset.UnixEpoch.AddSeconds(Height);

    /// <summary>All messages sent so far.</summary>
    public List<IMessage> Sent { get; } = [];

    public IReadOnlyList<Bid> Bids
    {
        get { lock (change) return [.. bids]; }
    }

    /// <summary>An account and its public key, or none yet.</summary>
    public void AddAccount(string address, byte[]? publicKey = null)
    {
        lock (change) accounts[address] = publicKey;
    }

    public void AddDeployment(string owner, ulong dseq, byte[] hash, params GroupSpec[] groups)
    {
        lock (change)
        {
            deployments.RemoveAll(deployment => deployment.Deployment.Id.Owner == owner && deployment.Deployment.Id.Dseq == dseq);
            deployments.Add(new QueryDeploymentResponse
            {
                Deployment = new Deployment { Id = new DeploymentID { Owner = owner, Dseq = dseq }, State = Deployment.Types.State.Active, Hash = ByteString.CopyFrom(hash) },
                Groups =
                {
                    groups.Select((spec, index) => new Group
                    {
                        Id = new GroupID { Owner = owner, Dseq = dseq, Gseq = (uint)index + 1 },
                        State = Group.Types.State.Open,
                        GroupSpec = spec,
                    }),
                },
            });
        }
    }

    public void AddOrder(string owner, ulong dseq, GroupSpec spec)
    {
        lock (change) orders.Add(new Order { Id = new OrderID { Owner = owner, Dseq = dseq, Gseq = 1, Oseq = 1 }, State = Order.Types.State.Open, Spec = spec });
    }

    /// <summary>A certificate that is valid on chain.</summary>
    public void AddCertificate(X509Certificate2 certificate)
    {
        lock (change) certificates.Add(new CertificateResponse
        {
            Certificate = new Certificate { State = State.Valid, Cert = ByteString.CopyFromUtf8(certificate.ExportCertificatePem()) },
            Serial = Akash.Sandbox.Providers.Gateway.GatewayCertificate.SerialOf(certificate),
        });
    }

    public void RevokeCertificate(X509Certificate2 certificate)
    {
        lock (change) certificates.RemoveAll(known => known.Serial == Akash.Sandbox.Providers.Gateway.GatewayCertificate.SerialOf(certificate));
    }

    public void AddLease(string owner, ulong dseq, string provider, uint gseq = 1)
    {
        lock (change)
        {
            leases.RemoveAll(lease => lease.Id.Owner == owner && lease.Id.Dseq == dseq && lease.Id.Gseq == gseq && lease.Id.Provider == provider);
            leases.Add(new Lease { Id = new LeaseID { Owner = owner, Dseq = dseq, Gseq = gseq, Oseq = 1, Provider = provider }, State = Lease.Types.State.Active });
            foreach (var order in orders.Where(order => order.Id.Dseq == dseq)) order.State = Order.Types.State.Active;
            foreach (var bid in bids.Where(bid => bid.Id.Dseq == dseq && bid.Id.Provider == provider)) bid.State = Bid.Types.State.Active;
        }
    }

    public void CloseLease(ulong dseq)
    {
        lock (change) leases.RemoveAll(lease => lease.Id.Dseq == dseq);
    }

    /// <summary>Ends a block: readers see what was sent since the last one.</summary>
    public void Commit()
    {
        lock (change)
        {
            Height++;
            var block = new CommittedBlock(Height, BlockTime, [.. pending]);
            pending.Clear();
            foreach (var reader in readers) reader.Writer.TryWrite(block);
        }
    }

    public BroadcastAnswer Broadcast(ReadOnlyMemory<byte> transaction)
    {
        lock (change)
        {
            var body = TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(transaction.Span).BodyBytes);
            foreach (var message in body.Messages) Apply(message);
            var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(transaction.Span));
            pending.Add(new CommittedTransaction(hash, 0, "", ""));
            return new BroadcastAnswer(0, "", "", hash);
        }
    }

    void Apply(Any any)
    {
        IMessage message = any.TypeUrl.Split('.')[^1] switch
        {
            "MsgCreateProvider" => any.Unpack<MsgCreateProvider>(),
            "MsgCreateCertificate" => any.Unpack<MsgCreateCertificate>(),
            "MsgSignProviderAttributes" => any.Unpack<MsgSignProviderAttributes>(),
            "MsgCreateBid" => any.Unpack<MsgCreateBid>(),
            "MsgCloseBid" => any.Unpack<MsgCloseBid>(),
            _ => throw new NotSupportedException(any.TypeUrl),
        };
        Sent.Add(message);
        switch (message)
        {
            case MsgCreateProvider create:
                providers[create.Owner] = new Akash.Proto.Provider.V1Beta4.Provider { Owner = create.Owner, HostUri = create.HostUri, Attributes = { create.Attributes } };
                break;
            case MsgCreateCertificate create:
                using (var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(create.Cert.ToStringUtf8()))
                {
                    certificates.Add(new CertificateResponse
                    {
                        Certificate = new Certificate { State = State.Valid, Cert = create.Cert, Pubkey = create.Pubkey },
                        Serial = Akash.Sandbox.Providers.Gateway.GatewayCertificate.SerialOf(certificate),
                    });
                }

                break;
            case MsgSignProviderAttributes sign:
                audits.Add(new AuditedProvider { Owner = sign.Owner, Auditor = sign.Auditor, Attributes = { sign.Attributes } });
                break;
            case MsgCreateBid create:
                bids.Add(new Bid { Id = create.Id, State = Bid.Types.State.Open, Price = create.Price });
                break;
            case MsgCloseBid close:
                bids.RemoveAll(bid => bid.Id.Equals(close.Id));
                leases.RemoveAll(lease => lease.Id.Dseq == close.Id.Dseq && lease.Id.Provider == close.Id.Provider);
                break;
        }
    }

    public QueryAnswer Query(string path, ReadOnlySpan<byte> request)
    {
        lock (change)
        {
            return path.Split('/')[^1] switch
            {
                "AccountInfo" => Account(QueryAccountInfoRequest.Parser.ParseFrom(request).Address),
                "Provider" => providers.TryGetValue(QueryProviderRequest(request), out var provider) ? Found(new QueryProviderResponse { Provider = provider }) : NotFound(),
                "Certificates" => Certificates(QueryCertificatesRequest.Parser.ParseFrom(request).Filter),
                "ProviderAttributes" => Attributes(QueryProviderAttributesRequest.Parser.ParseFrom(request).Owner),
                "Deployment" => DeploymentOf(QueryDeploymentRequest.Parser.ParseFrom(request).Id),
                "Orders" => Found(new QueryOrdersResponse { Orders = { orders.Where(order => order.State == Order.Types.State.Open) } }),
                "Order" => OrderOf(QueryOrderRequest.Parser.ParseFrom(request).Id),
                "Bids" => BidsOf(QueryBidsRequest.Parser.ParseFrom(request).Filters.Provider),
                "Leases" => LeasesOf(QueryLeasesRequest.Parser.ParseFrom(request).Filters),
                "Params" => Found(new Akash.Proto.Market.V1Beta5.QueryParamsResponse { Params = new() { BidMinDeposits = { new Coin { Denom = "uact", Amount = "500000" } } } }),
                _ => throw new NotSupportedException(path),
            };
        }
    }

    static string QueryProviderRequest(ReadOnlySpan<byte> request) => Akash.Proto.Provider.V1Beta4.QueryProviderRequest.Parser.ParseFrom(request).Owner;

    QueryAnswer Account(string address)
    {
        if (!accounts.TryGetValue(address, out var key)) return NotFound();
        var account = new BaseAccount { Address = address };
        if (key is not null) account.PubKey = Any.Pack(new PubKey { Key = ByteString.CopyFrom(key) }, "");
        return Found(new QueryAccountInfoResponse { Info = account });
    }

    QueryAnswer Certificates(CertificateFilter filter) => Found(new QueryCertificatesResponse { Certificates = { certificates.Where(certificate => certificate.Serial == filter.Serial) } });

    QueryAnswer Attributes(string owner) => Found(new Akash.Proto.Audit.V1.QueryProvidersResponse { Providers = { audits.Where(audit => audit.Owner == owner) } });

    QueryAnswer DeploymentOf(DeploymentID id) => deployments.FirstOrDefault(deployment => deployment.Deployment.Id.Equals(id)) is { } found ? Found(found) : NotFound();

    QueryAnswer OrderOf(OrderID id) => orders.FirstOrDefault(order => order.Id.Equals(id)) is { } found ? Found(new QueryOrderResponse { Order = found }) : NotFound();

    QueryAnswer BidsOf(string provider) => Found(new QueryBidsResponse
    {
        Bids = { bids.Where(bid => bid.Id.Provider == provider && bid.State == Bid.Types.State.Open).Select(bid => new QueryBidResponse { Bid = bid }) },
    });

    QueryAnswer LeasesOf(LeaseFilters filters) => Found(new QueryLeasesResponse
    {
        Leases = { leases.Where(lease => lease.Id.Provider == filters.Provider && lease.State.ToString().Equals(filters.State, StringComparison.OrdinalIgnoreCase)).Select(lease => new QueryLeaseResponse { Lease = lease }) },
    });

    static QueryAnswer Found(IMessage message) => new(0, "", "", message.ToByteArray());

    static QueryAnswer NotFound() => new(22, "sdk", "rpc error: code = NotFound desc = not found", default);

    public async IAsyncEnumerable<CommittedBlock> ReadBlocksAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<CommittedBlock>();
        lock (change) readers.Add(channel);
        await foreach (var block in channel.Reader.ReadAllAsync(cancellationToken)) yield return block;
    }
}
