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

    /// <summary>The deposit, and that there is anything for fees, whose amount is not known yet.</summary>
    /// <exception cref="DeployFailure">They cannot be paid: how much of all that is missing, where, and what to do.</exception>
    public static Task CheckFundsAsync(IDeploymentNetwork network, NetworkCondition condition, Coin deposit, CancellationToken cancellationToken) =>
        RequireAsync(
            network, cancellationToken,
            new Need(condition.Depositor, condition.DepositBalance, deposit, "the deposit"), SomeFees(condition));

    /// <param name="estimate">Null while nothing is known but that fees are not nothing.</param>
    /// <exception cref="DeployFailure">They cannot be paid: how much of what is missing, where, and what to do.</exception>
    public static Task CheckFeesAsync(IDeploymentNetwork network, NetworkCondition condition, FeeEstimate? estimate, CancellationToken cancellationToken) =>
        RequireAsync(
            network, cancellationToken,
            estimate is null
                ? SomeFees(condition)
                : new Need(
                    condition.FeePayer, condition.FeeBalance, estimate.Fee with { Amount = estimate.Fee.Amount * Transactions },
                    "transaction fees, closing included"));

    static Need SomeFees(NetworkCondition condition) =>
        new(condition.FeePayer, condition.FeeBalance, condition.FeeBalance with { Amount = BigInteger.One }, "transaction fees");

    static async Task RequireAsync(IDeploymentNetwork network, CancellationToken cancellationToken, params Need[] needs)
    {
        var lacks = new List<string>();
        foreach (var (payer, balance, need, what) in needs.Where(need => need.Balance.Amount < need.Amount.Amount))
        {
            var missing = need with { Amount = need.Amount - balance.Amount };
            lacks.Add(
                $"{payer ?? network.Owner} lacks {Amounts.ForPeople(missing)} for {what}: it has {Amounts.ForPeople(balance)} of {Amounts.ForPeople(need)}; " +
                $"{await network.AdviseOnFundsAsync(missing, cancellationToken)}");
        }

        if (lacks.Count > 0) throw new DeployFailure(Reason.InsufficientFunds, $"{string.Join(". ", lacks)}. Nothing was spent");
    }

    /// <param name="Payer">Whose money it is, in words; null for the account's own.</param>
    sealed record Need(string? Payer, Coin Balance, Coin Amount, string What);
}
