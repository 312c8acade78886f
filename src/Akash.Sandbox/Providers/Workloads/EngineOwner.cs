using System.Globalization;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>
/// The process that made a container, network or volume, as a label: whoever starts later can tell what a dead one left
/// behind from what another one, still alive, is using.
/// </summary>
sealed record EngineOwner(string PidNamespace, int Pid, string StartTicks, string Instance)
{
    public const string Label = "akash-sandbox.owner";

    public static EngineOwner Create() => new(
        CurrentPidNamespace(),
        Environment.ProcessId,
        StartTicksOf(Environment.ProcessId) ?? "0",
        Guid.NewGuid().ToString("N")[..12]);

    public override string ToString() => $"{PidNamespace}/{Pid}/{StartTicks}/{Instance}";

    /// <summary>Null where the text is no such label.</summary>
    public static EngineOwner? Parse(string? text) =>
        text?.Split('/') is [var space, var pid, var start, var instance] && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new EngineOwner(space, number, start, instance)
            : null;

    /// <summary>True only where the owner is known to be dead: of other PID namespaces nothing is known.</summary>
    public bool IsGone => PidNamespace == CurrentPidNamespace() && StartTicksOf(Pid) != StartTicks;

    static string CurrentPidNamespace() =>
        new FileInfo("/proc/self/ns/pid").LinkTarget?.Replace("/", "", StringComparison.Ordinal) ?? "unknown";

    /// <summary>Field 22 of /proc/PID/stat; null where there is no such process.</summary>
    static string? StartTicksOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
