namespace Akash.Sdl.Formatting;

/// <summary>The order in which people expect keys; names of the author's choice stay as written.</summary>
static class KeyOrder
{
    static readonly string[] Nothing = [];

    /// <param name="path">Keys from the root; items of lists are empty texts.</param>
    public static string[] Of(ReadOnlySpan<string> path) => path switch
    {
        [] => ["version", "include", "services", "profiles", "deployment", "endpoints", "reclamation"],
        ["services", _] => ["image", "command", "args", "env", "credentials", "expose", "params", "dependencies"],
        ["services", _, "credentials"] => ["host", "username", "password", "email"],
        ["services", _, "expose", _] => ["port", "as", "proto", "accept", "to", "http_options"],
        ["services", _, "expose", _, "to", _] => ["service", "global", "ip"],
        ["services", _, "params"] => ["storage", "permissions", "tee"],
        ["services", _, "params", "storage", _] => ["mount", "readOnly"],
        ["profiles"] => ["compute", "placement"],
        ["profiles", "compute", _, "resources"] => ["cpu", "memory", "gpu", "storage"],
        ["profiles", "compute", _, "resources", "cpu" or "gpu"] => ["units", "attributes"],
        ["profiles", "compute", _, "resources", "gpu", "attributes", "vendor", "nvidia", _] => ["model", "ram", "interface"],
        ["profiles", "compute", _, "resources", "storage"] or ["profiles", "compute", _, "resources", "storage", ""] => ["name", "size", "attributes"],
        ["profiles", "compute", _, "resources", "storage", "attributes"] or ["profiles", "compute", _, "resources", "storage", "", "attributes"] => ["persistent", "class"],
        ["profiles", "placement", _] => ["attributes", "signedBy", "pricing"],
        ["profiles", "placement", _, "signedBy"] => ["anyOf", "allOf"],
        ["profiles", "placement", _, "pricing", _] => ["denom", "amount"],
        ["deployment", _, _] => ["profile", "count"],
        _ => Nothing,
    };
}
