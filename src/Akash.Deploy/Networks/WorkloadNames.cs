using System.Text.RegularExpressions;

namespace Akash.Deploy.Networks;

/// <summary>From the names a cluster makes to the service they are of (provider.md 3.9).</summary>
static partial class WorkloadNames
{
    /// <summary>The service an event's object belongs to; the object's own name where it follows no pattern.</summary>
    public static string ServiceOf(string kind, string name) => kind switch
    {
        "Pod" when ReplicaPod().Match(name) is { Success: true } pod => pod.Groups[1].Value,
        "Pod" when StatefulPod().Match(name) is { Success: true } pod => pod.Groups[1].Value,
        "ReplicaSet" when ReplicaSet().Match(name) is { Success: true } set => set.Groups[1].Value,
        "Service" when name.EndsWith("-np", StringComparison.Ordinal) => name[..^3],
        _ => name,
    };

    [GeneratedRegex("^(.+)-[a-z0-9]{1,10}-[a-z0-9]{5}$")]
    private static partial Regex ReplicaPod();

    [GeneratedRegex("^(.+)-[0-9]+$")]
    private static partial Regex StatefulPod();

    [GeneratedRegex("^(.+)-[a-z0-9]{1,10}$")]
    private static partial Regex ReplicaSet();
}
