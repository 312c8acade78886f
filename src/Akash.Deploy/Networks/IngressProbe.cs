using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Akash.Chain.Networks;

namespace Akash.Deploy.Networks;

/// <summary>
/// Asks public addresses as a visitor would, without following where they lead. Names of a local network's ingress need
/// no DNS: they are connected to where the network's file says, the Host header kept.
/// </summary>
sealed class IngressProbe : IDisposable
{
    const int BodyKept = 64 * 1024;
    const int HttpPort = 80;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    readonly NetworkIngress? ingress;
    readonly TimeProvider time;
    readonly HttpMessageInvoker http;

    public IngressProbe(NetworkIngress? ingress, TimeProvider time)
    {
        this.ingress = ingress;
        this.time = time;
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = ingress is null,
            ConnectTimeout = Patience,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = ConnectAsync,
        });
    }

    /// <summary>The host, with the port it needs where a local ingress does not listen on the usual one.</summary>
    public string AddressOf(string host) => ingress is { Port: not HttpPort } local && local.Serves(host)
        ? string.Create(CultureInfo.InvariantCulture, $"{host}:{local.Port}")
        : host;

    /// <summary>Whatever HTTP answer comes is an answer.</summary>
    /// <exception cref="DeploymentNetworkException">None came.</exception>
    public async Task<HttpAnswer> AskAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.UserAgent.ParseAdd("akash-action");
            using var response = await http.SendAsync(request, either.Token);
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            return new HttpAnswer((int)response.StatusCode, await ReadBeginningAsync(body, either.Token));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && limit.IsCancellationRequested))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var why = failure is OperationCanceledException ? $"nothing came within {Patience.TotalSeconds:0} s" : failure.Message;
            throw new DeploymentNetworkException(
                NetworkFailure.Unavailable, $"{uri} gives no HTTP answer: {why}",
                "The service may still be starting; if it stays so, check that it listens on the port the SDL exposes, on all interfaces.", failure);
        }
    }

    public void Dispose() => http.Dispose();

    static async Task<string> ReadBeginningAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[BodyKept];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        EndPoint target = ingress is { } local && local.Serves(context.DnsEndPoint.Host)
            ? new DnsEndPoint(local.Host, local.Port)
            : context.DnsEndPoint;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
