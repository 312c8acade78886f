namespace Akash.Deploy.Tests.Peers;

enum Death
{
    /// <summary>The call is never made.</summary>
    BeforeTheCall,

    /// <summary>The call is under way and takes its effect after the death.</summary>
    DuringTheCall,

    /// <summary>The call took its effect, and its answer is never heard.</summary>
    AfterTheCall,
}

/// <summary>Kills a run at its n-th call to the world outside: from then on nothing it does has any effect.</summary>
sealed class KillSwitch(int call, Death death)
{
    int calls;

    public bool IsDead { get; private set; }

    public async Task<T> PassAsync<T>(Func<Task<T>> work)
    {
        if (IsDead) return await NeverAsync<T>();
        if (++calls != call) return await work();
        if (death is Death.DuringTheCall) _ = Swallow(work());
        if (death is Death.AfterTheCall) await Swallow(work());
        IsDead = true;
        return await NeverAsync<T>();
    }

    public Task PassAsync(Func<Task> work) => PassAsync(async () =>
    {
        await work();
        return true;
    });

    static Task<T> NeverAsync<T>() => new TaskCompletionSource<T>().Task;

    /// <summary>A dead run hears of no failure.</summary>
    static async Task Swallow(Task work) => await work.ContinueWith(_ => { }, TaskScheduler.FromCurrentSynchronizationContext());
}
