namespace Akash.Provider.Tokens;

/// <summary>One thing a token allows.</summary>
public enum TokenScope
{
    SendManifest,
    GetManifest,
    Status,
    Logs,
    Events,
    Shell,
    HostnameMigrate,
    IpMigrate,
}

static class TokenScopes
{
    public static string Spelling(this TokenScope scope) => scope switch
    {
        TokenScope.SendManifest => "send-manifest",
        TokenScope.GetManifest => "get-manifest",
        TokenScope.Status => "status",
        TokenScope.Logs => "logs",
        TokenScope.Events => "events",
        TokenScope.Shell => "shell",
        TokenScope.HostnameMigrate => "hostname-migrate",
        TokenScope.IpMigrate => "ip-migrate",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "not a token scope"),
    };
}
