namespace Akash.Action.Inputs;

/// <summary>Inputs of the official action that today's chain leaves without effect: each is named with its reason, none is refused.</summary>
static class OfficialInputs
{
    public static IEnumerable<string> Notes(InputValues values)
    {
        if (values.Given("denom") is { } denom && denom != "uact")
            yield return $"denom: {denom} has no effect: the chain takes deposits and prices in uact only, and gas in uakt";
        if (values.Given("gas") is { } gas && gas != "auto")
            yield return "gas has no effect: the exact gas of each transaction is found by simulating it";
        if (values.Given("gas-multiplier") is not null)
            yield return "gas-multiplier has no effect: the simulation has the fee filled in, so its gas is exact and needs no margin";
        if (values.Given("rest-url") is not null)
            yield return "rest-url has no effect: queries go to the RPC endpoint like everything else, which tx-rpc-url names";
        if (values.Given("fee") is not null)
            yield return "fee has no effect: the fee is the exact gas at the network's gas price";
    }
}
