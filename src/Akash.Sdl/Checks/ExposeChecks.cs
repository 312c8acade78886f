using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Grammar;
using Akash.Sdl.Model;

namespace Akash.Sdl.Checks;

/// <summary>Protocols, HTTP options and leased IPs (spec/sdl.md section 5.2).</summary>
static class ExposeChecks
{
    public static void CheckProtocol(Text proto, FlavorRules rules, Findings findings)
    {
        var known = rules.IsSchemaStrict
            ? ServiceGrammar.Protocol.Words.Contains(proto.Value)
            : proto.Value.ToUpperInvariant() is "TCP" or "UDP" or "";
        if (!known) findings.Refuse(Rules.Protocol, proto.Spot, $"there is no protocol '{proto.Value}'", "use `tcp` or `udp`; HTTP is tcp on port 80");
    }

    public static void CheckOptions(HttpOptionsModel options, Findings findings)
    {
        CheckOption(options.MaxBodySize, ServiceGrammar.BodySize, "bytes", findings);
        CheckOption(options.ReadTimeout, ServiceGrammar.Milliseconds, "ms", findings);
        CheckOption(options.SendTimeout, ServiceGrammar.Milliseconds, "ms", findings);
        CheckOption(options.ProxyBufferSize, ServiceGrammar.BufferSize, "bytes", findings);
        var cases = options.NextCases?.Items ?? [];
        foreach (var word in cases.Where(word => !ServiceGrammar.NextCase.Words.Contains(word.Value)))
            findings.Refuse(Rules.NextCase, word.Spot, $"there is no case '{word.Value}'", Suggestions.For(word.Value, ServiceGrammar.NextCase.Words));
        if (cases.Count > 1 && cases.FirstOrDefault(word => word.Value == "off") is { Value: "off" } off)
            findings.Refuse(Rules.OffWithOthers, off.Spot, "'off' excludes all other cases", "leave 'off' or the others out");
    }

    static void CheckOption(Option? option, WholeShape shape, string unit, Findings findings)
    {
        if (option is { } given && given.Value > shape.Max)
            findings.Refuse(Rules.HttpOption, given.Spot, $"{given.Value} {unit} are too much", $"it must be at most {shape.Max} {unit}");
    }

    /// <summary>Leased IPs of all services, each looked at as often as the flavor does.</summary>
    public static void CheckIps(SdlModel model, IReadOnlyList<Use> uses, FlavorRules rules, Findings findings)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var ports = new Dictionary<string, string>(StringComparer.Ordinal);
        var services = rules.ChecksOnlyWhatIsDeployed
            ? uses.Where(use => use.Service is not null).Select(use => (use.ServiceName, use.Service!))
            : model.Services.Entries.Select(entry => (entry.Name, entry.Value));
        foreach (var (name, service) in services)
        {
            foreach (var expose in service.Expose)
            {
                foreach (var target in (expose.To ?? []).Where(target => !target.Ip.IsEmpty))
                {
                    used.Add(target.Ip.Value);
                    CheckTarget(model, target, rules, findings);
                    CheckCollision(name, expose, target, ports, rules, findings);
                }
            }
        }

        foreach (var endpoint in model.Endpoints.Entries.Where(endpoint => !used.Contains(endpoint.Name)))
            findings.Refuse(Rules.UnusedEndpoint, endpoint.Key, $"endpoint '{endpoint.Name}' is declared but not used", $"use it as `ip: {endpoint.Name}` in a global target, or remove it");
    }

    static void CheckTarget(SdlModel model, TargetModel target, FlavorRules rules, Findings findings)
    {
        if (!target.Global) findings.Refuse(Rules.IpNotGlobal, target.Ip.Spot, "a target with an IP must be global", "add `global: true`");
        if (model.Endpoints.TryGet(target.Ip.Value, out _)) return;

        var (message, hint) = ($"there is no endpoint '{target.Ip.Value}'", Suggestions.Nearest(target.Ip.Value, model.Endpoints.Names) is { } near ? $"did you mean `{near}`?" : "declare it under `endpoints:` with `kind: ip`");
        if (rules.FindsInheritedNames && model.HasEndpoints && InheritedNames.Contains(target.Ip.Value)) findings.Warn(Rules.UnknownEndpoint, target.Ip.Spot, message + "; the Console takes it because of its name", hint);
        else findings.Refuse(Rules.UnknownEndpoint, target.Ip.Spot, message, hint);
    }

    static void CheckCollision(string service, ExposeModel expose, TargetModel target, Dictionary<string, string> ports, FlavorRules rules, Findings findings)
    {
        var key = rules.IsSchemaStrict
            ? $"{target.Ip.Value}-{(expose.As == 0 ? expose.Port : expose.As)}-{(expose.Proto.IsEmpty ? "TCP" : expose.Proto.Value.ToUpperInvariant())}"
            : $"{target.Ip.Value}-{expose.As}-{expose.Proto.Value}";
        if (!ports.TryGetValue(key, out var other))
        {
            ports[key] = service;
            return;
        }

        findings.Refuse(
            Rules.IpCollision, target.Ip.Spot, $"port {expose.Port} of IP '{target.Ip.Value}' is already used by service '{other}'",
            expose.As == 0 ? "write a different `as:` for each port" : "use another port or another endpoint");
    }

    /// <summary>Names and kinds of endpoints, where the grammar has not looked at them yet.</summary>
    public static void CheckEndpoints(SdlModel model, Findings findings)
    {
        foreach (var endpoint in model.Endpoints.Entries)
        {
            if (!Reading.Names.IsEndpoint(endpoint.Name)) Reading.SdlReader.RefuseEndpointName(findings, endpoint.Name, endpoint.Key);
            if (!SdlGrammar.EndpointKind.Words.Contains(endpoint.Value.Kind.Value))
                findings.Refuse(Rules.EndpointKind, endpoint.Value.Kind.Spot.Node is null ? endpoint.Key : endpoint.Value.Kind.Spot, $"endpoint '{endpoint.Name}' has no known kind", "use `kind: ip`");
        }
    }
}
