namespace Akash.Provider.Streams;

/// <summary>How a stream ended.</summary>
/// <param name="Code">The close code; null when the connection was dropped, which is how gateways end logs.</param>
readonly record struct StreamEnd(int? Code, string Reason)
{
    public static StreamEnd Dropped => new(null, "");

    /// <summary>The provider has no such lease, or not yet.</summary>
    public bool LeaseUnknown => Code == 4001;

    public bool ClusterUnreachable => Code == 4002;

    /// <summary>Nothing to read from, yet.</summary>
    public bool NoRunningPods => Code == 4000 && Reason == "no running pods";

    public bool IsFailure => Code is >= 4000 && !NoRunningPods;
}
