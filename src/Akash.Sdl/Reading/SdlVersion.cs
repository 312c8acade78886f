using System.Globalization;

namespace Akash.Sdl.Reading;

/// <summary>Versions as the Go parser takes them: semantic versions, leniently.</summary>
static class SdlVersion
{
    /// <returns>Whether it is 2.1 or later; null where it is neither that nor exactly 2.0.0.</returns>
    public static bool? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('v')) trimmed = trimmed[1..];
        var parts = trimmed.Split('.', 3).Select(WithoutLeadingZeros).ToList();
        if (parts.Count < 3 && parts[^1].AsSpan().ContainsAny('+', '-')) return null;
        while (parts.Count < 3) parts.Add("0");

        var (patch, isRelease) = SplitPatch(parts[2]);
        if (patch is null || !TryNumber(parts[0], out var major) || !TryNumber(parts[1], out var minor) || !TryNumber(patch, out var fix)) return null;

        var (low, high) = ((2UL, 0UL, 0UL), (2UL, 1UL, 0UL));
        var version = (major, minor, fix);
        if (version == low && isRelease) return false;
        var order = version.CompareTo(high);
        return order > 0 || (order == 0 && isRelease) ? true : null;
    }

    static string WithoutLeadingZeros(string part)
    {
        if (part.Length <= 1) return part;
        var rest = part.TrimStart('0');
        return rest.Length == 0 || !char.IsAsciiDigit(rest[0]) ? "0" + rest : rest;
    }

    /// <summary>Cuts pre-release and build off; null where they are malformed.</summary>
    static (string? Patch, bool IsRelease) SplitPatch(string text)
    {
        var build = text.IndexOf('+');
        var version = build < 0 ? text : text[..build];
        var dash = version.IndexOf('-');
        var pre = dash < 0 ? null : version[(dash + 1)..];
        var valid = (build < 0 || AreIdentifiers(text[(build + 1)..], numbersMayStartWithZero: true)) && (pre is null || AreIdentifiers(pre, numbersMayStartWithZero: false));
        return (valid ? version[..(dash < 0 ? version.Length : dash)] : null, pre is null);
    }

    static bool AreIdentifiers(string text, bool numbersMayStartWithZero) => text.Split('.').All(identifier =>
        identifier.Length > 0 && identifier.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && (numbersMayStartWithZero || identifier.Length == 1 || identifier[0] != '0' || !identifier.All(char.IsAsciiDigit)));

    static bool TryNumber(string text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && (text.Length == 1 || text[0] != '0');
}
