namespace Akash.Deploy;

/// <summary>The closed list of reason codes; their kebab-case spelling is public interface.</summary>
public enum Reason
{
    /// <summary>No provider made a bid.</summary>
    NoBids,

    /// <summary>Providers bid, but above the price allowed.</summary>
    PriceAboveMax,

    /// <summary>The account cannot pay.</summary>
    InsufficientFunds,

    /// <summary>Replicas did not come up in time.</summary>
    NotReady,

    /// <summary>Replicas came up, but the public URL does not answer well.</summary>
    Unhealthy,
    ImageNotPullable,
    SdlInvalid,
    InputInvalid,
    BuildFailed,
    PushFailed,
    Cancelled,

    /// <summary>Another run works on the environment.</summary>
    Busy,
    TimedOut,

    /// <summary>No endpoint of the network answered usefully.</summary>
    NetworkUnavailable,

    /// <summary>The network refused a transaction.</summary>
    NetworkRejected,

    /// <summary>The provider did not answer or could not be trusted.</summary>
    ProviderUnavailable,
    ManifestRejected,

    /// <summary>The deployment or a lease of it ended meanwhile.</summary>
    DeploymentGone,

    /// <summary>What changed cannot be changed in place.</summary>
    NeedsNewDeployment,

    /// <summary>There is nowhere to keep a record, or none of this environment.</summary>
    NoRecord,

    /// <summary>The record could not be read or written.</summary>
    RecordUnavailable,
}

public static class Reasons
{
    /// <summary>Whether a person must change input or configuration, as opposed to trying again (exit code 2 when nothing was spent).</summary>
    public static bool IsInput(this Reason reason) => reason is
        Reason.SdlInvalid or Reason.InputInvalid or Reason.InsufficientFunds or Reason.ImageNotPullable or
        Reason.NeedsNewDeployment or Reason.NoRecord or Reason.RecordUnavailable or Reason.DeploymentGone;

    /// <summary>The public spelling: <c>no-bids</c>.</summary>
    public static string Code(this Reason reason) =>
        string.Concat(reason.ToString().Select((letter, index) =>
            char.IsUpper(letter) ? (index == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
}
