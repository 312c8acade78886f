namespace Akash.Sandbox.Providers.Access;

/// <summary>The Authorization header: absent or empty, or the word "bearer" in any case and one token.</summary>
static class BearerToken
{
    /// <summary>The token, or null for an anonymous request.</summary>
    /// <exception cref="AccessRefusedException">400 for any other form.</exception>
    public static string? Read(string? header)
    {
        if (string.IsNullOrEmpty(header)) return null;
        var words = header.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is [var scheme, var token] && scheme.Equals("bearer", StringComparison.OrdinalIgnoreCase)
            ? token
            : throw AccessRefusedException.BadHeader();
    }
}
