using System.Globalization;

namespace Akash.Chain.Keys;

/// <summary>A BIP-32 path such as <c>m/44'/118'/0'/0/0</c>; hardened steps have bit 31 set.</summary>
public sealed record HdPath
{
    const uint HardenedBit = 0x80000000;

    HdPath(IReadOnlyList<uint> steps) => Steps = steps;

    internal IReadOnlyList<uint> Steps { get; }

    /// <summary>The n-th account key of a wallet: <c>m/44'/118'/0'/0/n</c>, coin type 118 as on Akash.</summary>
    public static HdPath Account(uint index = 0) => Parse(string.Create(CultureInfo.InvariantCulture, $"m/44'/118'/0'/0/{index}"));

    /// <exception cref="FormatException">The text is not a path: <c>m</c>, then numbers below 2^31, each with an optional <c>'</c>.</exception>
    public static HdPath Parse(string text) => text.Split('/') is ["m", .. var steps]
        ? new HdPath([.. steps.Select(step => ParseStep(step, text))])
        : throw NotAPath(text);

    static uint ParseStep(string step, string path)
    {
        var hardened = step.EndsWith('\'');
        return uint.TryParse(hardened ? step[..^1] : step, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < HardenedBit
            ? hardened ? number | HardenedBit : number
            : throw NotAPath(path);
    }

    static FormatException NotAPath(string text) => new($"'{text}' is not a key path: expected a form like m/44'/118'/0'/0/0");
}
