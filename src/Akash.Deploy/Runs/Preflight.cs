using System.Numerics;
using Akash.Deploy.Networks;
using Akash.Deploy.Quantities;
using Akash.Money;

namespace Akash.Deploy.Runs;

/// <summary>Whether a creation can be paid for, known before anything is spent.</summary>
static class Preflight
{
    /// <summary>Creating, leasing, and closing again: a creation's fee is the highest of the three.</summary>
    const int Transactions = 3;

    /// <exception cref="DeployFailure">It is too small.</exception>
    public static Coin DepositOf(NetworkCondition condition, Coin? asked)
    {
        var deposit = asked ?? condition.MinimumDeposit;
        return deposit.Amount >= condition.MinimumDeposit.Amount ? deposit : throw new DeployFailure(Reason.InputInvalid,
            $"deposit {Amounts.ForPeople(deposit)} is below the chain's minimum: ask for at least {Amounts.ForPeople(condition.MinimumDeposit)}, or leave it out");
    }

    /// <exception cref="DeployFailure">It cannot be paid: how much of what is missing, where, and what to do.</exception>
    public static Task CheckDepositAsync(IDeploymentNetwork network, NetworkCondition condition, Coin deposit, CancellationToken cancellationToken) =>
        RequireAsync(network, condition.Depositor, condition.DepositBalance, deposit, "the deposit", cancellationToken);

    /// <param name="estimate">Null while nothing is known but that fees are not nothing.</param>
    /// <exception cref="DeployFailure">They cannot be paid: how much of what is missing, where, and what to do.</exception>
    public static Task CheckFeesAsync(IDeploymentNetwork network, NetworkCondition condition, FeeEstimate? estimate, CancellationToken cancellationToken) =>
        estimate is null
            ? RequireAsync(network, condition.FeePayer, condition.FeeBalance, condition.FeeBalance with { Amount = BigInteger.One }, "transaction fees", cancellationToken)
            : RequireAsync(
                network, condition.FeePayer, condition.FeeBalance, estimate.Fee with { Amount = estimate.Fee.Amount * Transactions },
                "transaction fees, closing included", cancellationToken);

    static async Task RequireAsync(
        IDeploymentNetwork network, string? payer, Coin balance, Coin need, string what, CancellationToken cancellationToken)
    {
        if (balance.Amount >= need.Amount) return;

        var missing = need with { Amount = need.Amount - balance.Amount };
        throw new DeployFailure(Reason.InsufficientFunds,
            $"{payer ?? network.Owner} lacks {Amounts.ForPeople(missing)} for {what}: it has {Amounts.ForPeople(balance)} of {Amounts.ForPeople(need)}; " +
            $"{await network.AdviseOnFundsAsync(missing, cancellationToken)}. Nothing was spent");
    }
}
