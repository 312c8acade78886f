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
    /// <param name="input">
    /// Sent as it is read, or null for none; its reads must end when they are cancelled. The protocol has no end of file: the command must know when it has read enough.
    /// </param>
    /// <exception cref="ProviderException">It could not be run, or nobody can tell how it ended.</exception>
    public async Task<int> ExecuteAsync(
        LeasePath lease, ShellCommand command, Stream? input, Stream output, Stream error, CancellationToken cancellationToken)
    {
        if (command.Arguments.Count == 0 || command.Arguments.Any(string.IsNullOrEmpty))
            throw new ArgumentException("A command has a program, and no empty argument", nameof(command));

        // For a lease that is gone the gateway says that the command succeeded (provider.md 3.10).
        if (await GetServiceStatusAsync(lease, command.Service, cancellationToken) is null)
            throw Failed(
                ProviderFailure.LeaseUnknown, $"runs no service {command.Service} for {lease}",
                "Check that the lease is active and that the service has started.");

        await using var stream = new GatewayStream(await ConnectAsync(ShellPath(lease, command, input is not null), TokenScope.Shell, 0, cancellationToken));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = input is null ? Task.CompletedTask : SendAsync(input, stream, ended.Token);
        try
        {
            return await ReadAsync(stream, output, error, cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await sending;
        }
    }

    async Task<int> ReadAsync(GatewayStream stream, Stream output, Stream error, CancellationToken cancellationToken)
    {
        await foreach (var frame in stream.ReadAsync(cancellationToken))
        {
            if (frame is not [var code, .. var payload]) continue;

            switch (code)
            {
                case ShellFrames.Output:
                    await output.WriteAsync(payload, cancellationToken);
                    break;
                case ShellFrames.Error:
                    await error.WriteAsync(payload, cancellationToken);
                    break;
                case ShellFrames.Result:
                    return ExitCode(payload);
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

    static async Task SendAsync(Stream input, GatewayStream stream, CancellationToken cancellationToken)
    {
        var frame = new byte[1 + ShellFrames.InputSize];
        frame[0] = ShellFrames.Input;
        try
        {
            while (await input.ReadAsync(frame.AsMemory(1), cancellationToken) is > 0 and var read)
                await stream.SendAsync(frame.AsMemory(0, 1 + read), cancellationToken);
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
