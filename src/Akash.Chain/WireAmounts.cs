using System.Globalization;
using System.Numerics;
using Akash.Money;
using Wire = Akash.Proto.Cosmos.Base.V1Beta1;

namespace Akash.Chain;

/// <summary>Amounts between our form and the protobuf wire, where decimals are written times 10^18 (chain.md 13.1).</summary>
public static class WireAmounts
{
    public static Coin ToMoney(this Wire.Coin coin) => new(coin.Denom, BigInteger.Parse(coin.Amount, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    public static DecCoin ToMoney(this Wire.DecCoin coin) => new(coin.Denom, Dec.FromWire(coin.Amount));

    public static Wire.Coin ToWire(this Coin coin) => new() { Denom = coin.Denom, Amount = coin.Amount.ToString(CultureInfo.InvariantCulture) };

    public static Wire.DecCoin ToWire(this DecCoin coin) => new() { Denom = coin.Denom, Amount = coin.Amount.ToWire() };
}
