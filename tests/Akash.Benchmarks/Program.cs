using Akash.Benchmarks;

// What the design's budgets are about, each figure beside the floor or the peer it is measured against.
var repository = Path.GetFullPath(args is [var root, ..] ? root : ".");
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

await StartUp.PrintAsync(repository, stop.Token);
await ImageSizes.PrintAsync(stop.Token);
await Deploys.PrintAsync(repository, stop.Token);
