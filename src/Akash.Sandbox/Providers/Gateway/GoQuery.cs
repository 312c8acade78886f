using Microsoft.AspNetCore.Http.Features;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>A query as a provider's parser reads it: of two equal names the first counts, and a pair with a broken escape or a semicolon is dropped.</summary>
sealed class GoQuery
{
    readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    GoQuery(string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !pair.Contains(';', StringComparison.Ordinal)))
        {
            var parts = pair.Split('=', 2);
            if (Unescape(parts[0]) is { } name && Unescape(parts.Length > 1 ? parts[1] : "") is { } value) values.TryAdd(name, value);
        }
    }

    /// <summary>Null where it is not there; the empty text where it has no value.</summary>
    public string? this[string name] => values.GetValueOrDefault(name);

    public static GoQuery Read(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return new GoQuery(query < 0 ? "" : target[(query + 1)..]);
    }

    static string? Unescape(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2])) return null;
        }

        return Uri.UnescapeDataString(text.Replace('+', ' '));
    }
}
