using System.Collections.Frozen;

namespace Akash.Sandbox.Providers.Access;

/// <summary>The scopes a token may name.</summary>
static class AccessScope
{
    public const string SendManifest = "send-manifest";
    public const string GetManifest = "get-manifest";
    public const string Logs = "logs";
    public const string Shell = "shell";
    public const string Events = "events";
    public const string Status = "status";

    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        SendManifest, GetManifest, Logs, Shell, Events, Status, "restart", "hostname-migrate", "ip-migrate", "attestation");
}
