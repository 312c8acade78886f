namespace Akash.Chain.Transport;

/// <summary>
/// One read, asked of a second endpoint as well once the first is late; the first useful answer counts, and the other is
/// no longer waited for. For reads only: nothing is ever broadcast this way.
/// </summary>
/// <param name="late">When an endpoint's answer is late.</param>
/// <param name="won">Called with the second endpoint where it was the faster one.</param>
sealed class HedgedRead<T>(
    Func<IChainNode, CancellationToken, Task<T>> read, Func<IChainNode, TimeSpan> late, Action<IChainNode> won, TimeProvider time)
{
    public async Task<T> AskAsync(IChainNode first, IChainNode? second, CancellationToken cancellationToken)
    {
        if (second is null) return await read(first, cancellationToken);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var asked = read(first, stop.Token);
            if (!asked.IsCompleted) await Task.WhenAny(asked, Task.Delay(late(first), time, stop.Token));
            return asked.IsCompleted ? await asked : await FasterAsync(asked, second, stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    async Task<T> FasterAsync(Task<T> asked, IChainNode second, CancellationToken cancellationToken)
    {
        var hedge = read(second, cancellationToken);
        var faster = await Task.WhenAny(asked, hedge);
        var slower = faster == asked ? hedge : asked;
        if (faster.Exception?.InnerException is EndpointException) return await slower;

        // What becomes of the slower one no longer matters, but must not go unobserved.
        _ = slower.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        if (faster == hedge && faster.IsCompletedSuccessfully) won(second);
        return await faster;
    }
}
