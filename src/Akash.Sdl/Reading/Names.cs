using System.Text.RegularExpressions;

namespace Akash.Sdl.Reading;

/// <summary>What names may look like (spec/sdl.md sections 3.10, 5.2, 5.3).</summary>
static partial class Names
{
    public const string EndpointPattern = "^[a-z]+[-_0-9a-z]+$";
    public const string ServicePattern = "^[a-z]([-a-z0-9]*[a-z0-9])?$";
    public const string HostPattern = @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    public const string EnvItemPattern = EnvStart + "(=|$)";

    /// <summary>In .NET, <c>$</c> also stands before a last line break; JSON schema knows no <c>\z</c>.</summary>
    public const string NoLineBreak = @"(?!\n)";

    const string EnvStart = "^[-._a-zA-Z][-._a-zA-Z0-9]*";

    public static bool IsEndpoint(string name) => Endpoint().IsMatch(name);

    public static bool IsService(string name) => Service().IsMatch(name);

    /// <summary>A lower-case DNS-1123 subdomain.</summary>
    public static bool IsHost(string name) => name.Length <= 253 && Host().IsMatch(name);

    public static bool IsEnv(string name) => Env().IsMatch(name) && name is not ("." or "..") && !name.StartsWith("..", StringComparison.Ordinal);

    public static bool IsResourceAttribute(string key) => ResourceAttribute().IsMatch(key);

    public static bool IsDenom(string denom) => Denom().IsMatch(denom);

    [GeneratedRegex(EndpointPattern + NoLineBreak, RegexOptions.CultureInvariant)]
    private static partial Regex Endpoint();

    [GeneratedRegex(ServicePattern + NoLineBreak, RegexOptions.CultureInvariant)]
    private static partial Regex Service();

    [GeneratedRegex(HostPattern + NoLineBreak, RegexOptions.CultureInvariant)]
    private static partial Regex Host();

    [GeneratedRegex(EnvStart + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Env();

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9_/.\-]{1,126}[a-zA-Z0-9_*]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ResourceAttribute();

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Denom();
}
