namespace Akash.EndToEnd.Tests.Actions;

/// <summary>What a user sees who gave something that cannot work; nothing is spent.</summary>
[Collection(nameof(JobNetwork))]
public sealed class RefusalTests(JobNetwork network)
{
    [Fact]
    public async Task Empty_mnemonic_is_one_clear_message()
    {
        using var job = new Job(network, "hello-node", "");

        var refused = await job.RunAsync();

        refused.ExitCode.Should().Be(2, refused.Log);
        refused.Log.Should().Contain("::error").And.Contain("mnemonic").And.Contain("secrets.AKASH_MNEMONIC");
        refused.Outputs.Should().Contain("reason-code", "input-invalid");
    }

    [Fact]
    public async Task Wrong_mnemonic_is_told_without_showing_it()
    {
        using var job = new Job(network, "hello-node", Wallets.Refusals.Replace("junk", "test"));

        var refused = await job.RunAsync();

        refused.ExitCode.Should().Be(2, refused.Log);
        refused.Log.Should().Contain("checksum");
    }

    [Fact]
    public async Task Empty_wallet_is_told_what_is_missing_and_where()
    {
        using var job = new Job(network, "hello-node", Wallets.Empty);

        var refused = await job.RunAsync();

        refused.ExitCode.Should().Be(2, refused.Log);
        refused.Outputs.Should().Contain("reason-code", "insufficient-funds");
        refused.Log.Should().Contain("akash1").And.Contain("ACT");
    }

    [Fact]
    public async Task Invalid_SDL_is_annotated_at_its_line()
    {
        using var job = new Job(network, "hello-node", Wallets.Refusals);
        job.Edit("deploy.yaml", "memory:", "memoryy:");

        var refused = await job.RunAsync();

        refused.ExitCode.Should().Be(2, refused.Log);
        refused.Log.Should().MatchRegex("::error .*file=deploy.yaml,line=[0-9]+,");
        refused.Outputs.Should().Contain("reason-code", "sdl-invalid");
    }

    [Fact]
    public async Task Image_that_does_not_build_ends_before_anything_is_spent()
    {
        using var job = new Job(network, "hello-node", Wallets.Refusals);
        await job.FundAsync();
        File.AppendAllText(Path.Combine(job.Workspace, "Dockerfile"), "\nRUN echo no such luck && exit 7\n");

        var refused = await job.RunAsync();

        refused.ExitCode.Should().BeOneOf(1, 2);
        refused.Outputs.Should().Contain("reason-code", "build-failed");
        refused.Log.Should().Contain("no such luck");
        (await job.OpenDeploymentsAsync()).Should().BeEmpty();
    }
}
