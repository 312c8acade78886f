using System.Net.Http.Json;
using System.Text.Json;
using Akash.Proto.Base.Attributes.V1;
using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Base.Resources.V1Beta4;
using Akash.Proto.Cosmos.Bank.V1Beta1;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Proto.Provider.V1Beta4;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.Sandbox.Tests.Hosting;

public class SandboxHostSpecs
{
    const ulong Dseq = 28_450_010;

    [Fact]
    public async Task Deployment_lives_from_creation_to_refund()
    {
        // Given
        await using var host = await StartAsync();
        var (tenant, provider) = (new TestAccount(host, "tenant"), new TestAccount(host, "provider"));
        provider.Send(new MsgCreateProvider { Owner = provider.Address, HostUri = "https://127.0.0.1:8443" }).Code.Should().Be(0);
        var id = new DeploymentID { Owner = tenant.Address, Dseq = Dseq };
        var bid = new BidID { Owner = tenant.Address, Dseq = Dseq, Gseq = 1, Oseq = 1, Provider = provider.Address };

        // When
        tenant.Send(Create(id)).Log.Should().BeEmpty();
        provider.Send(new MsgCreateBid { Id = bid, Price = Coins.Of(Coins.Uact, Dec.FromInteger(500)), Deposit = Deposit() }).Log.Should().BeEmpty();
        tenant.Send(new MsgCreateLease { BidId = bid }).Log.Should().BeEmpty();
        host.Producer.Produce();
        tenant.Send(new MsgCloseDeployment { Id = id }).Log.Should().BeEmpty();

        // Then
        var lease = await Get(host, $"/akash/market/v1beta5/leases/list?filters.owner={tenant.Address}");
        var item = lease.GetProperty("leases")[0];
        item.GetProperty("lease").GetProperty("state").GetString().Should().Be("closed");
        item.GetProperty("lease").GetProperty("reason").GetString().Should().Be("lease_closed_owner");
        item.GetProperty("escrow_payment").GetProperty("state").GetProperty("withdrawn").GetProperty("amount").GetString().Should().Be("1000");
        var balance = await Get(host, $"/cosmos/bank/v1beta1/balances/{tenant.Address}/by_denom?denom=uact");
        balance.GetProperty("balance").GetProperty("amount").GetString().Should().Be((1_000_000_000 - 1000).ToString());
    }

    [Fact]
    public async Task Update_with_the_gas_of_a_simulation_without_fee_runs_out_as_on_the_network()
    {
        // Given
        await using var host = await StartAsync();
        var tenant = new TestAccount(host, "tenant");
        var id = new DeploymentID { Owner = tenant.Address, Dseq = Dseq };
        tenant.Send(Create(id)).Code.Should().Be(0);
        var update = new MsgUpdateDeployment { Id = id, Hash = ByteString.CopyFrom(Enumerable.Repeat((byte)2, 32).ToArray()) };
        var exact = host.Node.Simulate(tenant.Sign(update)).GasUsed;
        var withoutFee = exact - 15_999;

        // When
        var official = tenant.Include(tenant.Sign((ulong)(withoutFee * 1.3), 0, update));
        var enough = tenant.Include(tenant.Sign(exact, 0, update));

        // Then
        (official.Codespace, official.Code).Should().Be(("sdk", 11u));
        enough.Code.Should().Be(0);
        enough.GasUsed.Should().BeInRange(exact - 500, exact);
    }

    [Fact]
    public async Task Mempool_counts_waiting_transactions_and_knows_a_transaction_again()
    {
        // Given
        await using var host = await StartAsync();
        var (tenant, other) = (new TestAccount(host, "tenant"), new TestAccount(host, "other"));
        var first = tenant.Sign(Send(tenant, other));
        var second = tenant.Sign(100_000, 1, Send(tenant, other));

        // When
        var accepted = host.Node.Submit(first);
        var again = host.Node.Submit(first);
        var next = host.Node.Submit(second);
        var stale = host.Node.Submit(tenant.Sign(100_000, 0, Send(tenant, other)));

        // Then
        accepted.Result!.Code.Should().Be(0);
        again.IsDuplicate.Should().BeTrue();
        next.Result!.Log.Should().BeEmpty();
        stale.Result!.Log.Should().StartWith("account sequence mismatch, expected 2, got 0");
        host.Producer.Produce().Transactions.Should().HaveCount(2).And.OnlyContain(transaction => transaction.Result.Code == 0);
    }

    [Fact]
    public async Task Queries_answer_alike_over_rpc_rest_and_grpc()
    {
        // Given
        await using var host = await StartAsync();
        var tenant = new TestAccount(host, "tenant");
        var id = new DeploymentID { Owner = tenant.Address, Dseq = Dseq };
        tenant.Send(Create(id)).Code.Should().Be(0);
        var request = new QueryDeploymentRequest { Id = id };

        // When
        using var channel = GrpcChannel.ForAddress(host.Network.Grpc[0]);
        var overGrpc = await new Proto.Deployment.V1Beta4.Query.QueryClient(channel).DeploymentAsync(request);
        var overRest = await Get(host, $"/akash/deployment/v1beta4/deployments/info?id.owner={tenant.Address}&id.dseq={Dseq}");
        using var http = new HttpClient();
        var call = new { jsonrpc = "2.0", id = 7, method = "abci_query", @params = new { path = "/akash.deployment.v1beta4.Query/Deployment", data = Convert.ToHexString(request.ToByteArray()) } };
        var answer = await (await http.PostAsJsonAsync(host.Network.Rpc[0], call)).Content.ReadFromJsonAsync<JsonElement>();

        // Then
        var overRpc = QueryDeploymentResponse.Parser.ParseFrom(answer.GetProperty("result").GetProperty("response").GetProperty("value").GetBytesFromBase64());
        overRpc.Should().Be(overGrpc);
        overGrpc.Deployment.Id.Should().Be(id);
        overRest.GetProperty("deployment").GetProperty("id").GetProperty("dseq").GetString().Should().Be(Dseq.ToString());
        overRest.GetProperty("groups")[0].GetProperty("group_spec").GetProperty("resources")[0].GetProperty("resource").GetProperty("cpu").GetProperty("units").GetProperty("val").GetString().Should().Be("500");
    }

    [Fact]
    public async Task Query_at_an_older_height_sees_the_state_of_then()
    {
        // Given
        await using var host = await StartAsync();
        var (tenant, other) = (new TestAccount(host, "tenant"), new TestAccount(host, "other"));
        host.Producer.Produce();
        var before = host.Node.Height;
        tenant.Send(Send(tenant, other)).Code.Should().Be(0);
        using var http = new HttpClient();

        // When
        var path = $"{host.Network.Rest[0]}/cosmos/bank/v1beta1/balances/{other.Address}/by_denom?denom=uakt";
        var now = await http.GetStringAsync(path);
        http.DefaultRequestHeaders.Add("x-cosmos-block-height", before.ToString());
        var then = await http.GetStringAsync(path);
        http.DefaultRequestHeaders.Remove("x-cosmos-block-height");
        http.DefaultRequestHeaders.Add("x-cosmos-block-height", (before + 100).ToString());
        var future = await http.GetAsync(path);

        // Then
        now.Should().Contain("\"1000000001\"");
        then.Should().Contain("\"1000000000\"");
        future.StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Missing_deployment_is_404_over_rest_and_NotFound_over_grpc()
    {
        await using var host = await StartAsync();
        var tenant = new TestAccount(host, "tenant");
        var id = new DeploymentID { Owner = tenant.Address, Dseq = 1 };

        using var channel = GrpcChannel.ForAddress(host.Network.Grpc[0]);
        var overGrpc = () => new Proto.Deployment.V1Beta4.Query.QueryClient(channel).Deployment(new QueryDeploymentRequest { Id = id });
        using var http = new HttpClient();
        var overRest = await http.GetAsync($"{host.Network.Rest[0]}/akash/deployment/v1beta4/deployments/info?id.owner={tenant.Address}&id.dseq=1");

        overGrpc.Should().Throw<Grpc.Core.RpcException>().Which.Status.Detail.Should().Be("codespace deployment code 4: Deployment not found");
        overRest.StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Faucet_makes_an_account_with_coins_of_both_kinds()
    {
        await using var host = await StartAsync();
        using var http = new HttpClient();
        var address = Akash.Sandbox.Cryptography.Wallet.FromName("test/poor").Address;

        var answer = await http.PostAsJsonAsync(host.Network.Faucet, new { address, uact = "5" });
        var refusal = await http.PostAsJsonAsync(host.Network.Faucet, new { address = "akash1nobody" });

        answer.IsSuccessStatusCode.Should().BeTrue();
        refusal.StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
        var balances = await Get(host, $"/cosmos/bank/v1beta1/balances/{address}");
        balances.GetProperty("balances").GetRawText().Should().Be("""[{"denom":"uact","amount":"5"},{"denom":"uakt","amount":"100000000"}]""");
    }

    [Fact]
    public async Task Network_file_names_a_node_that_answers()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("akash-sandbox-").FullName, "network.json");
        await using var host = await SandboxHost.StartAsync(new SandboxOptions { NetworkFile = path, BlockTime = TimeSpan.FromHours(1) }, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);
        using var http = new HttpClient();

        var network = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(path));
        var status = await http.GetFromJsonAsync<JsonElement>(network.GetProperty("rpc")[0].GetString() + "/status");

        status.GetProperty("result").GetProperty("node_info").GetProperty("network").GetString().Should().Be(network.GetProperty("chainId").GetString());
    }

    static Task<SandboxHost> StartAsync() =>
        SandboxHost.StartAsync(new SandboxOptions { BlockTime = TimeSpan.FromHours(1) }, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);

    static async Task<JsonElement> Get(SandboxHost host, string path)
    {
        using var http = new HttpClient();
        return await http.GetFromJsonAsync<JsonElement>(host.Network.Rest[0] + path);
    }

    static MsgSend Send(TestAccount from, TestAccount to) =>
        new() { FromAddress = from.Address, ToAddress = to.Address, Amount = { Coins.Of(Coins.Uakt, 1) } };

    static Deposit Deposit() => new() { Amount = Coins.Of(Coins.Uact, 500_000), Sources = { Source.Balance } };

    static MsgCreateDeployment Create(DeploymentID id) => new()
    {
        Id = id,
        Hash = ByteString.CopyFrom(Enumerable.Repeat((byte)1, 32).ToArray()),
        Deposit = Deposit(),
        Groups =
        {
            new GroupSpec
            {
                Name = "dcloud",
                Requirements = new PlacementRequirements { SignedBy = new SignedBy() },
                Resources =
                {
                    new ResourceUnit
                    {
                        Count = 1,
                        Price = Coins.Of(Coins.Uact, Dec.FromInteger(1000)),
                        Resource = new Resources
                        {
                            Id = 1,
                            Cpu = new CPU { Units = Number(500) },
                            Memory = new Memory { Quantity = Number(536_870_912) },
                            Storage = { new Storage { Name = "default", Quantity = Number(536_870_912) } },
                            Gpu = new GPU { Units = Number(0) },
                            Endpoints = { new Proto.Base.Resources.V1Beta4.Endpoint() },
                        },
                    },
                },
            },
        },
    };

    static ResourceValue Number(long value) => new() { Val = ByteString.CopyFromUtf8(value.ToString()) };
}
