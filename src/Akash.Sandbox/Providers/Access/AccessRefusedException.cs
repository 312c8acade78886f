namespace Akash.Sandbox.Providers.Access;

/// <summary>Credentials that are not accepted: the HTTP status and the message of the JSON body (provider.md 2.2).</summary>
sealed class AccessRefusedException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>What the token library says of it, which older providers pass on; null where no token was to blame.</summary>
    public string? OfToken { get; private init; }

    public static AccessRefusedException BadHeader() => new(400, "invalid authorization header") { OfToken = "invalid authorization header" };

    public static AccessRefusedException InvalidToken() => new(401, "JWT is invalid") { OfToken = "token signature is invalid" };

    public static AccessRefusedException InvalidClaims() => new(400, "JWT has invalid claims") { OfToken = "token has invalid claims" };

    public static AccessRefusedException Ambiguous() => new(400, "auth: ambiguous authentication. may not use mTLS and JWT at the same time");

    public static AccessRefusedException Unauthorized() => new(401, "unauthorized access");
}
