using System.Text.RegularExpressions;

namespace Akash.Sandbox.Providers.Manifests;

/// <summary>The structure a manifest must have before its hash is looked at (provider.md 3.4, checks 1 and 1b).</summary>
static partial class ManifestRules
{
    const int LongestHostName = 253;

    /// <exception cref="ManifestRefusedException">422 `invalid manifest: …`, or 500 for an incomplete resource block.</exception>
    public static void Check(Manifest manifest)
    {
        if (manifest.Groups.Count == 0) throw Invalid("manifest is empty");
        var seen = new Seen();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in manifest.Groups)
        {
            Check(group, seen);
            if (!names.Add(group.Name)) throw Invalid($"duplicate group \"{group.Name}\"");
        }

        if (!seen.Global) throw Invalid("zero global services");
    }

    /// <summary>For a provider that gives no host names of its own.</summary>
    /// <exception cref="ManifestRefusedException">422 where HTTP ingress serves something without a name.</exception>
    public static void RequireHosts(Manifest manifest)
    {
        var nameless = manifest.Groups.SelectMany(group => group.AllServices)
            .SelectMany(service => service.Exposes.Where(expose => expose.IsIngress && expose.Hosts is null or []).Select(expose => (service.Name, expose.EffectivePort, expose.Proto)));
        foreach (var (service, port, proto) in nameless) throw new ManifestRefusedException(422, $"manifest rejected: service \"{service}\" exposed on {port}:{proto} must have a hostname");
    }

    static void Check(ManifestGroup group, Seen seen)
    {
        if (group.Services is not { Count: > 0 }) throw Invalid($"group \"{group.Name}\" contains no services");
        if (!IsSorted(group.Services, (a, b) => string.CompareOrdinal(a.Name, b.Name)))
        {
            throw Invalid($"group \"{group.Name}\" services is not sorted");
        }

        foreach (var service in group.Services) Check(service, seen);
    }

    static void Check(ManifestService service, Seen seen)
    {
        if (service.Name.Length == 0) throw Invalid("service name is empty");
        if (!ServiceName().IsMatch(service.Name)) throw Invalid($"service \"{service.Name}\" name is invalid");
        if (service.Image.Length == 0) throw Invalid($"service \"{service.Name}\" has empty image name");
        Check(service.Resources);
        foreach (var variable in service.Env ?? [])
        {
            var name = variable.Split('=', 2)[0];
            if (!EnvironmentName().IsMatch(name) || name.StartsWith("..", StringComparison.Ordinal) || name == ".")
            {
                throw Invalid($"service \"{service.Name}\" defines an env. var. with an invalid name \"{name}\"");
            }
        }

        if (!IsSorted(service.Expose ?? [], Compare)) throw Invalid($"service \"{service.Name}\": expose is not sorted");
        foreach (var expose in service.Exposes) Check(service, expose, seen);
    }

    static void Check(ManifestResources resources)
    {
        if (resources.Id == 0) throw Incomplete("resources ID must be > 0");
        if (resources.Cpu is null) throw Incomplete("CPU must not be nil");
        if (resources.Gpu is null) throw Incomplete("GPU must not be nil");
        if (resources.Memory is null) throw Incomplete("memory must not be nil");
        if (resources.Storage is null) throw Incomplete("storage must not be nil");
        if (resources.Endpoints is null) throw Incomplete("endpoints must not be nil");
    }

    static void Check(ManifestService service, ManifestExpose expose, Seen seen)
    {
        if (expose.Port is 0 or > 65535) throw Invalid($"service \"{service.Name}\": port value must be 0 < value <= 65535 ");
        if (expose.Proto is not ("TCP" or "UDP")) throw Invalid($"service \"{service.Name}\": protocol \"{expose.Proto}\" unknown");
        seen.Global |= expose.Global;
        foreach (var host in expose.Hosts ?? [])
        {
            if (host.Length > LongestHostName || !HostName().IsMatch(host)) throw Invalid($"service \"{service.Name}\": has invalid hostname \"{host}\"");
            if (!seen.Hosts.Add(host)) throw Invalid($"service \"{service.Name}\": hostname \"{host}\" is duplicated, this is not allowed");
        }
    }

    /// <summary>By service, container port, protocol, and global ones first.</summary>
    static int Compare(ManifestExpose left, ManifestExpose right)
    {
        var byService = string.CompareOrdinal(left.Service, right.Service);
        if (byService != 0) return byService;
        if (left.Port != right.Port) return left.Port.CompareTo(right.Port);
        var byProto = string.CompareOrdinal(left.Proto, right.Proto);
        return byProto != 0 ? byProto : right.Global.CompareTo(left.Global);
    }

    static bool IsSorted<T>(IReadOnlyList<T> items, Comparison<T> compare) =>
        items.Zip(items.Skip(1)).All(pair => compare(pair.First, pair.Second) <= 0);

    static ManifestRefusedException Invalid(string what) => new(422, "invalid manifest: " + what);

    static ManifestRefusedException Incomplete(string what) => new(500, what);

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex ServiceName();

    [GeneratedRegex(@"^[-._a-zA-Z][-._a-zA-Z0-9]*\z")]
    private static partial Regex EnvironmentName();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex HostName();

    sealed class Seen
    {
        public bool Global { get; set; }

        public HashSet<string> Hosts { get; } = new(StringComparer.Ordinal);
    }
}
