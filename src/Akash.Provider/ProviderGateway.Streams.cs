using System.Net;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Akash.Provider.Answers;
using Akash.Provider.Streams;
using Akash.Provider.Tokens;

namespace Akash.Provider;

public sealed partial class ProviderGateway
{
    /// <summary>
    /// Logs of a lease's services. When followed it outlives dropped connections, restarted and replaced pods without
    /// losing or doubling lines, waits while no pod runs, and ends when the lease does.
    /// </summary>
    public async IAsyncEnumerable<LogLine> ReadLogsAsync(
        LeasePath lease, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var history = new LogHistory(query.Tail);
        var pause = new RetryPause(time);
        var anything = false;
        while (true)
        {
            var end = StreamEnd.Dropped;
            await using (var stream = await OpenAsync(LogsPath(lease, query, history.Tail), TokenScope.Logs, pause, cancellationToken))
            {
                await foreach (var frame in stream.ReadAsync(cancellationToken))
                {
                    if (StreamJson.Read(frame, StreamJson.Default.LogLineJson)?.ToLine() is not { } line) continue;

                    foreach (var message in history.Add(line.Pod, line.Message))
                    {
                        anything = true;
                        pause.StartOver();
                        yield return line with { Message = message };
                    }
                }

                end = stream.End;
            }

            if (!GoesOn(end, query.Follow, anything, lease, pause)) yield break;

            history.Reconnect();
            await pause.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Events of a lease: those there are, and those to come until the lease ends where they are followed.</summary>
    public async IAsyncEnumerable<LeaseEvent> ReadEventsAsync(
        LeasePath lease, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var history = new EventHistory();
        var pause = new RetryPause(time);
        var anything = false;
        while (true)
        {
            var end = StreamEnd.Dropped;
            await using (var stream = await OpenAsync($"{lease}/kubeevents?follow={Spelling(follow)}", TokenScope.Events, pause, cancellationToken))
            {
                await foreach (var frame in stream.ReadAsync(cancellationToken))
                {
                    if (!history.IsNew(frame)) continue;
                    if (StreamJson.Read(frame, StreamJson.Default.LeaseEventJson)?.ToEvent() is not { } happened) continue;

                    anything = true;
                    pause.StartOver();
                    yield return happened;
                }

                end = stream.End;
            }

            if (!GoesOn(end, follow, anything, lease, pause)) yield break;

            history.Reconnect();
            await pause.WaitAsync(cancellationToken);
        }
    }

    static string LogsPath(LeasePath lease, LogQuery query, int? tail)
    {
        var path = $"{lease}/logs?follow={Spelling(query.Follow)}";
        if (tail is { } lines) path += FormattableString.Invariant($"&tail={lines}");
        if (query.Services is { Count: > 0 } services) path += $"&service={string.Join(',', services.Select(Uri.EscapeDataString))}";
        return path;
    }

    static string Spelling(bool follow) => follow ? "true" : "false";

    /// <summary>Whether to connect again after an end (close codes: provider.md 3.8 and 3.9).</summary>
    /// <param name="anything">Whether anything was read before it, on any connection.</param>
    bool GoesOn(StreamEnd end, bool follow, bool anything, LeasePath lease, RetryPause pause)
    {
        if (end.LeaseUnknown && follow && anything) return false;
        if (!end.IsFailure) return follow;
        if (pause.Within(follow || end.ClusterUnreachable ? options.StreamPatience : TimeSpan.Zero)) return true;

        throw end switch
        {
            { LeaseUnknown: true } => Failed(
                ProviderFailure.LeaseUnknown, $"does not run {lease}",
                "Check on chain that the lease is active, and that its manifest was sent."),
            { ClusterUnreachable: true } => ClusterTrouble(new GatewayAnswer(end.Code ?? 0, end.Reason)),
            _ => Unexpected(new GatewayAnswer(end.Code ?? 0, end.Reason)),
        };
    }

    async Task<GatewayStream> OpenAsync(string path, TokenScope scope, RetryPause pause, CancellationToken cancellationToken)
    {
        var tokensRefused = 0;
        while (true)
        {
            try
            {
                return new GatewayStream(await ConnectAsync(path, scope, tokensRefused, cancellationToken));
            }
            catch (ProviderException failure) when (failure.Failure is ProviderFailure.Unreachable && pause.Within(options.StreamPatience))
            {
                await pause.WaitAsync(cancellationToken);
            }
            catch (ProviderException failure) when (failure.Failure is ProviderFailure.Unauthorized)
            {
                if (credentials.MayUseCertificate && await IsBeforeTokensAsync(path, scope, cancellationToken) && credentials.TryUseCertificate()) continue;
                if (++tokensRefused > 1) throw;
                await pause.WaitAsync(cancellationToken, PauseAfterRefusedToken);
            }
        }
    }

    /// <summary>An upgrade's refusal comes without its text, so the text is asked for.</summary>
    async Task<bool> IsBeforeTokensAsync(string path, TokenScope scope, CancellationToken cancellationToken)
    {
        var call = new Call(HttpMethod.Get, path, scope, options.RequestTimeout, TimeSpan.Zero, path);
        return RetryTable.Find(await SendAsync(call, tokensRefused: 0, cancellationToken)).Meaning is AnswerMeaning.TokensUnknown;
    }

    async Task<ClientWebSocket> ConnectAsync(string path, TokenScope scope, int tokensRefused, CancellationToken cancellationToken)
    {
        var byCertificate = credentials.ByCertificate;
        var connections = await credentials.ConnectAsync(byCertificate, cancellationToken);
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        // Pongs nobody asked for make the gateway set itself a deadline (provider-notes 3.10).
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (!byCertificate) socket.Options.SetRequestHeader("Authorization", $"Bearer {MakeToken(scope, tokensRefused)}");

        using var limit = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(WebSocketUri(path), connections, either.Token);
            return socket;
        }
        catch (Exception failure)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            if (cancellationToken.IsCancellationRequested) throw;
            throw UpgradeFailed(status, failure);
        }
    }

    Uri WebSocketUri(string path) => new UriBuilder(new Uri(provider.Gateway, path)) { Scheme = Uri.UriSchemeWss }.Uri;

    ProviderException UpgradeFailed(HttpStatusCode status, Exception failure) => (failure.InnerException, (int)status) switch
    {
        (ProviderException known, _) => known,
        (_, 400 or 401 or 403) => Forbidden(new GatewayAnswer((int)status, "")),
        (_, 0 or 429 or >= 500) => Unreachable(failure),
        _ => Unexpected(new GatewayAnswer((int)status, "")),
    };
}
