namespace Akash.Sandbox.Providers.Workloads;

/// <summary>
/// Custom host names of one provider, first come, compared in lower case (provider.md 5): another owner's name is refused,
/// one held by another deployment of the same owner is withheld until it is free or moved.
/// </summary>
sealed class HostNames
{
    readonly Lock change = new();
    readonly Dictionary<string, LeaseKey> holders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first of these names that another owner holds; null if there is none.</summary>
    public string? FindTaken(string owner, IEnumerable<string> names)
    {
        lock (change) return names.FirstOrDefault(name => holders.TryGetValue(name, out var holder) && holder.Owner != owner);
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
