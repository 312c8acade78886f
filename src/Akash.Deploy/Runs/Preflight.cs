using System.Numerics;
using Akash.Deploy.Networks;
using Akash.Deploy.Quantities;
using Akash.Money;

namespace Akash.Deploy.Runs;

/// <summary>Whether the account can pay for a creation, known before anything is spent.</summary>
static class Preflight
{
    /// <summary>Creating, leasing, and closing again: a creation's fee is the highest of the three.</summary>
    const int Transactions = 3;

    /// <exception cref="DeployFailure">The deposit is too small, or the account cannot pay: how much of what is missing, and where.</exception>
    public static Coin CheckDeposit(NetworkCondition condition, Coin? asked, string owner)
    {
        var deposit = asked ?? condition.MinimumDeposit;
        if (deposit.Amount < condition.MinimumDeposit.Amount)
            throw new DeployFailure(Reason.InputInvalid,
                $"deposit {Amounts.ForPeople(deposit)} is below the chain's minimum: ask for at least {Amounts.ForPeople(condition.MinimumDeposit)}, or leave it out");

        Require(condition.DepositBalance, deposit, "the deposit", owner);
        Require(condition.FeeBalance, new Coin(condition.FeeBalance.Denom, BigInteger.One), "transaction fees", owner);
        return deposit;
    }

    public static void CheckFees(NetworkCondition condition, FeeEstimate estimate, string owner) =>
        Require(condition.FeeBalance, new Coin(estimate.Fee.Denom, estimate.Fee.Amount * Transactions), "transaction fees, closing included", owner);

    static void Require(Coin balance, Coin need, string what, string owner)
    {
        if (balance.Amount >= need.Amount) return;

        var missing = need with { Amount = need.Amount - balance.Amount };
        var how = need.Denom == Denoms.Uact ? "mint it there from AKT" : "send it there";
        throw new DeployFailure(Reason.InsufficientFunds,
            $"{owner} lacks {Amounts.ForPeople(missing)} for {what}: it has {Amounts.ForPeople(balance)} of {Amounts.ForPeople(need)}; {how}, nothing was spent");
    }
}
