using Microsoft.AspNetCore.Http.Features;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>
/// The path of a request as it was sent, percent signs decoded. One with empty or dotted parts is not served but
/// redirected to its clean form, query kept.
/// </summary>
/// <param name="Decoded">What routes are matched with.</param>
/// <param name="Clean">Where to go instead; null where the path is clean.</param>
sealed record RequestPath(string Decoded, string? Clean)
{
    public static RequestPath Read(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var decoded = Uri.UnescapeDataString(query < 0 ? target : target[..query]);
        var clean = CleanUp(decoded);
        return new RequestPath(decoded, clean == decoded ? null : clean + (query < 0 ? "" : target[query..]));
    }

    static string CleanUp(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
        }

        var clean = "/" + string.Join('/', parts);
        return path.EndsWith('/') && clean.Length > 1 ? clean + "/" : clean;
    }
}
