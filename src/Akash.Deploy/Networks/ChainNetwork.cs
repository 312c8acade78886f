using System.Collections.Concurrent;
using Akash.Chain;
using Akash.Chain.Keys;
using Akash.Chain.Networks;
using Akash.Chain.Transactions;
using Akash.Provider;

namespace Akash.Deploy.Networks;

/// <summary>Deployments of a wallet on an Akash chain, run by its providers.</summary>
public sealed partial class ChainNetwork : IDeploymentNetwork, IDisposable
{
    readonly NetworkAccess access;
    readonly NetworkDefinition definition;
    readonly Wallet wallet;
    readonly HttpClient http;
    readonly ChainClient chain;
    readonly TransactionSender transactions;
    readonly SendOptions sending;
    readonly IngressProbe probe;
    readonly ProviderOptions gatewayOptions;
    readonly TimeProvider time;
    readonly WalletCertificates certificates;
    readonly ConcurrentDictionary<string, Task<ProviderRecord?>> records = [];
    readonly ConcurrentDictionary<string, ProviderGateway> gateways = [];

    ChainNetwork(
        NetworkAccess access, NetworkDefinition definition, Wallet wallet, HttpClient http, ChainClient chain, TransactionSender transactions, SendOptions sending,
        ProviderOptions gatewayOptions, TimeProvider time)
    {
        this.access = access;
        this.definition = definition;
        this.wallet = wallet;
        this.http = http;
        this.chain = chain;
        this.transactions = transactions;
        this.sending = sending;
        this.gatewayOptions = gatewayOptions;
        this.time = time;
        certificates = new WalletCertificates(transactions, sending, time);
        probe = new IngressProbe(definition.Ingress, time);
    }

    public string Name => definition.Name;

    public string ChainId => definition.ChainId;

    public string Owner => access.Owner ?? wallet.Address;

    public Task<HttpAnswer> ProbeAsync(Uri uri, CancellationToken cancellationToken) => probe.AskAsync(uri, cancellationToken);

    public void Dispose()
    {
        foreach (var gateway in gateways.Values) gateway.Dispose();
        certificates.Dispose();
        probe.Dispose();
        http.Dispose();
        wallet.Dispose();
    }
}
