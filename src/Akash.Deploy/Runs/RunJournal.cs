using Akash.Deploy.Networks;

namespace Akash.Deploy.Runs;

/// <summary>What one run did, step by step and transaction by transaction.</summary>
public sealed class RunJournal(IDeployReporter reporter, TimeProvider time)
{
    readonly List<StepTiming> timings = [];
    readonly List<string> transactions = [];

    public IReadOnlyList<StepTiming> Timings => [.. timings];

    public IReadOnlyList<string> Transactions => [.. transactions];

    public async Task<T> StepAsync<T>(string step, Func<Task<T>> work)
    {
        var started = time.GetTimestamp();
        reporter.StepStarted(step);
        try
        {
            return await work();
        }
        finally
        {
            var elapsed = time.GetElapsedTime(started);
            timings.Add(new StepTiming(step, elapsed));
            reporter.StepFinished(step, elapsed);
        }
    }

    public Task StepAsync(string step, Func<Task> work) => StepAsync(step, async () =>
    {
        await work();
        return true;
    });

    /// <summary>Remembers a transaction; none where nothing had to be done.</summary>
    public void Add(Receipt? receipt)
    {
        if (receipt is null) return;
        transactions.Add(receipt.TransactionHash);
        reporter.Info($"transaction {receipt.TransactionHash} in block {receipt.Height}, fee {receipt.Fee}");
    }
}
