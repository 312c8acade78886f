using System.Text.Json.Serialization;

namespace Akash.Sandbox.Faults;

/// <summary>What goes wrong.</summary>
enum Fault
{
    /// <summary>The connection ends before the request is read.</summary>
    [JsonStringEnumMemberName("drop")] Drop,

    /// <summary>The answer comes late.</summary>
    [JsonStringEnumMemberName("delay")] Delay,

    /// <summary>A 5xx of something in between.</summary>
    [JsonStringEnumMemberName("error")] Error,

    /// <summary>The gateway presents a certificate that isn't on chain.</summary>
    [JsonStringEnumMemberName("wrong-certificate")] WrongCertificate,

    /// <summary>The connection ends in the middle of the answer.</summary>
    [JsonStringEnumMemberName("reset")] Reset,

    /// <summary>The answer is that of a node some blocks behind.</summary>
    [JsonStringEnumMemberName("lag")] Lag,

    /// <summary>The request is carried out, but its answer never arrives.</summary>
    [JsonStringEnumMemberName("lost-answer")] LostAnswer,

    /// <summary>The request arrives twice, as when a proxy repeats it, and what arrives is the second answer.</summary>
    [JsonStringEnumMemberName("duplicate")] Duplicate,

    /// <summary>A later request overtakes this one.</summary>
    [JsonStringEnumMemberName("reorder")] Reorder,

    /// <summary>Transactions can't be found for some blocks after they were included.</summary>
    [JsonStringEnumMemberName("late-index")] LateIndex,
}

/// <summary>A fault that is switched on: what goes wrong, where and how often.</summary>
/// <param name="Target"><c>rpc</c>, <c>rest</c>, <c>grpc</c>, <c>node</c> for all three, <c>gateway</c> for all providers', <c>gateway/NAME</c> for one's.</param>
/// <param name="Method">A pattern with <c>*</c> over the names of a request (<see cref="RequestNames"/>); null for all.</param>
/// <param name="Probability">How often it strikes, from above 0 to 1 for always.</param>
/// <param name="Times">How often it strikes at most; null without end.</param>
/// <param name="Milliseconds">How late an answer comes, or how long at most it waits to be overtaken.</param>
/// <param name="Blocks">How far a node or its index is behind.</param>
/// <param name="Status">The status of an error.</param>
/// <param name="After">How many writes of an answer come through whole before it breaks, such as frames of a stream.</param>
/// <param name="Id">Given by the sandbox, in order of switching on.</param>
sealed record FaultRule(
    Fault Fault, string Target, string? Method = null, double Probability = 1, int? Times = null,
    int Milliseconds = 2_000, int Blocks = 3, int Status = 503, int After = 0, int Id = 0)
{
    static readonly string[] NodeTargets = ["rpc", "rest", "grpc", "node"];

    /// <summary>The same rule, if it can be carried out; else <see cref="FormatException"/> says what is wrong.</summary>
    public FaultRule Checked()
    {
        if (!NodeTargets.Contains(Target) && Target != "gateway" && !Target.StartsWith("gateway/", StringComparison.Ordinal))
            throw new FormatException($"target is '{Target}': expected rpc, rest, grpc, node, gateway or gateway/NAME");
        if (Probability is not (> 0 and <= 1)) throw new FormatException($"probability is {Probability}: expected a number above 0 and up to 1");
        if (Status is < 500 or > 599) throw new FormatException($"status is {Status}: expected 500 to 599");
        if (Milliseconds < 0 || Blocks < 1 || After < 0 || Times is < 1) throw new FormatException("milliseconds and after can't be negative, blocks and times must be at least 1");
        if (Fault is Fault.WrongCertificate && NodeTargets.Contains(Target)) throw new FormatException("wrong-certificate needs a gateway as target: the node speaks without TLS");
        if (Fault is Fault.Lag or Fault.LateIndex && !NodeTargets.Contains(Target)) throw new FormatException($"{Target} has no blocks to be behind: expected rpc, rest, grpc or node");
        return this;
    }

    public bool IsFor(string target) =>
        Target == target || (Target == "node" && NodeTargets.Contains(target)) || (Target == "gateway" && target.StartsWith("gateway/", StringComparison.Ordinal));
}
