using Akash.Sandbox.Node;
using Microsoft.AspNetCore.Http.Features;

namespace Akash.Sandbox.Faults;

/// <summary>
/// Stands between a port and what answers there, and lets the faults strike that are switched on for it. Several may strike one
/// request; each wraps what the earlier ones left.
/// </summary>
sealed class FaultLayer(FaultBoard board, string target, TimeProvider time, LedgerNode? node = null)
{
    readonly Lock gate = new();
    TaskCompletionSource overtaken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task AnswerAsync(HttpContext context, RequestDelegate answer)
    {
        var struck = board.Draw(target, await RequestNames.OfAsync(context));
        if (struck.All(rule => rule.Fault is not Fault.Reorder)) Overtake();
        await struck.Aggregate(answer, Wrap)(context);
    }

    RequestDelegate Wrap(RequestDelegate answer, FaultRule rule) => rule.Fault switch
    {
        Fault.Drop => Abort,
        Fault.Delay => context => DelayAsync(context, rule, answer),
        Fault.Error => context => RefuseAsync(context, rule.Status),
        Fault.Reset => context => BreakAsync(context, rule, answer),
        Fault.Lag => context => LookBack(context, rule, indexOnly: false, answer),
        Fault.LateIndex => context => LookBack(context, rule, indexOnly: true, answer),
        Fault.LostAnswer => context => LoseAsync(context, answer),
        Fault.Duplicate => context => RepeatAsync(context, answer),
        Fault.Reorder => context => LetOvertakeAsync(context, rule, answer),
        _ => throw new InvalidOperationException($"{rule.Fault} is no fault of a request"),
    };

    static Task Abort(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    async Task DelayAsync(HttpContext context, FaultRule rule, RequestDelegate answer)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(rule.Milliseconds), time, context.RequestAborted);
        await answer(context);
    }

    static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync($"<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center></body></html>", context.RequestAborted);
    }

    static Task BreakAsync(HttpContext context, FaultRule rule, RequestDelegate answer)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade) context.Features.Set<IHttpUpgradeFeature>(new BreakingUpgrade(upgrade, rule.After, context.Abort));
        else context.Response.Body = new BreakingStream(context.Response.Body, rule.After, context.Abort);
        return answer(context);
    }

    Task LookBack(HttpContext context, FaultRule rule, bool indexOnly, RequestDelegate answer)
    {
        node!.LookBack(rule.Blocks, indexOnly);
        return answer(context);
    }

    static async Task LoseAsync(HttpContext context, RequestDelegate answer)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true })
        {
            context.Response.Body = Stream.Null;
            await answer(context);
        }

        context.Abort();
    }

    static async Task RepeatAsync(HttpContext context, RequestDelegate answer)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true })
        {
            using var request = new MemoryStream();
            await context.Request.Body.CopyToAsync(request, context.RequestAborted);
            context.Request.Body = new MemoryStream(request.ToArray());
            var body = context.Response.Body;
            context.Response.Body = Stream.Null;
            await answer(context);
            context.Request.Body = new MemoryStream(request.ToArray());
            context.Response.Clear();
            context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers.Clear();
            context.Response.Body = body;
        }

        await answer(context);
    }

    async Task LetOvertakeAsync(HttpContext context, FaultRule rule, RequestDelegate answer)
    {
        Task other;
        lock (gate) other = overtaken.Task;
        await Task.WhenAny(other, Task.Delay(TimeSpan.FromMilliseconds(rule.Milliseconds), time, context.RequestAborted));
        await answer(context);
    }

    void Overtake()
    {
        lock (gate)
        {
            overtaken.TrySetResult();
            overtaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
