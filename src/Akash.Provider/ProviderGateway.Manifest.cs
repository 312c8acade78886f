using Akash.Provider.Answers;
using Akash.Provider.Tokens;

namespace Akash.Provider;

public sealed partial class ProviderGateway
{
    /// <summary>
    /// Hands over the manifest of a whole deployment, again until it is accepted: also after an early hand-over that the
    /// provider remembers, since only an accepted one keeps it from closing the lease (provider.md section 4.1). Accepted
    /// means queued; what was deployed shows in the lease's status. Handing over the same manifest twice changes nothing.
    /// </summary>
    /// <param name="manifestJson">All groups, in the exact text whose hash is on chain.</param>
    /// <exception cref="ProviderException">It was refused for good, or for longer than its cause allows.</exception>
    public async Task SendManifestAsync(ulong dseq, string manifestJson, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(
            new Call(
                HttpMethod.Put, FormattableString.Invariant($"deployment/{dseq}/manifest"), TokenScope.SendManifest,
                options.ManifestTimeout, options.ManifestPatience, FormattableString.Invariant($"deployment {dseq}"), manifestJson),
            cancellationToken);
        if (answer.Status != 200) throw Unexpected(answer);
    }

    /// <summary>
    /// The leased group's manifest as the provider stored it, registry passwords included; null while it has none.
    /// It never hashes to the on-chain value: compare its fields (provider-notes 3.5).
    /// </summary>
    public async Task<string?> GetManifestAsync(LeasePath lease, CancellationToken cancellationToken)
    {
        var answer = await AskAsync($"{lease}/manifest", TokenScope.GetManifest, cancellationToken);
        return answer.Status == 200 ? answer.Body : null;
    }

    ProviderException Refused(AnswerMeaning meaning, Call call, GatewayAnswer answer) => meaning switch
    {
        AnswerMeaning.NoLeaseYet => Failed(
            ProviderFailure.LeaseUnknown, $"knows no active lease of {call.About} ({answer.Brief})",
            "Check on chain that the lease is active and with this provider; if so, its node lags behind."),
        AnswerMeaning.DeploymentUnknown => Failed(
            ProviderFailure.LeaseUnknown, $"finds no {call.About} of {signer.Address} on chain ({answer.Brief})",
            "Check that the wallet is the one that owns the deployment; if so, the provider's node lags behind."),
        AnswerMeaning.VersionMismatch => Failed(
            ProviderFailure.ManifestVersionMismatch, $"finds that the manifest is not the one {call.About} commits to on chain ({answer.Brief})",
            "Update the deployment with the manifest's hash first. If the hashes agree, this provider's version does not know a field of the manifest: leave it out or choose another provider."),
        AnswerMeaning.ManifestInvalid => Failed(
            ProviderFailure.ManifestInvalid, $"refuses the manifest of {call.About} ({answer.Brief})",
            "Service names, resources and public ports are fixed by the lease: changing them needs a new deployment. Anything else is an error in the SDL."),
        AnswerMeaning.HostnameRefused => Failed(
            ProviderFailure.HostnameRefused, $"does not give {call.About} a host name it asks for ({answer.Brief})",
            "Somebody else holds the name on this provider, or it is blocked there: choose another name under accept, or another provider."),
        AnswerMeaning.DestinationRefused => Failed(
            ProviderFailure.DestinationRefused, $"moves nothing to {call.About} ({answer.Brief})",
            "The destination must have a lease with this provider, and its manifest, already sent, must list what moves to it."),
        AnswerMeaning.TokenRefused => TokenRefused(answer),
        AnswerMeaning.TokensUnknown => TokensUnknown(answer),
        AnswerMeaning.Forbidden => Forbidden(answer),
        AnswerMeaning.Trouble when call.Method == HttpMethod.Get => ClusterTrouble(answer),
        AnswerMeaning.Trouble => Failed(
            ProviderFailure.Unreachable, $"did not take what was sent for {call.About} ({answer.Brief})",
            "The provider has trouble of its own. Try again, or let the deployment go to another provider."),
        _ => Unexpected(answer),
    };
}
