using Akash.Proto.Audit.V1;
using Akash.Proto.Cert.V1;
using Akash.Proto.Provider.V1Beta4;
using Akash.Sandbox.Node;
using Akash.Sandbox.Providers.Gateway;
using Google.Protobuf;
using Attribute = Akash.Proto.Base.Attributes.V1.Attribute;

namespace Akash.Sandbox.Providers.Market;

/// <summary>A provider's records on chain: itself, its gateway's certificate, and what an auditor signs of it.</summary>
static class Registration
{
    const int MostBlocks = 30;

    public static async Task RegisterAsync(
        ProviderSettings settings, string hostUri, GatewayCertificate certificate, SigningAccount account, INode node, CancellationToken cancellationToken)
    {
        var chain = new ChainView(node);
        IMessage record = chain.Provider(account.Address) is null
            ? new MsgCreateProvider { Owner = account.Address, HostUri = hostUri, Attributes = { Sorted(settings) }, Info = new Info() }
            : new MsgUpdateProvider { Owner = account.Address, HostUri = hostUri, Attributes = { Sorted(settings) }, Info = new Info() };
        var hash = Require(settings, account.Send(
            record,
            new MsgCreateCertificate
            {
                Owner = account.Address,
                Cert = ByteString.CopyFromUtf8(certificate.CertificatePem),
                Pubkey = ByteString.CopyFromUtf8(certificate.PublicKeyPem),
            }));
        await WaitAsync(
            $"the record of provider {settings.Name}",
            hash,
            node,
            () => chain.Provider(account.Address)?.HostUri == hostUri && chain.ValidCertificate(account.Address, certificate.Serial) is not null,
            cancellationToken);
    }

    public static async Task SignAsync(ProviderSettings settings, string owner, SigningAccount auditor, INode node, CancellationToken cancellationToken)
    {
        var chain = new ChainView(node);
        if (chain.SignedAttributes(owner).Any(record => record.Auditor == auditor.Address)) return;
        var hash = Require(settings, auditor.Send(new MsgSignProviderAttributes { Owner = owner, Auditor = auditor.Address, Attributes = { Sorted(settings) } }));
        await WaitAsync(
            $"the auditor's signature of provider {settings.Name}",
            hash,
            node,
            () => chain.SignedAttributes(owner).Any(record => record.Auditor == auditor.Address),
            cancellationToken);
    }

    static IEnumerable<Attribute> Sorted(ProviderSettings settings) => settings.PublishedAttributes
        .OrderBy(attribute => attribute.Key, StringComparer.Ordinal)
        .Select(attribute => new Attribute { Key = attribute.Key, Value = attribute.Value });

    static string Require(ProviderSettings settings, BroadcastAnswer answer) => answer.Code == 0
        ? answer.Hash
        : throw new InvalidOperationException($"the chain refuses provider {settings.Name}: {answer.Codespace} {answer.Code}: {answer.Log}");

    static async Task WaitAsync(string what, string hash, INode node, Func<bool> isThere, CancellationToken cancellationToken)
    {
        if (isThere()) return;
        var blocks = 0;
        await foreach (var block in node.ReadBlocksAsync(cancellationToken))
        {
            if (isThere()) return;
            var failure = block.Transactions.FirstOrDefault(transaction => transaction.Hash == hash && transaction.Code != 0);
            if (failure is not null) throw new InvalidOperationException($"{what} did not get on chain: {failure.Codespace} {failure.Code}: {failure.Log}");
            if (++blocks > MostBlocks) throw new InvalidOperationException($"{what} is not on chain after {MostBlocks} blocks");
        }
    }
}
