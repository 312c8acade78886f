namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>Recorded cases that are not compared, each with its reason. Every other one is.</summary>
static class Uncompared
{
    /// <summary>By the beginning of their ids.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["manifest.body.big_"] = "the body was too long to be recorded",
        ["manifest.body.deep"] = "the body was too long to be recorded",
        ["mtls.chain_of_two."] = "a client here sends no certificate beside its own that does not issue it",
        ["mtls.valid_plus_extra."] = "a client here sends no certificate beside its own that does not issue it",
        ["lifecycle.status_after_put.0.0"] = "a moment within 0.1 s in which the cluster had made one service and not the other",
        ["closed.service.1748"] = "while the provider has given a lease up and its cluster has not; here both happen at once",
        ["closed.final.service"] = "while the provider has given a lease up and its cluster has not; here both happen at once",
        ["closed.logs"] = "while the provider has given a lease up and its cluster has not; here both happen at once",
        ["logs.terminating_pods"] = "pods whose deployment somebody deleted by hand in the cluster",
        ["closing."] = "streams of 40 s over the end of a lease whose pods live on in the recorder's cluster",
        ["logs.long_line"] = "lines that the recorder wrote meanwhile",
        ["shell.tty_stdin_echo"] = "the greeting and prompt of the recorder's own shell",
        ["shell.pod_not_ready"] = "a pod that somebody made unready by hand in the cluster",
        ["shell.pod_failed"] = "a pod that somebody made fail by hand in the cluster",
        ["run2.after_watchdog_status"] = "a moment within 0.01 s in which a manifest was taken and not stored",
    };

    public static string? ReasonFor(string id) => Reasons.FirstOrDefault(entry => id.StartsWith(entry.Key, StringComparison.Ordinal)).Value;
}
