using Akash.Provider.Answers;

namespace Akash.Provider;

public sealed partial class ProviderGateway
{
    string Name => $"Provider {provider.Address} ({provider.Gateway.Authority})";

    ProviderException Failed(ProviderFailure failure, string message, string advice, Exception? inner = null) =>
        new(failure, provider.Address, $"{Name} {message}", advice, inner);

    ProviderException Unreachable(Exception failure) => Failed(
        ProviderFailure.Unreachable, $"cannot be reached: {failure.InnerException?.Message ?? failure.Message}",
        "The provider may be down or have moved. Try again, or let the deployment go to another provider.", failure);

    ProviderException Silent(string what, Exception failure) => Failed(
        ProviderFailure.Unreachable, what,
        "The provider may be overloaded, or unable to look this account up: its public key is on chain only after the account's first transaction.",
        failure);

    ProviderException TokenRefused(GatewayAnswer answer) => Failed(
        ProviderFailure.Unauthorized, $"refuses the account's token, also a fresh one ({answer.Brief})",
        answer.Says("claims")
            ? "Check this machine's clock: the provider allows the token's times no leeway."
            : "Check that the wallet is the one that owns the deployment and has sent a transaction on this network.");

    ProviderException TokensUnknown(GatewayAnswer answer) => credentials.ByCertificate
        ? Failed(
            ProviderFailure.Unauthorized, $"asks for a certificate though it was shown one ({answer.Brief})",
            "Check on chain that the account's certificate is valid.")
        : Failed(
            ProviderFailure.Unauthorized, $"takes no tokens, as providers before v0.7 do not ({answer.Brief})",
            "Allow certificates for it, or choose another provider.");

    ProviderException Forbidden(GatewayAnswer answer) => Failed(
        ProviderFailure.Unauthorized, $"does not let this account do that ({answer.Brief})",
        "Check that the wallet is the one that owns the lease, and that the lease is with this provider.");

    ProviderException ClusterTrouble(GatewayAnswer answer) => Failed(
        ProviderFailure.ClusterUnreachable, $"has trouble with its cluster ({answer.Brief})",
        "The provider has to mend it. Try again later, or let the deployment go to another provider.");

    ProviderException Unexpected(GatewayAnswer answer) => Failed(
        ProviderFailure.Unexpected, $"answered outside the protocol ({answer.Brief})",
        "Check that its on-chain address is that of a provider gateway.");
}
