using System.Collections.Frozen;

namespace Akash.Deploy.Networks;

/// <summary>What the chain holds of a provider.</summary>
/// <param name="GatewayText">Its <c>host_uri</c>.</param>
/// <param name="Attributes">Its own, with those its auditors signed.</param>
sealed record ProviderRecord(string GatewayText, IReadOnlyDictionary<string, string> Attributes)
{
    public static IReadOnlyDictionary<string, string> NoAttributes => FrozenDictionary<string, string>.Empty;
}
