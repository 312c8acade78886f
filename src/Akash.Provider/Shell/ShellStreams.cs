namespace Akash.Provider.Shell;

/// <summary>What goes into a command and where its outputs go.</summary>
/// <param name="Input">
/// Sent as it is read, or null for none; its reads must end when they are cancelled. The protocol has no end of file: the
/// command must know when it has read enough, or have a terminal, where Ctrl-D (byte 4) says so.
/// </param>
public sealed record ShellStreams(Stream? Input, Stream Output, Stream Error)
{
    /// <summary>The terminal's size now and whenever it changes; needs <see cref="ShellCommand.Terminal"/> and an input. Null for the provider's own.</summary>
    public IAsyncEnumerable<TerminalSize>? Sizes { get; init; }
}

/// <summary>In characters.</summary>
public readonly record struct TerminalSize(ushort Width, ushort Height);
