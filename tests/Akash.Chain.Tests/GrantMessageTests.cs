using Akash.Chain.Grants;
using Akash.Money;
using Akash.Proto.Cosmos.Authz.V1Beta1;
using Akash.Proto.Cosmos.Feegrant.V1Beta1;
using Google.Protobuf;

namespace Akash.Chain.Tests;

/// <summary>Against messages that the recorded chain took.</summary>
public sealed class GrantMessageTests
{
    const string Granter = "akash19rl4cm2hmr8afy4kldpxz3fka4jguq0a3mq6x0";
    const string Grantee = "akash1sut4s59awlqjx24zxfpj5wf4j5f0w23necf3fp";

    const string RecordedDeposits =
        "Cixha2FzaDE5cmw0Y20yaG1yOGFmeTRrbGRweHozZmthNGpndXEwYTNtcTZ4MBIsYWthc2gxc3V0NHM1OWF3bHFqeDI0enhmcGo1d2Y0ajVmMH" +
        "cyM25lY2YzZnAaWApICiUvYWthc2guZXNjcm93LnYxLkRlcG9zaXRBdXRob3JpemF0aW9uEh8KCQoEdWFrdBIBMBIBARoPCgR1YWN0EgcxMjAw" +
        "MDAwEgwI9MqZ2AYQwLz+7AE=";

    const string RecordedMessage =
        "Cixha2FzaDE5cmw0Y20yaG1yOGFmeTRrbGRweHozZmthNGpndXEwYTNtcTZ4MBIsYWthc2gxc3V0NHM1OWF3bHFqeDI0enhmcGo1d2Y0ajVmMH" +
        "cyM25lY2YzZnAabApdCiovY29zbW9zLmF1dGh6LnYxYmV0YTEuR2VuZXJpY0F1dGhvcml6YXRpb24SLwotL2FrYXNoLmRlcGxveW1lbnQudjFi" +
        "ZXRhNC5Nc2dDcmVhdGVEZXBsb3ltZW50EgsI8MqZ2AYQgJChDw==";

    const string RecordedFees =
        "Cixha2FzaDE5cmw0Y20yaG1yOGFmeTRrbGRweHozZmthNGpndXEwYTNtcTZ4MBIsYWthc2gxc3V0NHM1OWF3bHFqeDI0enhmcGo1d2Y0ajVmMH" +
        "cyM25lY2YzZnAavAEKLC9jb3Ntb3MuZmVlZ3JhbnQudjFiZXRhMS5BbGxvd2VkTXNnQWxsb3dhbmNlEosBCjsKJy9jb3Ntb3MuZmVlZ3JhbnQu" +
        "djFiZXRhMS5CYXNpY0FsbG93YW5jZRIQCg4KBHVha3QSBjIwMDAwMBIdL2Nvc21vcy5hdXRoei52MWJldGExLk1zZ0V4ZWMSLS9ha2FzaC5kZX" +
        "Bsb3ltZW50LnYxYmV0YTQuTXNnQ3JlYXRlRGVwbG95bWVudA==";

    [Fact]
    public void Deposit_grant_is_the_recorded_one()
    {
        var recorded = MsgGrant.Parser.ParseFrom(Convert.FromBase64String(RecordedDeposits));

        var ours = GrantMessages.GrantDeposits(Granter, Grantee, new Coin(Denoms.Uact, 1_200_000), recorded.Grant.Expiration.ToDateTimeOffset());

        ours.ToByteArray().Should().Equal(Convert.FromBase64String(RecordedDeposits));
    }

    [Fact]
    public void Message_grant_is_the_recorded_one()
    {
        var recorded = MsgGrant.Parser.ParseFrom(Convert.FromBase64String(RecordedMessage));

        var ours = GrantMessages.GrantMessage(
            Granter, Grantee, "/akash.deployment.v1beta4.MsgCreateDeployment", recorded.Grant.Expiration.ToDateTimeOffset());

        ours.ToByteArray().Should().Equal(Convert.FromBase64String(RecordedMessage));
    }

    [Fact]
    public void Fee_grant_is_the_recorded_one() => GrantMessages.GrantFees(
            Granter, Grantee, new Coin(Denoms.Uakt, 200_000), null, ["/cosmos.authz.v1beta1.MsgExec", "/akash.deployment.v1beta4.MsgCreateDeployment"])
        .ToByteArray().Should().Equal(Convert.FromBase64String(RecordedFees));

    [Fact]
    public void Fee_grant_for_any_message_is_a_plain_one() =>
        GrantMessages.GrantFees(Granter, Grantee, new Coin(Denoms.Uakt, 1), null, []).Allowance.Is(BasicAllowance.Descriptor).Should().BeTrue();

    [Fact]
    public void Life_of_a_deployment_is_paid_for_and_nothing_else() =>
        GrantMessages.DeploymentLife.Should().Contain("/akash.deployment.v1beta4.MsgCreateDeployment").And.Contain("/akash.market.v1beta5.MsgCreateLease")
            .And.NotContain(type => type.StartsWith("/cosmos.bank.") || type.StartsWith("/akash.bme.") || type == GrantMessages.ExecuteType);
}
