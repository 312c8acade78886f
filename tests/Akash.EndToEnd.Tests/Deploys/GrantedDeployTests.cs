using System.Text;
using System.Text.Json.Nodes;
using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.Deploy.Records;
using Akash.EndToEnd.Tests.Networks;
using Akash.Money;
using CliWrap;
using CliWrap.Buffered;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>A CI key without any money, and the wallet that lets it spend up to a limit, by the program and the engine as they are used.</summary>
public sealed class GrantedDeployTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>, IDisposable
{
    const string Granter = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    const string Key = "letter advice cage absurd amount doctor acoustic avoid letter advice cage above";
    const string Sweeper = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";

    readonly DirectoryInfo kept = Directory.CreateTempSubdirectory("akash-granted-tests-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => kept.Delete(recursive: true);

    [Fact]
    public async Task A_key_without_money_deploys_up_to_what_was_granted_and_leaves_nothing_open_beyond()
    {
        // Given
        using var granter = await sandbox.OpenFundedAsync(Granter);
        using var key = OpenKey(granter.Owner);
        var before = await granter.CheckAsync(Stop);
        var granted = await WalletAsync(Granter, "grant", "--to", key.Owner, "--deposit", "1.2ACT", "--fees", "0.1AKT", "--expires", "1h", "--send");
        granted.ExitCode.Should().Be(0, granted.StandardError);
        granted.StandardError.Should().Contain($"{key.Owner} may put up to 1.2 ACT");
        (await WalletAsync(Granter, "grants")).StandardOutput.Should().Contain("deposits, 1.2 ACT").And.Contain("fees, 0.1 AKT");

        // When it deploys
        var first = await DeployAsync(key, "first", new Coin(Denoms.Uact, 1_000_000));

        // Then it serves, and the key has nothing of its own
        first.ExitCode.Should().Be(0, first.Message);
        (await key.ProbeAsync(first.Url!, Stop)).Body.Should().Be("v1");
        var condition = await key.CheckAsync(Stop);
        condition.DepositBalance.Should().Be(new Coin(Denoms.Uact, 200_000));
        condition.FeeBalance.Amount.Should().Be(100_000 - first.Spent.Fees.Amount);
        (await granter.CheckAsync(Stop)).FeeBalance.Amount.Should().BeLessThan(before.FeeBalance.Amount);

        // When it wants more than is left
        var second = await DeployAsync(key, "second", new Coin(Denoms.Uact, 500_000));

        // Then that is refused before anything is opened
        second.Should().BeEquivalentTo(new { ExitCode = 2, Reason = Reason.InsufficientFunds });
        second.Message.Should().Contain("lacks 0.3 ACT for the deposit").And.Contain($"akash-action wallet grant --to {key.Owner} --deposit 0.3ACT");
        (await OpenAsync(key)).Should().Equal(first.Dseq!.Value);

        // When all is revoked, the deployment still closes by the key's own means only
        (await WalletAsync(Granter, "revoke", "--to", key.Owner, "--send")).ExitCode.Should().Be(0);
        var third = await DeployAsync(key, "third", null);
        third.Message.Should().Contain("lacks 0.000001 AKT for transaction fees").And.Contain("there is no such grant, or it has expired");
        (await WalletAsync(Granter, "grant", "--to", key.Owner, "--fees", "1AKT", "--send")).ExitCode.Should().Be(0);
        await key.CloseAsync(first.Dseq.Value, Stop);

        // Then what was left of the deposit is the granter's again
        (await OpenAsync(key)).Should().BeEmpty();
        (await granter.CheckAsync(Stop)).DepositBalance.Amount.Should().BeGreaterThan(before.DepositBalance.Amount - 100_000);
    }

    [Fact]
    public async Task Grants_are_printed_for_signing_elsewhere_without_any_key()
    {
        using var granter = await sandbox.OpenFundedAsync(Granter);

        var printed = await WalletAsync(null, "grant", "--from", granter.Owner, "--to", "akash1ztwsjqx86tq0x6479vxvl4zr39npzcdfs9qq6u", "--deposit", "25ACT", "--fees", "1AKT");

        printed.ExitCode.Should().Be(0, printed.StandardError);
        var messages = JsonNode.Parse(printed.StandardOutput)!["body"]!["messages"]!.AsArray();
        messages.Select(message => (string?)message!["@type"]).Should().Equal("/cosmos.authz.v1beta1.MsgGrant", "/cosmos.feegrant.v1beta1.MsgGrantAllowance");
        messages[0]!["grant"]!["authorization"]!["spend_limits"]![0]!.ToJsonString().Should().Be("""{"denom":"uact","amount":"25000000"}""");
    }

    [Fact]
    public async Task Another_accounts_deployment_is_closed_where_that_was_granted()
    {
        using var owner = await sandbox.OpenFundedAsync(Granter);
        using var sweeper = await sandbox.OpenFundedAsync(Sweeper);
        var compiled = Application.Web("v1").Compiled!;
        var dseq = await owner.ChooseDseqAsync(Stop);
        await owner.CreateAsync(new CreateDeployment(dseq, compiled.Groups, compiled.Hash.AsMemory(), new Coin(Denoms.Uact, 500_000), null), Stop);

        var early = await RunAsync(Sweeper, "close", "--owner", owner.Owner, "--dseq", $"{dseq}");
        (await WalletAsync(Granter, "grant", "--to", sweeper.Owner, "--allow-close", "--send")).ExitCode.Should().Be(0);
        var late = await RunAsync(Sweeper, "close", "--owner", owner.Owner, "--dseq", $"{dseq}");

        early.ExitCode.Should().Be(1);
        early.StandardOutput.Should().Contain("holds no grant");
        late.ExitCode.Should().Be(0, late.StandardOutput);
        (await owner.FindAsync(dseq, Stop))!.State.Should().Be(DeploymentState.Closed);
    }

    [Fact]
    public async Task A_deploy_for_another_owner_is_refused_with_the_reason()
    {
        var refused = await RunAsync(Sweeper, "deploy", "--owner", "akash1ztwsjqx86tq0x6479vxvl4zr39npzcdfs9qq6u", "--dseq", "1");

        refused.ExitCode.Should().Be(2);
        refused.StandardError.Should().Contain("by a token that the deployment's owner signs");
    }

    ChainNetwork OpenKey(string granter) => ChainNetwork.Open(
        new NetworkAccess(sandbox.NetworkFile, Key) { FeeGranter = granter, DepositSources = [DepositSource.Grant] },
        _ => { }, TimeProvider.System, NullLogger.Instance);

    async Task<Outcome> DeployAsync(ChainNetwork network, string environment, Coin? deposit)
    {
        var records = new FileRecords(Path.Combine(kept.FullName, $"{environment}.json"), network.ChainId, "run", TimeProvider.System, _ => { });
        var request = DeployEnvironment.Request(Application.Web("v1")) with { Environment = environment, Deposit = deposit };
        return await new Deployer(network, records, new TestOutputReporter(environment), TimeProvider.System, "run").DeployAsync(request, Stop);
    }

    Task<BufferedCommandResult> WalletAsync(string? words, params string[] arguments) => RunAsync(words, ["wallet", .. arguments]);

    async Task<BufferedCommandResult> RunAsync(string? words, params string[] arguments) => await Cli.Wrap("dotnet")
        .WithArguments([BuiltProgram.Path, .. arguments, "--network", sandbox.NetworkFile])
        .WithWorkingDirectory(kept.FullName)
        .WithEnvironmentVariables(variables => variables.Set("AKASH_MNEMONIC", words).Set("GITHUB_ACTIONS", null))
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(Encoding.UTF8, Stop);

    static async Task<IReadOnlyList<ulong>> OpenAsync(ChainNetwork network) =>
        await network.ListActiveAsync(Stop).Select(deployment => deployment.Dseq).ToListAsync(Stop);
}
