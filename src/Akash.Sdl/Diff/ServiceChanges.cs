using System.Collections.Immutable;
using Akash.Sdl.Compile;
using Akash.Sdl.Model;

namespace Akash.Sdl.Diff;

/// <summary>What is in the manifest alone, which an update replaces as a whole.</summary>
static class ServiceChanges
{
    public static void Compare(ServicePlan old, ServicePlan @new, ImmutableArray<SdlChange>.Builder changes)
    {
        void Add(string what, string? before, string? after, string? obstacle = null)
        {
            if (before != after) changes.Add(new SdlChange($"services.{old.Name}.{what}", before, after, obstacle));
        }

        Add("image", old.Model.Image.Value, @new.Model.Image.Value);
        Add("command", Words(old.Model.Command), Words(@new.Model.Command));
        Add("args", Words(old.Model.Args), Words(@new.Model.Args));
        CompareEnv(old, @new, changes);
        Add("expose", Ports(old), Ports(@new));
        Add("params.storage", Mounts(old), Mounts(@new));
        Add("params.permissions", Words(old.Model.Params?.Permissions?.Read), Words(@new.Model.Params?.Permissions?.Read));
        Add("params.tee", Tee(old), Tee(@new), "it is an attribute of the placement, fixed on chain");
        Add("count", $"{old.Count}", $"{@new.Count}", old.ResourceId == @new.ResourceId ? null : "its resources are others");
        if (old.Credentials != @new.Credentials) changes.Add(new SdlChange($"services.{old.Name}.credentials", Registry(old), Registry(@new)));
    }

    /// <summary>Names only: values may be secrets.</summary>
    static void CompareEnv(ServicePlan old, ServicePlan @new, ImmutableArray<SdlChange>.Builder changes)
    {
        var (before, after) = (Env(old), Env(@new));
        foreach (var name in before.Select(item => item.Key).Union(after.Select(item => item.Key)).Order(StringComparer.Ordinal))
        {
            var (was, becomes) = (before[name].ToArray(), after[name].ToArray());
            if (was.AsSpan().SequenceEqual(becomes)) continue;
            changes.Add(new SdlChange($"services.{old.Name}.env.{name}", was.Length == 0 ? null : "set", becomes.Length == 0 ? null : was.Length == 0 ? "set" : "set to another value"));
        }
    }

    static ILookup<string, string> Env(ServicePlan service) =>
        (service.Model.Env?.Items ?? []).Select(item => item.Value.Split('=', 2)).ToLookup(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "", StringComparer.Ordinal);

    static string? Words(TextList? list) => list is null ? null : string.Join(' ', list.Items.Select(item => item.Value));

    static string Ports(ServicePlan service) => string.Join("; ", service.Expose.Select(Port));

    static string Port(ExposePlan expose)
    {
        var target = expose.Global ? "global" : expose.Service.Length > 0 ? expose.Service : "nobody";
        var hosts = expose.Source.Accept is { Items.Count: > 0 } accept ? $" for {string.Join(", ", accept.Items.Select(host => host.Value))}" : "";
        var http = expose.Http;
        var options = string.Join(',', (double[])[http.MaxBodySize, http.ReadTimeout, http.SendTimeout, http.NextTries, http.NextTimeout, http.ProxyBufferSize]) + string.Join('|', http.NextCases);
        var plain = options == "1048576,60000,60000,3,0,0error|timeout" ? "" : $" with {options}";
        return $"{expose.Port} as {(expose.ExternalPort == 0 ? expose.Port : expose.ExternalPort)}/{expose.Proto.ToLowerInvariant()} to {target}{(expose.Ip.Length > 0 ? $" on {expose.Ip}" : "")}{hosts}{plain}";
    }

    static string? Mounts(ServicePlan service) => service.Model.Params?.Storage is not { Entries.Count: > 0 } storage ? null
        : string.Join(", ", storage.Entries.OrderBy(mount => mount.Name, StringComparer.Ordinal).Select(mount => $"{mount.Name} at {mount.Value.Mount.Value}{(mount.Value.ReadOnly ? " read-only" : "")}"));

    static string? Tee(ServicePlan service) => service.Model.Params is { Tee: { IsEmpty: false } tee } ? tee.Value : null;

    static string? Registry(ServicePlan service) => service.Credentials is { } credentials ? $"{credentials.Username} at {credentials.Host}" : null;
}
