using System.Collections.Frozen;
using Akash.Proto.Audit.V1;
using Akash.Proto.Bme.V1;
using Akash.Proto.Cert.V1;
using Akash.Proto.Cosmos.Auth.V1Beta1;
using Akash.Proto.Cosmos.Authz.V1Beta1;
using Akash.Proto.Cosmos.Bank.V1Beta1;
using Akash.Proto.Cosmos.Base.Node.V1Beta1;
using Akash.Proto.Cosmos.Base.Tendermint.V1Beta1;
using Akash.Proto.Cosmos.Crypto.Secp256k1;
using Akash.Proto.Cosmos.Feegrant.V1Beta1;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Akash.Proto.Cosmos.Upgrade.V1Beta1;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Discovery.V1;
using Akash.Proto.Escrow.V1;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Proto.Oracle.V2;
using Akash.Proto.Provider.V1Beta4;
using Google.Protobuf.Reflection;

namespace Akash.Sandbox.Wire;

/// <summary>The messages and services the network speaks, by name.</summary>
static class ProtoTypes
{
    static readonly FileDescriptor[] Files =
    [
        AuditV1Reflection.Descriptor, BmeV1Reflection.Descriptor, CertV1Reflection.Descriptor, DeploymentV1Reflection.Descriptor,
        DeploymentV1Beta4Reflection.Descriptor, DiscoveryV1Reflection.Descriptor, EscrowV1Reflection.Descriptor, MarketV1Reflection.Descriptor,
        MarketV1Beta5Reflection.Descriptor, OracleV2Reflection.Descriptor, ProviderV1Beta4Reflection.Descriptor,
        AuthV1Beta1Reflection.Descriptor, AuthzV1Beta1Reflection.Descriptor, BankV1Beta1Reflection.Descriptor, BaseNodeV1Beta1Reflection.Descriptor,
        BaseTendermintV1Beta1Reflection.Descriptor, CryptoSecp256K1Reflection.Descriptor, FeegrantV1Beta1Reflection.Descriptor,
        TxV1Beta1Reflection.Descriptor, UpgradeV1Beta1Reflection.Descriptor,
    ];

    static readonly FrozenDictionary<string, MessageDescriptor> Messages =
        Files.SelectMany(file => file.MessageTypes).ToFrozenDictionary(type => type.FullName);

    static readonly FrozenDictionary<string, MethodDescriptor> Methods =
        Files.SelectMany(file => file.Services).SelectMany(service => service.Methods)
            .ToFrozenDictionary(method => $"/{method.Service.FullName}/{method.Name}");

    /// <summary>The type of a message by its URL (<c>/package.Name</c>); null where it is unknown.</summary>
    public static MessageDescriptor? Find(string typeUrl) =>
        typeUrl.StartsWith('/') && Messages.TryGetValue(typeUrl[1..], out var type) ? type : null;

    /// <summary>A service's method by its full path (<c>/package.Service/Method</c>); null where it is unknown.</summary>
    public static MethodDescriptor? FindMethod(string path) => Methods.GetValueOrDefault(path);
}
