using System.Text.Json.Serialization;

namespace Akash.Provider.Shell;

/// <summary>The first byte of a frame (provider.md 3.10).</summary>
static class ShellFrames
{
    public const byte Output = 100;
    public const byte Error = 101;
    public const byte Result = 102;
    public const byte Failure = 103;
    public const byte Input = 104;

    /// <summary>What the official client sends at a time.</summary>
    public const int InputSize = 4096;
}

/// <param name="Message">Set when the command could not be run, with an exit code of 0.</param>
sealed record ShellResultJson(int ExitCode, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ShellResultJson))]
sealed partial class ShellJson : JsonSerializerContext;
