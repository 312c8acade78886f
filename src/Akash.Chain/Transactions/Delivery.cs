using Akash.Chain.Errors;
using Akash.Chain.Transport;

namespace Akash.Chain.Transactions;

/// <summary>How the delivery of one signed transaction ended.</summary>
abstract record Delivery
{
    Delivery()
    {
    }

    /// <summary>It is in a block, successful or not.</summary>
    public sealed record Included(IncludedTransaction Transaction) : Delivery;

    /// <summary>The mempool refused it; it had no effect.</summary>
    public sealed record Refused(ChainRefusedException Error) : Delivery;

    /// <summary>Its time ran out in the chain's own clock; it had no effect and never will.</summary>
    public sealed record Dead : Delivery;
}
