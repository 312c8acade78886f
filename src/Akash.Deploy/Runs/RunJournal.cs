using Akash.Deploy.Networks;

namespace Akash.Deploy.Runs;

/// <summary>What one run did, step by step and transaction by transaction.</summary>
public sealed class RunJournal(IDeployReporter reporter, TimeProvider time)
{
    readonly List<StepTiming> timings = [];
    readonly List<string> transactions = [];
    Spending spent = Spending.Nothing;

    public IReadOnlyList<StepTiming> Timings => [.. timings];

    public IReadOnlyList<string> Transactions => [.. transactions];

    /// <summary>What the transactions cost beyond deposits.</summary>
    public Spending Spent => spent;

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
        spent = spent.WithFee(receipt.Fee);
        reporter.Info($"transaction {receipt.TransactionHash} in block {receipt.Height}, fee {receipt.Fee}");
    }

    public void Add(Minted minted)
    {
        foreach (var receipt in minted.Receipts) Add(receipt);
        spent = spent.WithBurned(minted.Burned);
    }
}
