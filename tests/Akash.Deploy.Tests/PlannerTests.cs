using Akash.Deploy.Networks;
using Akash.Deploy.Plans;
using Akash.Deploy.Records;
using Akash.Deploy.Tests.Peers;
using Akash.Money;
using Akash.Sdl;

namespace Akash.Deploy.Tests;

/// <summary>The table: what the record says × what the chain says.</summary>
public class PlannerTests
{
    static readonly CompiledSdl Wanted = Sample.Compiled(["web"]);
    static readonly CompiledSdl Older = Sample.Compiled(["web"], "web:0");
    static readonly CompiledSdl Bigger = Sample.Compiled(["web"], memory: 4096);

    public static TheoryData<string, string, Type> Table => new()
    {
        { "none", "absent", typeof(Plan.Create) },
        { "opening", "absent", typeof(Plan.Create) },
        { "opening", "waits", typeof(Plan.Resume) },
        { "opening", "runs", typeof(Plan.Resume) },
        { "opening", "runs older", typeof(Plan.Resume) },
        { "opening", "runs smaller", typeof(Plan.Create) },
        { "opening", "lost its lease", typeof(Plan.Create) },
        { "opening", "closed", typeof(Plan.Create) },
        { "live", "runs", typeof(Plan.Nothing) },
        { "live", "runs badly", typeof(Plan.Redeliver) },
        { "live", "runs older", typeof(Plan.Update) },
        { "live", "runs smaller", typeof(Plan.Refuse) },
        { "live", "waits", typeof(Plan.Create) },
        { "live", "lost its lease", typeof(Plan.Create) },
        { "live", "closed", typeof(Plan.Create) },
        { "live", "absent", typeof(Plan.Create) },
        { "updating", "runs", typeof(Plan.Redeliver) },
        { "updating", "runs older", typeof(Plan.Update) },
        { "updating", "closed", typeof(Plan.Create) },
        { "closing", "runs", typeof(Plan.Create) },
        { "closing", "closed", typeof(Plan.Create) },
        { "closing", "absent", typeof(Plan.Create) },
        { "closed", "closed", typeof(Plan.Create) },
        { "closed", "absent", typeof(Plan.Create) },
        { "addressed", "absent", typeof(Plan.Refuse) },
        { "addressed", "closed", typeof(Plan.Refuse) },
        { "addressed", "lost its lease", typeof(Plan.Refuse) },
        { "addressed", "runs older", typeof(Plan.Update) },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Plan_follows_from_record_and_chain(string record, string chain, Type expected) =>
        Decide(record, chain).Should().BeOfType(expected);

    [Theory]
    [InlineData("none", "absent", null, null, null)]
    [InlineData("opening", "absent", 7, null, null)]
    [InlineData("closed", "absent", 7, null, null)]
    [InlineData("opening", "runs smaller", null, 7, null)]
    [InlineData("opening", "closed", null, null, null)]
    [InlineData("live", "lost its lease", null, 7, 7)]
    [InlineData("live", "closed", null, null, 7)]
    [InlineData("closing", "runs", null, 7, null)]
    public void A_creation_names_the_dseq_it_takes_again_what_it_closes_and_what_it_replaces(
        string record, string chain, int? dseq, int? close, int? replaces) =>
        Decide(record, chain).Should().BeEquivalentTo(
            new { Dseq = (ulong?)dseq, Close = (ulong?)close, Replaces = (ulong?)replaces });

    [Fact]
    public void A_version_that_was_taken_back_while_it_was_announced_needs_nothing()
    {
        var record = Record(RecordPhase.Updating) with { Hash = "00" };

        var plan = Planner.Decide(new CurrentState(record, Deployment(Wanted, GroupState.Open, LeaseState.Active), true, false), Wanted);

        plan.Should().BeOfType<Plan.Nothing>();
    }

    static Plan Decide(string record, string chain) => Planner.Decide(
        new CurrentState(
            record switch
            {
                "none" => null,
                "addressed" => Record(RecordPhase.Live),
                _ => Record(Enum.Parse<RecordPhase>(record, ignoreCase: true)),
            },
            chain switch
            {
                "absent" => null,
                "waits" => Deployment(Wanted, GroupState.Open, null),
                "runs" or "runs badly" => Deployment(Wanted, GroupState.Open, LeaseState.Active),
                "runs older" => Deployment(Older, GroupState.Open, LeaseState.Active),
                "runs smaller" => Deployment(Bigger, GroupState.Open, LeaseState.Active),
                "lost its lease" => Deployment(Wanted, GroupState.Paused, LeaseState.Closed),
                "closed" => Deployment(Wanted, GroupState.Closed, LeaseState.Closed) with { State = DeploymentState.Closed },
                _ => throw new ArgumentOutOfRangeException(nameof(chain), chain, null),
            },
            Serving: chain == "runs",
            Addressed: record == "addressed"),
        Wanted);

    static DeploymentRecord Record(RecordPhase phase) => new()
    {
        Phase = phase,
        ChainId = "memory-1",
        Owner = "akash1owner",
        Dseq = 7,
        Run = "earlier",
        Hash = Convert.ToHexStringLower(Wanted.Hash.AsSpan()),
    };

    static NetworkDeployment Deployment(CompiledSdl sdl, GroupState group, LeaseState? lease) => new(
        7, DeploymentState.Active, sdl.Hash.AsMemory(), 1,
        [
            new NetworkGroup(1, group, sdl.Groups[0], lease is { } state
                ? [new NetworkLease(new LeaseId(7, 1, 1, "provider", 0), state, new DecCoin(Denoms.Uact, Dec.One), null, null)]
                : []),
        ],
        new Escrow(new Coin(Denoms.Uact, 1), new DecCoin(Denoms.Uact, Dec.Zero), null));
}
