using System.Net.WebSockets;
using System.Text.Json;
using Akash.Provider.Shell;
using Akash.Provider.Streams;
using Akash.Provider.Tokens;

namespace Akash.Provider;

public sealed partial class ProviderGateway
{
    /// <summary>
    /// Runs a command in a replica and waits for its exit code. It is started once and never again: when the connection is
    /// lost, what became of it is unknown.
    /// </summary>
    /// <exception cref="ProviderException">It could not be run, or nobody can tell how it ended.</exception>
    public async Task<int> ExecuteAsync(LeasePath lease, ShellCommand command, ShellStreams streams, CancellationToken cancellationToken)
    {
        if (command.Arguments.Count == 0 || command.Arguments.Any(string.IsNullOrEmpty))
            throw new ArgumentException("A command has a program, and no empty argument", nameof(command));
        if (streams.Sizes is not null && !(command.Terminal && streams.Input is not null))
            throw new ArgumentException("A size needs a terminal, and an input to be told through", nameof(streams));

        // For a lease that is gone the gateway says that the command succeeded (provider.md 3.10).
        await RequireServiceAsync(lease, command.Service, cancellationToken);

        await using var stream = await OpenOnceAsync(ShellPath(lease, command, streams.Input is not null), cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = Task.WhenAll(SendInputAsync(streams.Input, stream, ended.Token), SendSizesAsync(streams.Sizes, stream, ended.Token));
        try
        {
            var (exitCode, anyOutput) = await ReadAsync(stream, streams, cancellationToken);
            // It may have gone since.
            if (exitCode == 0 && !anyOutput) await RequireServiceAsync(lease, command.Service, cancellationToken);
            return exitCode;
        }
        finally
        {
            await ended.CancelAsync();
            await sending;
        }
    }

    async Task RequireServiceAsync(LeasePath lease, string service, CancellationToken cancellationToken)
    {
        if (await GetServiceStatusAsync(lease, service, cancellationToken) is null)
            throw Failed(
                ProviderFailure.LeaseUnknown, $"runs no service {service} for {lease}",
                "Check that the lease is active and that the service has started.");
    }

    /// <summary>The status before it has settled which credentials the gateway takes.</summary>
    async Task<GatewayStream> OpenOnceAsync(string path, CancellationToken cancellationToken) =>
        new(await ConnectAsync(path, TokenScope.Shell, 0, cancellationToken));

    async Task<(int ExitCode, bool AnyOutput)> ReadAsync(GatewayStream stream, ShellStreams streams, CancellationToken cancellationToken)
    {
        var anyOutput = false;
        await foreach (var frame in stream.ReadAsync(cancellationToken))
        {
            if (frame is not [var code, .. var payload]) continue;

            switch (code)
            {
                case ShellFrames.Output:
                    await streams.Output.WriteAsync(payload, cancellationToken);
                    anyOutput = true;
                    break;
                case ShellFrames.Error:
                    await streams.Error.WriteAsync(payload, cancellationToken);
                    anyOutput = true;
                    break;
                case ShellFrames.Result:
                    return (ExitCode(payload), anyOutput);
                case ShellFrames.Failure:
                    throw CommandLost("broke the command off");
            }
        }

        throw CommandLost("ended the connection without saying how the command ended");
    }

    int ExitCode(byte[] payload)
    {
        ShellResultJson? result;
        try
        {
            result = JsonSerializer.Deserialize(payload, ShellJson.Default.ShellResultJson);
        }
        catch (JsonException)
        {
            throw CommandLost("told the command's end in words nobody knows");
        }

        return result is { Message: { Length: > 0 } message }
            ? throw Failed(
                ProviderFailure.Unexpected, $"could not run the command: {message}",
                "Check that the image has the program, and that a replica of this index is ready.")
            : result?.ExitCode ?? throw CommandLost("did not tell the command's exit code");
    }

    ProviderException CommandLost(string what) => Failed(
        ProviderFailure.Unexpected, what,
        "What became of the command is unknown: look before running it again.");

    static Task SendInputAsync(Stream? input, GatewayStream stream, CancellationToken cancellationToken) => UntilEndedAsync(async () =>
    {
        if (input is null) return;

        var frame = new byte[1 + ShellFrames.InputSize];
        frame[0] = ShellFrames.Input;
        while (await input.ReadAsync(frame.AsMemory(1), cancellationToken) is > 0 and var read)
            await stream.SendAsync(frame.AsMemory(0, 1 + read), cancellationToken);
    });

    static Task SendSizesAsync(IAsyncEnumerable<TerminalSize>? sizes, GatewayStream stream, CancellationToken cancellationToken) => UntilEndedAsync(async () =>
    {
        if (sizes is null) return;

        await foreach (var size in sizes.WithCancellation(cancellationToken))
            await stream.SendAsync(ShellFrames.Of(size), cancellationToken);
    });

    static async Task UntilEndedAsync(Func<Task> sending)
    {
        try
        {
            await sending();
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException)
        {
            // The command ended first; how, the reading side tells.
        }
    }

    static string ShellPath(LeasePath lease, ShellCommand command, bool input)
    {
        var arguments = command.Arguments.Select((argument, index) => FormattableString.Invariant($"cmd{index}={Uri.EscapeDataString(argument)}"));
        return FormattableString.Invariant(
            $"{lease}/shell?{string.Join('&', arguments)}&service={Uri.EscapeDataString(command.Service)}&podIndex={command.PodIndex}&tty={(command.Terminal ? 1 : 0)}&stdin={(input ? 1 : 0)}");
    }
}
