using Akash.Proto.Deployment.V1;
using Akash.Proto.Market.V1;

namespace Akash.Sandbox.Ledger.Values;

/// <summary>A text ordered by its characters' codes.</summary>
readonly record struct TextKey(string Text) : IComparable<TextKey>
{
    public int CompareTo(TextKey other) => string.CompareOrdinal(Text, other.Text);

    public static implicit operator TextKey(string text) => new(text);
}

/// <summary>Two texts, ordered by the first, then the second.</summary>
readonly record struct PairKey(string First, string Second) : IComparable<PairKey>
{
    public int CompareTo(PairKey other) =>
        string.CompareOrdinal(First, other.First) is var first and not 0 ? first : string.CompareOrdinal(Second, other.Second);
}

/// <summary>Place of a deployment and of everything under it; absent parts are zero or empty and so sort first.</summary>
readonly record struct MarketKey(string Owner, ulong Dseq, uint Gseq = 0, uint Oseq = 0, string Provider = "", uint Bseq = 0)
    : IComparable<MarketKey>
{
    public static MarketKey Of(DeploymentID id) => new(id.Owner, id.Dseq);
    public static MarketKey Of(GroupID id) => new(id.Owner, id.Dseq, id.Gseq);
    public static MarketKey Of(OrderID id) => new(id.Owner, id.Dseq, id.Gseq, id.Oseq);
    public static MarketKey Of(BidID id) => new(id.Owner, id.Dseq, id.Gseq, id.Oseq, id.Provider, id.Bseq);
    public static MarketKey Of(LeaseID id) => new(id.Owner, id.Dseq, id.Gseq, id.Oseq, id.Provider, id.Bseq);

    public MarketKey Deployment => new(Owner, Dseq);
    public MarketKey Group => new(Owner, Dseq, Gseq);
    public MarketKey Order => new(Owner, Dseq, Gseq, Oseq);

    public DeploymentID ToDeploymentId() => new() { Owner = Owner, Dseq = Dseq };
    public GroupID ToGroupId() => new() { Owner = Owner, Dseq = Dseq, Gseq = Gseq };
    public OrderID ToOrderId() => new() { Owner = Owner, Dseq = Dseq, Gseq = Gseq, Oseq = Oseq };
    public BidID ToBidId() => new() { Owner = Owner, Dseq = Dseq, Gseq = Gseq, Oseq = Oseq, Provider = Provider, Bseq = Bseq };
    public LeaseID ToLeaseId() => new() { Owner = Owner, Dseq = Dseq, Gseq = Gseq, Oseq = Oseq, Provider = Provider, Bseq = Bseq };

    public int CompareTo(MarketKey other)
    {
        if (string.CompareOrdinal(Owner, other.Owner) is var owner and not 0) return owner;
        if (Dseq.CompareTo(other.Dseq) is var dseq and not 0) return dseq;
        if (Gseq.CompareTo(other.Gseq) is var gseq and not 0) return gseq;
        if (Oseq.CompareTo(other.Oseq) is var oseq and not 0) return oseq;
        if (string.CompareOrdinal(Provider, other.Provider) is var provider and not 0) return provider;
        return Bseq.CompareTo(other.Bseq);
    }
}
