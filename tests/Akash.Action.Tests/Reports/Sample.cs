using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.Money;

namespace Akash.Action.Tests.Reports;

static class Sample
{
    public static Outcome Created => new()
    {
        Kind = OutcomeKind.Created,
        Message = "deployment 1234 runs",
        Healthy = true,
        Owner = "akash1owner",
        Dseq = 1234,
        Groups =
        [
            new(1, "dcloud", new LeaseId(1234, 1, 1, "akash1provider", 0), "https://provider.test:8443", new DecCoin("uact", Dec.Parse("12.5"))),
        ],
        Services =
        [
            new("web", [new("http://web.provider.test/")], [new("provider.test", 22, 31022, "TCP")], 1, 1),
            new("db", [], [], 1, 1),
        ],
        Images = ["ghcr.io/octo/repo@sha256:" + new string('a', 64)],
        Cost = new(Dec.Parse("0.0075"), Dec.Parse("5.478750001"), new Coin("uact", 500_000), Dec.Parse("66.66")),
        Timings = [new("Build the image", TimeSpan.FromMilliseconds(1500))],
        Transactions = ["ABCDEF"],
        Spent = new(new Coin(Denoms.Uakt, 15_000), new Coin(Denoms.Uakt, 20_192_308)),
        Warnings = ["mainnet will be upgraded to v9 at block 200"],
    };

    public static Outcome Failed => new()
    {
        Kind = OutcomeKind.Failed,
        Reason = Reason.NotReady,
        Message = "web has 0 of 1 replicas",
        Healthy = false,
        Owner = "akash1owner",
        Transactions = ["ABCDEF"],
        Diagnosis = ["web: listening failed", "web: exit 1"],
    };
}
