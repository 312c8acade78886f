using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Akash.EndToEnd.Tests.Secrecy;

/// <summary>Every request that a server of this process gets: its address and headers, but for the one in which a caller's token belongs.</summary>
sealed class RequestTrail : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    readonly Evidence evidence;
    readonly List<IDisposable> subscriptions = [];

    public RequestTrail(Evidence evidence)
    {
        this.evidence = evidence;
        var all = DiagnosticListener.AllListeners.Subscribe(this);
        lock (subscriptions) subscriptions.Add(all);
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name != "Microsoft.AspNetCore") return;
        lock (subscriptions) subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is not { Key: "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start", Value: HttpContext { Request: var request } }) return;
        var headers = request.Headers.Where(header => header.Key != "Authorization").Select(header => $"{header.Key}: {header.Value}");
        evidence.Add("request", $"{request.Method} {request.GetEncodedUrl()}\n{string.Join('\n', headers)}");
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        lock (subscriptions) subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
