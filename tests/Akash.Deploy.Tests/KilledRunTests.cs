using Akash.Deploy.Tests.Peers;
using Akash.Money;

namespace Akash.Deploy.Tests;

/// <summary>A run is killed at every call it makes to the world, before, during and after the call; then another one runs.</summary>
public class KilledRunTests
{
    /// <summary>More calls than any run here makes.</summary>
    const int Enough = 400;

    public static TheoryData<string> Deaths => [.. Enum.GetNames<Death>()];

    static readonly string[] TwoGroups = ["east", "west"];

    [Theory]
    [MemberData(nameof(Deaths))]
    public void The_same_again_ends_in_one_live_deployment(string death) =>
        Converges(death, _ => { }, World.Request(Sample.Sdl(groups: TwoGroups)), World.Request(Sample.Sdl(groups: TwoGroups)));

    [Theory]
    [MemberData(nameof(Deaths))]
    public void A_run_killed_around_its_mint_is_followed_by_one_that_mints_no_second_time(string death)
    {
        var request = World.Request() with { MintAct = new Coin(Denoms.Uact, 10_000_000) };
        for (var call = 1; call <= Enough; call++)
        {
            var world = new World();
            world.Network.Act = 0;
            if (!world.DeployKilled(new KillSwitch(call, Enum.Parse<Death>(death)), request)) return;

            var outcome = world.Deploy(request);

            outcome.ExitCode.Should().Be(0, $"killed {death} {call}: {outcome.Message}");
            world.Network.Burned.Should().Be(1_000_000, $"killed {death} {call}");
        }

        Assert.Fail($"the run still made calls after {Enough}");
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public void A_newer_version_ends_in_one_live_deployment(string death) =>
        Converges(death, _ => { }, World.Request(), World.Request(Sample.Sdl("web:2")));

    [Theory]
    [MemberData(nameof(Deaths))]
    public void Other_resources_end_in_one_live_deployment_or_a_refusal_to_touch_the_one_that_serves(string death) =>
        Converges(death, _ => { }, World.Request(), World.Request(Sample.Sdl(memory: 2048)));

    [Theory]
    [MemberData(nameof(Deaths))]
    public void A_killed_update_is_finished_by_the_next_run(string death) =>
        Converges(death, world => world.Deploy(), World.Request(Sample.Sdl("web:2")), World.Request(Sample.Sdl("web:2")));

    [Theory]
    [MemberData(nameof(Deaths))]
    public void A_killed_update_is_overtaken_by_a_newer_one(string death) =>
        Converges(death, world => world.Deploy(), World.Request(Sample.Sdl("web:2")), World.Request(Sample.Sdl("web:3")));

    [Theory]
    [MemberData(nameof(Deaths))]
    public void A_killed_replacement_is_finished_by_the_next_run(string death) =>
        Converges(death, world => world.Network.ProviderCloses(world.Deploy().Dseq!.Value, 1), World.Request(), World.Request());

    [Theory]
    [MemberData(nameof(Deaths))]
    public void A_run_killed_while_it_cleans_up_is_cleaned_up_by_the_next(string death) =>
        Converges(death, _ => { }, World.Request(Sample.Sdl("crash:1")), World.Request());

    static void Converges(string death, Action<World> before, DeployRequest killed, DeployRequest again)
    {
        for (var call = 1; call <= Enough; call++)
        {
            var world = new World();
            before(world);
            if (!world.DeployKilled(new KillSwitch(call, Enum.Parse<Death>(death)), killed))
            {
                call.Should().BeGreaterThan(10, "a run makes more calls than that");
                return;
            }

            var outcome = world.Deploy(again);

            world.Network.Open.Should().ContainSingle($"killed {death} {call}, then: {outcome.Message}").Which.Should().Be(outcome.Dseq!.Value);
            var open = world.Network[outcome.Dseq.Value];
            world.Network.Act.Should().Be(5_000_000 - open.Escrow.Funds.Amount, "no deposit is lost");
            if (outcome.Reason is Reason.NeedsNewDeployment) continue;

            outcome.ExitCode.Should().Be(0, $"killed {death} {call}: {outcome.Message}");
            open.Hash.ToArray().Should().Equal(again.Sdl.Compiled!.Hash);
            world.Network.Providers.SelectMany(provider => provider.Images)
                .Should().OnlyContain(image => again.Sdl.Compiled.ManifestJson.Contains(image));
            world.Deploy(again).Kind.Should().Be(OutcomeKind.Unchanged, $"killed {death} {call}");
        }

        Assert.Fail($"the run still made calls after {Enough}");
    }
}
