using Akash.Benchmarks;

// What the design's budgets are about, each figure beside the floor or the peer it is measured against.
var repository = Path.GetFullPath(args is [var root, ..] ? root : ".");
var only = args is [_, var name, ..] ? name : "";
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

if (only is "sdl" or "") await new SdlBesideSdk(repository).PrintAsync(stop.Token);
if (only is "hostile" or "") await HostileFiles.PrintAsync(repository, stop.Token);
if (only is not "") return;

await StartUp.PrintAsync(repository, stop.Token);
await ImageSizes.PrintAsync(stop.Token);
await Deploys.PrintAsync(repository, stop.Token);
