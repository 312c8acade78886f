using System.Text.RegularExpressions;
using Attribute = Akash.Proto.Base.Attributes.V1.Attribute;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Attributes of providers and what orders ask of them (chain.md section 7.3).</summary>
static partial class Attributes
{
    [GeneratedRegex(@"^([a-zA-Z][\w\/\.\-]{1,126}[\w\*]?)$", RegexOptions.ECMAScript)]
    private static partial Regex KeyWithWildcard { get; }

    [GeneratedRegex(@"^([a-zA-Z][\w\/\.\-]{1,126})$", RegexOptions.ECMAScript)]
    private static partial Regex PlainKey { get; }

    public static void Validate(IReadOnlyList<Attribute> attributes, bool wildcards)
    {
        var seen = new HashSet<string>();
        foreach (var attribute in attributes)
        {
            if (!(wildcards ? KeyWithWildcard : PlainKey).IsMatch(attribute.Key)) throw AkashErrors.InvalidAttributeKey.Refusal();
            if (!seen.Add(attribute.Key)) throw AkashErrors.DuplicateAttributeKeys.Refusal();
        }
    }

    /// <summary>Whether every wanted attribute is offered.</summary>
    public static bool AllIn(IEnumerable<Attribute> wanted, IReadOnlyList<Attribute> offered) =>
        wanted.All(want => offered.Any(offer => Matches(want, offer)));

    public static bool AnyIn(IEnumerable<Attribute> wanted, IReadOnlyList<Attribute> offered) =>
        wanted.Any(want => offered.Any(offer => Matches(want, offer)));

    /// <summary>The attributes <c>capabilities/storage/N/key</c>, by N.</summary>
    public static IEnumerable<IReadOnlyList<Attribute>> StorageClasses(IEnumerable<Attribute> provider) =>
        provider.Where(attribute => attribute.Key.StartsWith("capabilities/storage", StringComparison.Ordinal))
            .Select(attribute => (Parts: attribute.Key["capabilities/".Length..].Split('/'), attribute.Value))
            .Where(entry => entry.Parts.Length == 3)
            .GroupBy(entry => entry.Parts[1])
            .Select(group => (IReadOnlyList<Attribute>)[.. group.Select(entry => new Attribute { Key = entry.Parts[2], Value = entry.Value })]);

    /// <summary>The attributes <c>capabilities/gpu/…</c>, without that beginning.</summary>
    public static IReadOnlyList<Attribute> Gpus(IEnumerable<Attribute> provider) =>
        [.. provider.Where(attribute => attribute.Key.StartsWith("capabilities/gpu", StringComparison.Ordinal))
            .Select(attribute => (Parts: attribute.Key["capabilities/".Length..].Split('/'), attribute.Value))
            .Where(entry => entry.Parts.Length >= 3)
            .Select(entry => new Attribute { Key = string.Join('/', entry.Parts[1..]), Value = entry.Value })];

    static bool Matches(Attribute want, Attribute offer) => want.Value == offer.Value && Glob(want.Key, offer.Key);

    /// <summary>A pattern as file names are matched: <c>*</c> and <c>?</c> stop at slashes.</summary>
    static bool Glob(string pattern, string text)
    {
        if (!pattern.AsSpan().ContainsAny('*', '?', '[')) return pattern == text;
        var expression = Regex.Escape(pattern).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal);
        return Regex.IsMatch(text, $"^{expression}$", RegexOptions.CultureInvariant);
    }
}
