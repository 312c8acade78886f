using System.Buffers.Binary;
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
    public const byte Resize = 105;

    /// <summary>What the official client sends at a time.</summary>
    public const int InputSize = 4096;

    public static byte[] Of(TerminalSize size)
    {
        var frame = new byte[5];
        frame[0] = Resize;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), size.Width);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(3), size.Height);
        return frame;
    }
}

/// <param name="Message">Set when the command could not be run, with an exit code of 0.</param>
sealed record ShellResultJson(int ExitCode, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ShellResultJson))]
sealed partial class ShellJson : JsonSerializerContext;
