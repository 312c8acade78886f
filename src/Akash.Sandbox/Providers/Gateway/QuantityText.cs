using System.Globalization;
using System.Numerics;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>Amounts as Kubernetes writes decimal quantities: the largest suffix that leaves a whole number.</summary>
static class QuantityText
{
    static readonly string[] Suffixes = ["m", "", "k", "M", "G", "T", "P", "E"];

    public static string Of(BigInteger amount) => OfThousandths(1000 * amount);

    public static string OfThousandths(BigInteger thousandths)
    {
        if (thousandths.IsZero) return "0";
        var suffix = 0;
        for (; suffix < Suffixes.Length - 1 && thousandths % 1000 == 0; suffix++) thousandths /= 1000;
        return thousandths.ToString(CultureInfo.InvariantCulture) + Suffixes[suffix];
    }
}
