using System.Text;
using Akash.Deploy.Networks;
using Akash.Money;
using Akash.Sdl;

namespace Akash.EndToEnd.Tests.Networks;

/// <summary>The chain's side of the deployment network against a sandbox that enforces what the network does.</summary>
public sealed class ChainNetworkTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>
{
    const string Words = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
    const string NobodyElse = "akash1ztwsjqx86tq0x6479vxvl4zr39npzcdfs9qq6u";
    const string OtherWords = "legal winner thank year wave sausage worth useful legal winner thank yellow";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Condition_tells_what_the_wallet_has_and_what_the_chain_asks_for()
    {
        using var network = await sandbox.OpenFundedAsync(Words);

        var condition = await network.CheckAsync(Stop);

        condition.Height.Should().BePositive();
        condition.FeeBalance.Amount.Should().BeGreaterThan(0);
        condition.FeeBalance.Denom.Should().Be(Denoms.Uakt);
        condition.DepositBalance.Amount.Should().BeGreaterThan(0);
        condition.MinimumDeposit.Should().Be(new Coin(Denoms.Uact, 500_000));
        condition.Warnings.Should().BeEmpty();
    }

    [Fact]
    public async Task Deployment_lives_from_its_creation_to_its_close()
    {
        var secrets = new List<string>();
        (await sandbox.OpenFundedAsync(Words)).Dispose();
        using var network = sandbox.Open(Words, secrets.Add);
        var first = Compile("v1");

        // Given a deployment
        var dseq = await network.ChooseDseqAsync(Stop);
        var create = Create(dseq, first);
        var estimate = await network.EstimateCreateAsync(create, Stop);
        var created = await network.CreateAsync(create, Stop);
        created.Fee.Should().Be(estimate.Fee);
        var open = (await network.FindAsync(dseq, Stop))!;
        open.State.Should().Be(DeploymentState.Active);
        open.Hash.ToArray().Should().Equal(first.Hash);
        open.Escrow.Should().Be(new Escrow(create.Deposit, new DecCoin(Denoms.Uact, Dec.Zero), null));
        (await network.ListActiveAsync(Stop).Select(deployment => deployment.Dseq).ToListAsync(Stop)).Should().Contain(dseq);

        // When a bid is accepted and the manifest sent
        var bid = (await UntilAsync(() => network.ListOpenBidsAsync(dseq, Stop), bids => bids.Count > 0)).OrderBy(bid => bid.Price.Amount).First();
        bid.ProviderUri.Should().StartWith("https://");
        bid.ProviderAttributes.Should().ContainKey("region");
        await network.AcceptAsync([bid.Id], Stop);
        var leased = (await network.FindAsync(dseq, Stop))!;
        var lease = leased.Groups.Single().ActiveLease!;
        lease.Price.Should().Be(bid.Price);
        leased.Escrow.RatePerBlock.Should().Be(bid.Price);
        leased.Escrow.RunwayBlocks.Should().BePositive();
        await network.SendManifestAsync(lease.Id, first.ManifestJson, Stop);

        // Then it runs and answers
        var status = await UntilAsync(() => network.GetStatusAsync(lease.Id, Stop), status => IsReady(status));
        var uri = new Uri($"http://{status!.Services.Single().Uris[0]}/");
        (await ProbeUntilAsync(network, uri, "v1")).Status.Should().Be(200);
        (await network.ProbeAsync(new Uri(uri, "nothing-here"), Stop)).Status.Should().Be(404);
        var logs = await network.ReadLogsAsync(lease.Id, new LogQuery([], Follow: false, Tail: 50), Stop).ToListAsync(Stop);
        logs.Should().Contain(line => line.Message.Contains("serving v1") && line.Name.StartsWith("web"));
        var events = await network.ReadEventsAsync(lease.Id, follow: false, Stop).ToListAsync(Stop);
        events.Should().Contain(happened => happened.Service == "web");

        // When it is updated
        var second = Compile("v2");
        await network.UpdateAsync(dseq, second.Hash.AsMemory(), Stop);
        await network.SendManifestAsync(lease.Id, second.ManifestJson, Stop);

        // Then the new version answers at the same address
        await ProbeUntilAsync(network, uri, "v2");
        (await network.GetStatusAsync(lease.Id, Stop))!.Services.Single().ObservedGeneration
            .Should().BeGreaterThan(status.Services.Single().ObservedGeneration);

        // When it is closed
        (await network.CloseAsync(dseq, Stop)).Should().NotBeNull();

        // Then it is gone, and closing it again is no matter
        (await network.CloseAsync(dseq, Stop)).Should().BeNull();
        var closed = (await network.FindAsync(dseq, Stop))!;
        closed.State.Should().Be(DeploymentState.Closed);
        closed.Groups.Single().Leases.Single().CloseReason.Should().Be("lease_closed_owner");
        (await network.ListOpenBidsAsync(dseq, Stop)).Should().BeEmpty();
        secrets.Should().Contain(secret => secret.StartsWith("eyJ"), "tokens are registered as they are made");
    }

    [Fact]
    public async Task Followed_logs_go_on_over_an_update_and_end_with_the_lease()
    {
        using var network = await sandbox.OpenFundedAsync(Words);
        var (first, second) = (Compile("first"), Compile("second"));
        var dseq = await network.ChooseDseqAsync(Stop);
        await network.CreateAsync(Create(dseq, first), Stop);
        var bids = await UntilAsync(() => network.ListOpenBidsAsync(dseq, Stop), bids => bids.Count > 0);
        await network.AcceptAsync([bids[0].Id], Stop);
        var lease = (await network.FindAsync(dseq, Stop))!.Groups.Single().ActiveLease!.Id;
        await network.SendManifestAsync(lease, first.ManifestJson, Stop);

        var served = new List<string>();
        await foreach (var line in network.ReadLogsAsync(lease, new LogQuery(["web"], Follow: true, Tail: null), Stop))
        {
            served.Add(line.Message);
            if (line.Message == "serving first")
            {
                await network.UpdateAsync(dseq, second.Hash.AsMemory(), Stop);
                await network.SendManifestAsync(lease, second.ManifestJson, Stop);
            }
            else if (line.Message == "serving second")
            {
                await network.CloseAsync(dseq, Stop);
            }
        }

        served.Where(message => message.StartsWith("serving")).Should().Equal("serving first", "serving second");
    }

    [Fact]
    public async Task Refusals_come_with_their_meaning_and_advice()
    {
        using var network = await sandbox.OpenFundedAsync(Words);
        var sdl = Compile("refused");
        var dseq = await network.ChooseDseqAsync(Stop);

        await Refuses(() => network.EstimateCreateAsync(Create(dseq, sdl) with { Deposit = new Coin(Denoms.Uact, 1) }, Stop), NetworkFailure.Rejected);
        await Refuses(
            () => network.EstimateCreateAsync(Create(dseq, sdl) with { Deposit = new Coin(Denoms.Uact, 1_000_000_000_000_000) }, Stop),
            NetworkFailure.InsufficientFunds);
        await network.CreateAsync(Create(dseq, sdl), Stop);
        await Refuses(() => network.CreateAsync(Create(dseq, sdl), Stop), NetworkFailure.Rejected);
        await Refuses(() => network.UpdateAsync(dseq, sdl.Hash.AsMemory(), Stop), NetworkFailure.Rejected);
        await Refuses(() => network.AcceptAsync([new BidId(dseq, 1, 1, NobodyElse, 0)], Stop), NetworkFailure.Gone);
        await network.CloseAsync(dseq, Stop);
        await Refuses(() => network.UpdateAsync(dseq, Compile("other").Hash.AsMemory(), Stop), NetworkFailure.Gone);
    }

    [Fact]
    public async Task Wallet_that_never_received_anything_cannot_create()
    {
        using var network = sandbox.Open(OtherWords, _ => { });

        (await network.CheckAsync(Stop)).FeeBalance.Amount.Should().Be(0);
        (await network.FindAsync(1, Stop)).Should().BeNull();
        (await network.CloseAsync(1, Stop)).Should().BeNull();
        await Refuses(() => network.CreateAsync(Create(100, Compile("v1")), Stop), NetworkFailure.InsufficientFunds);
    }

    static async Task Refuses<T>(Func<Task<T>> call, NetworkFailure failure)
    {
        var refusal = (await call.Should().ThrowAsync<DeploymentNetworkException>()).Which;
        refusal.Failure.Should().Be(failure, refusal.Message);
        refusal.Advice.Should().NotBeNullOrEmpty();
    }

    static CreateDeployment Create(ulong dseq, CompiledSdl sdl) =>
        new(dseq, sdl.Groups, sdl.Hash.AsMemory(), new Coin(Denoms.Uact, 500_000), null);

    static bool IsReady(LeaseStatus? status) =>
        status is { Services: [{ ReadyReplicas: 1, Uris.Count: > 0 }] };

    async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> enough)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            var seen = await look();
            if (enough(seen)) return seen;

            await Task.Delay(Pause, Stop);
        }

        throw new TimeoutException($"Waited for {Patience}. The sandbox said: {sandbox.Output}");
    }

    Task<HttpAnswer> ProbeUntilAsync(ChainNetwork network, Uri uri, string version) => UntilAsync(
        async () =>
        {
            try
            {
                return await network.ProbeAsync(uri, Stop);
            }
            catch (DeploymentNetworkException notYet) when (notYet.Failure is NetworkFailure.Unavailable)
            {
                return new HttpAnswer(0, "");
            }
        },
        answer => answer.Body.Contains(version));

    static CompiledSdl Compile(string version)
    {
        var result = SdlCompiler.Compile(new SdlSource("deploy.yaml", Encoding.UTF8.GetBytes(
            $$"""
            version: "2.0"
            services:
              web:
                image: python:3.13-slim
                command: ["sh", "-c"]
                args: ["mkdir /tmp/www && cd /tmp/www && echo $VERSION > index.html && echo serving $VERSION && exec python3 -m http.server 8080"]
                env: ["VERSION={{version}}"]
                expose:
                  - port: 8080
                    as: 80
                    to:
                      - global: true
            profiles:
              compute:
                web:
                  resources:
                    cpu:
                      units: 0.1
                    memory:
                      size: 128Mi
                    storage:
                      - size: 256Mi
              placement:
                akash:
                  pricing:
                    web:
                      denom: uact
                      amount: 1000
            deployment:
              web:
                akash:
                  profile: web
                  count: 1
            """)));
        result.Valid.Should().BeTrue(string.Join("; ", result.Diagnostics));
        return result.Compiled!;
    }
}
