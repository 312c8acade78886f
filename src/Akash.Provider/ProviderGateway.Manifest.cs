using Akash.Provider.Manifests;
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
        var path = FormattableString.Invariant($"deployment/{dseq}/manifest");
        var pause = new RetryPause(time);
        var tokensRefused = 0;
        while (true)
        {
            ProviderException failure;
            TimeSpan patience;
            var atLeast = TimeSpan.Zero;
            try
            {
                var call = new Call(HttpMethod.Put, path, TokenScope.SendManifest, options.ManifestTimeout, manifestJson);
                var answer = await SendAsync(call, tokensRefused, cancellationToken);
                var verdict = ManifestAnswers.Classify(answer);
                if (verdict is ManifestVerdict.Accepted) return;

                if (verdict is ManifestVerdict.TokenRefused)
                {
                    tokensRefused++;
                    atLeast = PauseAfterRefusedToken;
                }

                failure = Refused(verdict, dseq, answer);
                patience = Patience(verdict, tokensRefused);
            }
            catch (ProviderException unreachable) when (unreachable.Failure is ProviderFailure.Unreachable)
            {
                failure = unreachable;
                patience = options.ManifestPatience;
            }

            if (!pause.Within(patience)) throw failure;
            await pause.WaitAsync(cancellationToken, atLeast);
        }
    }

    /// <summary>
    /// The leased group's manifest as the provider stored it, registry passwords included; null while it has none.
    /// It never hashes to the on-chain value: compare its fields (provider-notes 3.5).
    /// </summary>
    public async Task<string?> GetManifestAsync(LeasePath lease, CancellationToken cancellationToken)
    {
        var answer = await AskAsync($"{lease}/manifest", TokenScope.GetManifest, cancellationToken);
        return Found(answer) ? answer.Body : null;
    }

    /// <summary>How long a refusal of this meaning is worth another try, counted from the first.</summary>
    TimeSpan Patience(ManifestVerdict verdict, int tokensRefused) => verdict switch
    {
        ManifestVerdict.NoLeaseYet or ManifestVerdict.Trouble => options.ManifestPatience,
        ManifestVerdict.VersionMismatch or ManifestVerdict.DeploymentUnknown => options.VersionPatience,
        ManifestVerdict.TokenRefused when tokensRefused == 1 => options.ManifestPatience,
        _ => TimeSpan.Zero,
    };

    ProviderException Refused(ManifestVerdict verdict, ulong dseq, GatewayAnswer answer) => verdict switch
    {
        ManifestVerdict.NoLeaseYet => Failed(
            ProviderFailure.LeaseUnknown, $"knows no active lease of deployment {dseq} ({answer.Brief})",
            "Check on chain that the lease is active and with this provider; if so, its node lags behind."),
        ManifestVerdict.DeploymentUnknown => Failed(
            ProviderFailure.LeaseUnknown, $"finds no deployment {dseq} of {signer.Address} on chain ({answer.Brief})",
            "Check that the wallet is the one that owns the deployment; if so, the provider's node lags behind."),
        ManifestVerdict.VersionMismatch => Failed(
            ProviderFailure.ManifestVersionMismatch, $"finds that the manifest is not the one deployment {dseq} commits to on chain ({answer.Brief})",
            "Update the deployment with the manifest's hash first. If the hashes agree, this provider's version does not know a field of the manifest: leave it out or choose another provider."),
        ManifestVerdict.Invalid => Failed(
            ProviderFailure.ManifestInvalid, $"refuses the manifest of deployment {dseq} ({answer.Brief})",
            "Service names, resources and public ports are fixed by the lease: changing them needs a new deployment. Anything else is an error in the SDL."),
        ManifestVerdict.HostnameRefused => Failed(
            ProviderFailure.HostnameRefused, $"does not give deployment {dseq} a host name it asks for ({answer.Brief})",
            "Somebody else holds the name on this provider, or it is blocked there: choose another name under accept, or another provider."),
        ManifestVerdict.TokenRefused => TokenRefused(answer),
        ManifestVerdict.Forbidden => Forbidden(answer),
        ManifestVerdict.Trouble => Failed(
            ProviderFailure.Unreachable, $"did not take the manifest of deployment {dseq} ({answer.Brief})",
            "The provider has trouble of its own. Try again, or let the deployment go to another provider."),
        _ => Unexpected(answer),
    };
}
