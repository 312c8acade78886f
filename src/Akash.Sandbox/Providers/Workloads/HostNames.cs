namespace Akash.Sandbox.Providers.Workloads;

/// <summary>
/// Custom host names of one provider, first come, compared in lower case (provider.md 5): another owner's name is refused,
/// one held by another deployment of the same owner is withheld until it is free or moved.
/// </summary>
/// <param name="blocked">Names given to nobody; one that begins with a dot stands for all below it.</param>
sealed class HostNames(params IReadOnlyList<string> blocked)
{
    readonly Lock change = new();
    readonly Dictionary<string, LeaseKey> holders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why an owner may not have one of these names, in a provider's words; null where it may have them all.</summary>
    public string? FindRefusal(string owner, IEnumerable<string> names)
    {
        lock (change) return names.Select(name => Refusal(owner, name)).FirstOrDefault(refusal => refusal is not null);
    }

    string? Refusal(string owner, string name)
    {
        if (blocked.Contains(name, StringComparer.OrdinalIgnoreCase)) return $"hostname not allowed: \"{name}\" is blocked by this provider";
        if (blocked.Any(domain => domain.StartsWith('.') && name.EndsWith(domain, StringComparison.OrdinalIgnoreCase)))
            return $"hostname not allowed: domain \"{name}\" is blocked by this provider";
        return holders.TryGetValue(name, out var holder) && holder.Owner != owner ? $"hostname not allowed: host \"{name}\" in use" : null;
    }

    /// <summary>True where the lease holds the name now.</summary>
    public bool TryHold(string name, LeaseKey lease)
    {
        lock (change) return holders.TryAdd(name, lease) || holders[name] == lease;
    }

    /// <summary>Hands a name to another lease of the same owner.</summary>
    public void Move(string name, LeaseKey lease)
    {
        lock (change) holders[name] = lease;
    }

    public bool IsHeldBy(string name, LeaseKey lease)
    {
        lock (change) return holders.TryGetValue(name, out var holder) && holder == lease;
    }

    public void Release(LeaseKey lease)
    {
        lock (change)
        {
            foreach (var (name, _) in holders.Where(held => held.Value == lease).ToList()) holders.Remove(name);
        }
    }
}
