using Akash.Sdl.Flavors;

namespace Akash.Sdl.Compile;

/// <summary>How names are compared: by their bytes, or by locale.</summary>
static class NameOrder
{
    public static IComparer<string> Of(FlavorRules rules) => rules.SortsByLocale ? LocaleOrder.Instance : Bytes;

    /// <summary>By UTF-8 bytes, which is by code points.</summary>
    public static IComparer<string> Bytes { get; } = Comparer<string>.Create(CompareCodePoints);

    static int CompareCodePoints(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] != right[i]) return Weight(left[i]).CompareTo(Weight(right[i]));
        }

        return left.Length.CompareTo(right.Length);
    }

    /// <summary>Surrogates stand for code points above all others.</summary>
    static int Weight(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
