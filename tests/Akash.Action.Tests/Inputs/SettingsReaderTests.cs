using Akash.Action.GitHub;
using Akash.Action.Inputs;
using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.Deploy.Quantities;
using Akash.Money;

namespace Akash.Action.Tests.Inputs;

public sealed class SettingsReaderTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("akash-settings").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void Inputs_of_the_runner_become_settings_with_the_documented_defaults()
    {
        var settings = Read(new() { ["MNEMONIC"] = "some words", ["GITHUB-TOKEN"] = "token" }).Settings!;

        settings.Verb.Should().Be(Verb.Deploy);
        settings.WorkingDirectory.Should().Be(folder);
        settings.ImageName.Should().Be("ghcr.io/octo/repo");
        settings.Push.Should().Be(new Login("octocat", "token"));
        settings.Network.Should().Be(new NetworkChoice("mainnet", null));
        settings.BidTimeout.Should().Be(TimeSpan.FromMinutes(5));
        settings.BidWindow.Should().BeNull();
        settings.ReadyTimeout.Should().Be(TimeSpan.FromMinutes(10));
        settings.Timeout.Should().Be(TimeSpan.FromMinutes(30));
        settings.Environment.Should().Be("production");
        settings.KeepOnFailure.Should().BeFalse();
    }

    [Fact]
    public void Amounts_prices_and_durations_are_read_with_their_units()
    {
        var settings = Read(new()
        {
            ["MNEMONIC"] = "some words", ["DSEQ"] = "123", ["DEPOSIT"] = "$5", ["MAX-PRICE"] = "$30/month", ["BID-WINDOW"] = "20s",
            ["KEEP-ON-FAILURE"] = "TRUE", ["BUILD-ARGS"] = "A=1\nB=x=y\n",
        }).Settings!;

        settings.Deposit.Should().Be(new Coin("uact", 5_000_000));
        settings.MaxPrice.Should().Be(Price.Parse("$30/month"));
        settings.BidWindow.Should().Be(TimeSpan.FromSeconds(20));
        settings.KeepOnFailure.Should().BeTrue();
        settings.BuildArguments.Should().Equal(KeyValuePair.Create("A", "1"), KeyValuePair.Create("B", "x=y"));
    }

    [Fact]
    public void Money_of_others_is_used_in_the_order_given()
    {
        var settings = Read(new()
        {
            ["MNEMONIC"] = "some words", ["DSEQ"] = "1", ["DEPOSIT-SOURCES"] = "grant, balance", ["FEE-GRANTER"] = "akash1granter", ["MINT-ACT"] = "10ACT",
        }).Settings!;

        settings.DepositSources.Should().Equal(DepositSource.Grant, DepositSource.Balance);
        settings.FeeGranter.Should().Be("akash1granter");
        settings.MintAct.Should().Be(new Coin("uact", 10_000_000));
    }

    [Theory]
    [InlineData("DEPOSIT-SOURCES", "grants", "*'grants' is neither balance nor grant*")]
    [InlineData("DEPOSIT-SOURCES", "grant grant", "*does not name each source once*")]
    [InlineData("OWNER", "akash1other", "owner: works with close only*token that the deployment's owner signs*")]
    [InlineData("MINT-ACT", "10AKT", "mint-act: *in AKT*")]
    public void Money_that_cannot_be_had_so_is_a_problem(string input, string value, string problem) =>
        Read(new() { ["MNEMONIC"] = "some words", ["DSEQ"] = "1", [input] = value }).Problems.Should().ContainSingle().Which.Should().Match(problem);

    [Fact]
    public void All_problems_are_told_at_once_each_by_its_input()
    {
        var reading = Read(new()
        {
            ["COMMAND"] = "deplyo", ["NETWORK"] = "manet", ["DSEQ"] = "abc", ["TIMEOUT"] = "30", ["HEALTH-PATH"] = "healthz",
            ["BUILD-ARGS"] = "A", ["KEEP-ON-FAILURE"] = "yes", ["WORKING-DIRECTORY"] = "nowhere",
        });

        reading.Settings.Should().BeNull();
        reading.Problems.Select(problem => problem.Split(':')[0]).Should().Contain(
            ["command", "network", "dseq", "timeout", "health-path", "build-args", "keep-on-failure", "working-directory", "mnemonic"]);
        reading.Problems.Should().ContainSingle(problem => problem.StartsWith("command:")).Which.Should().Contain("did you mean 'deploy'?");
        reading.Problems.Should().ContainSingle(problem => problem.StartsWith("network:")).Which.Should().Contain("did you mean 'mainnet'?");
    }

    [Fact]
    public void Lease_timeout_of_the_official_action_is_the_bid_timeout_in_seconds()
    {
        Read(new() { ["MNEMONIC"] = "some words", ["DSEQ"] = "1", ["LEASE-TIMEOUT"] = "45", ["BID-TIMEOUT"] = "5m" }).Settings!
            .BidTimeout.Should().Be(TimeSpan.FromSeconds(45));
    }

    [Fact]
    public void Inputs_of_the_official_action_that_have_no_effect_are_named_with_the_reason()
    {
        var notes = Read(new() { ["DENOM"] = "uakt", ["GAS"] = "200000", ["GAS-MULTIPLIER"] = "1.5", ["FEE"] = "5000", ["REST-URL"] = "https://rest.test" }).Notes;

        notes.Select(note => note.Split(' ', ':')[0]).Should().BeEquivalentTo("denom", "gas", "gas-multiplier", "fee", "rest-url");
        notes.Should().OnlyContain(note => note.Contains("has no effect: "));
    }

    [Fact]
    public void Without_a_store_and_a_dseq_it_says_what_to_add()
    {
        Read(new() { ["MNEMONIC"] = "some words" }).Problems.Should().ContainSingle().Which
            .Should().ContainAll("github-token", "deployments: write", "deployment-details-path", "dseq");

        Read(new() { ["MNEMONIC"] = "some words", ["DEPLOYMENT-DETAILS-PATH"] = "state.json" }).Settings!
            .DetailsPath.Should().Be(Path.Combine(folder, "state.json"));
    }

    [Theory]
    [InlineData("ghs_0123456789", "other")]
    [InlineData("the-job-token", "the-job-token")]
    public void The_jobs_own_token_is_refused_for_pulling(string password, string token)
    {
        Read(new() { ["MNEMONIC"] = "some words", ["GITHUB-TOKEN"] = token, ["PULL-USERNAME"] = "me", ["PULL-PASSWORD"] = password })
            .Problems.Should().ContainSingle().Which.Should().StartWith("pull-password: is the job's own token").And.NotContain(password);
    }

    [Theory]
    [InlineData("ghcr.io/Octo/Repo", "", "ghcr.io/octo/repo", true)]
    [InlineData("", "registry.test:5000", "registry.test:5000/octo/repo", false)]
    [InlineData("team/app", "registry.test", "registry.test/team/app", false)]
    [InlineData("registry.test/team/app", "", "registry.test/team/app", false)]
    public void The_jobs_token_pushes_to_GitHubs_registry_only(string name, string registry, string expected, bool pushes)
    {
        var settings = Read(new() { ["MNEMONIC"] = "some words", ["GITHUB-TOKEN"] = "token", ["IMAGE-NAME"] = name, ["REGISTRY"] = registry }).Settings!;

        settings.ImageName.Should().Be(expected);
        (settings.Push is not null).Should().Be(pushes);
    }

    [Fact]
    public void A_missing_wallet_is_explained_by_where_the_run_comes_from()
    {
        Problem(new(null, false)).Should().Contain("secrets.AKASH_MNEMONIC");
        Problem(new("somebody/repo", false)).Should().Contain("fork (somebody/repo)").And.Contain("do not get secrets");
        Problem(new(null, true)).Should().Contain("Dependabot");

        string Problem(WorkflowOrigin origin) => Read(new() { ["GITHUB-TOKEN"] = "token" }, origin).Problems.Should().ContainSingle().Which;
    }

    [Fact]
    public void Verbs_that_read_the_repository_need_no_wallet()
    {
        Read(new() { ["COMMAND"] = "inspect" }).Settings!.Verb.Should().Be(Verb.Inspect);
    }

    [Fact]
    public void Unknown_inputs_are_warned_about_with_what_may_have_been_meant()
    {
        var variables = new Dictionary<string, string> { ["INPUT_MNEMONIK"] = "x", ["INPUT_GITHUB-TOKEN"] = "x", ["INPUT_ENTRYPOINT"] = "", ["PATH"] = "/bin" };

        InputValues.Unknown(variables).Should().Equal("unknown input 'mnemonik' has no effect; did you mean 'mnemonic'?");
    }

    SettingsReading Read(Dictionary<string, string> inputs, WorkflowOrigin? origin = null)
    {
        var variables = inputs.ToDictionary(pair => "INPUT_" + pair.Key, pair => pair.Value);
        var workflow = new Workflow(
            new("https://api.test"), "https://github.test", "Octo/Repo", "0123", 7, 1, "runner", "octocat", folder, origin ?? WorkflowOrigin.Own);
        return new SettingsReader(InputValues.FromRunner(variables), folder, workflow, variables).Read();
    }
}
