using Akash.Chain;
using Akash.Chain.Transactions;
using Akash.Money;
using Akash.Proto.Base.Attributes.V1;
using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Base.Resources.V1Beta4;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Google.Protobuf;

namespace Akash.EndToEnd.Tests.Chain;

/// <summary>What tenants and providers of these tests put on chain.</summary>
static class ChainObjects
{
    public static MsgCreateDeployment Creation(string owner, ulong dseq, Coin? deposit = null, IEnumerable<Source>? sources = null) =>
        Messages.CreateDeployment(owner, dseq, [Group()], new byte[32], deposit ?? new Coin(Denoms.Uact, 5_000_000), sources: sources);

    public static MsgCreateBid Bid(BidID id, string price) => new()
    {
        Id = id,
        Price = new DecCoin(Denoms.Uact, Dec.Parse(price)).ToWire(),
        Deposit = new Deposit { Amount = new Coin(Denoms.Uact, 500_000).ToWire(), Sources = { Source.Balance } },
    };

    public static GroupSpec Group() => new()
    {
        Name = "chain",
        Requirements = new PlacementRequirements { SignedBy = new SignedBy() },
        Resources =
        {
            new ResourceUnit
            {
                Resource = new Resources
                {
                    Id = 1,
                    Cpu = new CPU { Units = Value("100") },
                    Memory = new Memory { Quantity = Value("134217728") },
                    Storage = { new Storage { Name = "default", Quantity = Value("134217728") } },
                    Gpu = new GPU { Units = Value("0") },
                    Endpoints = { new Endpoint { Kind = Endpoint.Types.Kind.SharedHttp } },
                },
                Count = 1,
                Price = new DecCoin(Denoms.Uact, Dec.Parse("1000")).ToWire(),
            },
        },
    };

    static ResourceValue Value(string digits) => new() { Val = ByteString.CopyFromUtf8(digits) };
}
