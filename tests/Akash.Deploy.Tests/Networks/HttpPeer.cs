using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Akash.Deploy.Tests.Networks;

/// <summary>Answers every HTTP request on a loopback port with one text and keeps what it was asked.</summary>
sealed class HttpPeer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly byte[] answer;
    readonly Task serving;

    public HttpPeer(string answer)
    {
        this.answer = Encoding.ASCII.GetBytes(answer.ReplaceLineEndings("\r\n"));
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
    }

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, leaveOpen: true);
                var head = new List<string>();
                while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 } line) head.Add(line);
                Requests.Add(string.Join('\n', head));
                await stream.WriteAsync(answer, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }
}
