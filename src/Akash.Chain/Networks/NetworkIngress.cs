namespace Akash.Chain.Networks;

/// <summary>
/// How a local network's public names are reached: every host name that ends in <paramref name="Suffix"/> is connected
/// to at <paramref name="Host"/> and <paramref name="Port"/>, the Host header kept.
/// </summary>
/// <param name="Suffix">Without a leading point, such as <c>ingress.localhost</c>.</param>
public sealed record NetworkIngress(string Suffix, string Host, int Port)
{
    /// <summary>Whether a host name is one of this ingress.</summary>
    public bool Serves(string host) =>
        host.Equals(Suffix, StringComparison.OrdinalIgnoreCase) || host.EndsWith('.' + Suffix, StringComparison.OrdinalIgnoreCase);
}
