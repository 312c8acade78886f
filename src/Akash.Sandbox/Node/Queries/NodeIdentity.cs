using System.Security.Cryptography;
using Akash.Proto.Discovery.V1;

namespace Akash.Sandbox.Node.Queries;

/// <summary>The versions the sandbox stands for, as clients look them up (chain.md section 2).</summary>
static class NodeIdentity
{
    public const string Application = "akash";
    public const string Version = "2.1.0";
    public const string CometVersion = "0.38.21";
    public const string SdkVersion = "v0.53.7";
    public const string Moniker = "akash-sandbox";
    public const string NodeId = "616b6173682d73616e64626f782d6e6f64652d30";
    public const string Channels = "QCAhIiMwOGBhAA==";

    public static byte[] ValidatorKey { get; } = SHA256.HashData("akash-sandbox/validator"u8);

    public static byte[] ValidatorAddress { get; } = SHA256.HashData(ValidatorKey)[..20];

    public static Akash.Proto.Discovery.V1.Akash Discovery(string chainId) => new()
    {
        ClientInfo = new ClientInfo { ApiVersion = "v1beta3" },
        SupportedVersions =
        {
            new VersionInfo
            {
                ApiVersion = "v1beta3",
                Modules =
                {
                    new ModuleVersion { Module = "audit", Version = "v1" },
                    new ModuleVersion { Module = "cert", Version = "v1" },
                    new ModuleVersion { Module = "deployment", Version = "v1beta4" },
                    new ModuleVersion { Module = "escrow", Version = "v1" },
                    new ModuleVersion { Module = "market", Version = "v1beta5" },
                    new ModuleVersion { Module = "provider", Version = "v1beta4" },
                },
            },
        },
        ChainId = chainId,
        NodeVersion = "v" + Version,
    };
}
