namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>How much of the recordings is compared: all of it but what <see cref="Uncompared"/> names.</summary>
public sealed class CoverageTests
{
    /// <summary>What <see cref="GatewayRecordingTests"/> and <see cref="SocketRecordingTests"/> play by group; the rest by the beginning of its ids.</summary>
    static readonly HashSet<string> Groups =
    [
        "public", "router", "path", "auth-header", "jwt", "account", "auth-matrix", "mtls", "manifest", "closed", "migrate", "kube-down", "rpc-down",
        "logs", "events", "handshake", "shell",
    ];

    static readonly string[] Ids =
    [
        "lifecycle.", "hostnames.", "owner.", "scope.", "update.", "roundtrip.", "multi.", "persistent.", "run2.lease_status", "run2.mtls", "run2.hosts_required_has", "run2.no_host", "run2.status", "run2.after_watchdog", "rpc_hangs.",
    ];

    [Fact]
    public void Every_recorded_case_is_compared_or_named_with_its_reason()
    {
        var all = RecordedCase.ReadHttp().Concat(RecordedCase.ReadSockets()).ToList();
        var compared = all.Where(recorded => Uncompared.ReasonFor(recorded.Id) is null).ToList();

        compared.Where(recorded => !Groups.Contains(recorded.Group) && !Ids.Any(id => recorded.Id.StartsWith(id, StringComparison.Ordinal))).Select(recorded => recorded.Id)
            .Should().BeEmpty();
        (all.Count - compared.Count).Should().BeLessThan(60);
        Uncompared.Reasons.Keys.Should().OnlyContain(id => all.Any(recorded => recorded.Id.StartsWith(id, StringComparison.Ordinal)));
        TestContext.Current.SendDiagnosticMessage($"{compared.Count} of {all.Count} recorded cases are compared");
    }
}
