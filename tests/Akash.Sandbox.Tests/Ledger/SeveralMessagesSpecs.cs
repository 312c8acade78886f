using System.Numerics;
using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Cosmos.Authz.V1Beta1;
using Akash.Proto.Cosmos.Bank.V1Beta1;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Tests.Hosting;
using Akash.Sandbox.Wire;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;
using static Akash.Sandbox.Tests.Providers.TestManifest;

namespace Akash.Sandbox.Tests.Ledger;

/// <summary>Transactions of several messages, and messages in the name of others: all or nothing, and in whose words (chain.md 6, 18).</summary>
public sealed class SeveralMessagesSpecs
{
    [Fact]
    public async Task Second_message_that_fails_undoes_the_first_and_costs_the_fee()
    {
        // Given an account and what it has
        await using var sandbox = await StartAsync();
        var (tenant, other) = (new TestAccount(sandbox, "several"), new TestAccount(sandbox, "other"));
        var before = Balance(sandbox, other);

        // When it sends what it has, and then what it has not
        var result = tenant.Send(Gift(tenant, other, "5"), Gift(tenant, other, "9000000000000"));

        // Then nothing came, the fee is gone, and the text names the second
        (result.Codespace, result.Code).Should().Be(("sdk", 5u));
        result.Log.Should().StartWith("failed to execute message; message index: 1: spendable balance ").And.EndWith("uakt is smaller than 9000000000000uakt: insufficient funds");
        Balance(sandbox, other).Should().Be(before);
        Balance(sandbox, tenant).Should().Be(1_000_000_000 - 15_000);
    }

    [Fact]
    public async Task Deployment_made_twice_in_one_transaction_is_not_made_at_all()
    {
        await using var sandbox = await StartAsync();
        var tenant = new TestAccount(sandbox, "twice");

        var result = tenant.Send(Create(tenant, 100), Create(tenant, 100));

        result.Log.Should().Be("failed to execute message; message index: 1: Deployment exists");
        tenant.Send(Create(tenant, 100)).Code.Should().Be(0);
    }

    [Fact]
    public async Task Message_in_anothers_name_fails_with_its_own_text_behind_what_it_was()
    {
        await using var sandbox = await StartAsync();
        var tenant = new TestAccount(sandbox, "exec");
        var close = new MsgCloseDeployment { Id = new DeploymentID { Owner = tenant.Address, Dseq = 77 } };

        var failed = tenant.Send(new MsgExec { Grantee = tenant.Address, Msgs = { Pack(close) } });
        var invalid = tenant.Send(new MsgExec { Grantee = tenant.Address, Msgs = { Pack(Gift(tenant, tenant, "1")), Pack(new MsgCloseDeployment { Id = new DeploymentID { Owner = tenant.Address } }) } });

        (failed.Codespace, failed.Code).Should().Be(("deployment", 4u));
        failed.Log.Should().Be($"failed to execute message; message index: 0: failed to execute message; message id:<owner:\"{tenant.Address}\" dseq:77 > : Deployment not found");
        // All are looked at before the first is carried out.
        invalid.Log.Should().StartWith("failed to execute message; message index: 0: msg 1: ").And.EndWith("invalid sequence");
    }

    [Theory]
    [InlineData("0", "0uakt: invalid coins")]
    [InlineData("-5", "-5uakt: invalid coins")]
    public async Task Nothing_and_less_cannot_be_sent(string amount, string text)
    {
        await using var sandbox = await StartAsync();
        var tenant = new TestAccount(sandbox, "nothing");

        var result = tenant.Send(Gift(tenant, tenant, amount));

        (result.Codespace, result.Code).Should().Be(("sdk", 10u));
        result.Log.Should().Be("failed to execute message; message index: 0: " + text);
    }

    [Fact]
    public void Messages_are_printed_as_the_chain_prints_them() => GoText.Of(new MsgCreateDeployment
    {
        Id = new DeploymentID { Owner = "akash1x", Dseq = 5 },
        Hash = ByteString.CopyFrom(1, (byte)'a', (byte)'"', 255),
        Deposit = new Deposit { Amount = new Coin { Denom = "uact", Amount = "7" }, Sources = { Source.Grant, Source.Balance } },
    }).Should().Be("id:<owner:\"akash1x\" dseq:5 > hash:\"\\001a\\\"\\377\" deposit:<amount:<denom:\"uact\" amount:\"7\" > sources:grant sources:balance > ");

    static Task<SandboxHost> StartAsync() =>
        SandboxHost.StartAsync(new SandboxOptions { Market = null, BlockTime = TimeSpan.FromHours(1) }, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);

    static MsgSend Gift(TestAccount from, TestAccount to, string amount) =>
        new() { FromAddress = from.Address, ToAddress = to.Address, Amount = { new Coin { Denom = "uakt", Amount = amount } } };

    static MsgCreateDeployment Create(TestAccount owner, ulong dseq) => new()
    {
        Id = new DeploymentID { Owner = owner.Address, Dseq = dseq },
        Groups = { Granted(Of(Service("web", 1, "exec true", Http(80))).Groups[0]) },
        Hash = ByteString.CopyFrom(new byte[32]),
        Deposit = new Deposit { Amount = new Coin { Denom = "uact", Amount = "5000000" }, Sources = { Source.Balance } },
    };

    static Any Pack(IMessage message) => new() { TypeUrl = "/" + message.Descriptor.FullName, Value = message.ToByteString() };

    static BigInteger Balance(SandboxHost sandbox, TestAccount account) => BigInteger.Parse(
        QueryBalanceResponse.Parser.ParseFrom(sandbox.Node.Query("/cosmos.bank.v1beta1.Query/Balance", new QueryBalanceRequest { Address = account.Address, Denom = "uakt" }.ToByteArray()).Value.Span).Balance.Amount,
        System.Globalization.CultureInfo.InvariantCulture);
}
