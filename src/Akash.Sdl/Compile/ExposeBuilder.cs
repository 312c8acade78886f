using Akash.Sdl.Flavors;
using Akash.Sdl.Model;

namespace Akash.Sdl.Compile;

/// <summary>From the exposes of a service to manifest entries and endpoints (spec/sdl.md section 6).</summary>
static class ExposeBuilder
{
    static readonly string[] DefaultCases = ["error", "timeout"];

    /// <summary>One entry per target, sorted.</summary>
    public static ExposePlan[] Build(ServiceModel service, IReadOnlyDictionary<string, uint> numbers, FlavorRules rules)
    {
        var entries = service.Expose.SelectMany(expose => Expand(expose, numbers, rules)).ToArray();
        if (rules.SortsByLocale)
        {
            return
            [
                .. entries.OrderBy(entry => entry.Service, LocaleOrder.Instance).ThenBy(entry => entry.Port)
                    .ThenBy(entry => entry.Proto, LocaleOrder.Instance).ThenBy(entry => entry.Global ? 0 : 1),
            ];
        }

        GoSort<ExposePlan>.Sort(entries, StandsBefore);
        return entries;
    }

    public static bool StandsBefore(ExposePlan left, ExposePlan right)
    {
        if (NameOrder.Bytes.Compare(left.Service, right.Service) is var byService and not 0) return byService < 0;
        if (left.Port != right.Port) return left.Port < right.Port;
        if (string.CompareOrdinal(left.Proto, right.Proto) is var byProto and not 0) return byProto < 0;
        return left.Global && !right.Global;
    }

    static IEnumerable<ExposePlan> Expand(ExposeModel expose, IReadOnlyDictionary<string, uint> numbers, FlavorRules rules)
    {
        var http = Options(expose.HttpOptions, rules);
        var proto = expose.Proto.IsEmpty ? "TCP" : expose.Proto.Value.ToUpperInvariant();
        if (expose.To is not { Count: > 0 } targets)
            return rules.KeepsExposeWithoutTarget ? [new ExposePlan(expose.Port, expose.As, proto, "", false, "", 0, expose, http)] : [];

        return targets.Select(target => new ExposePlan(
            expose.Port, expose.As, proto, target.Service.Value, target.Global, target.Ip.Value,
            target.Global && !target.Ip.IsEmpty ? numbers.GetValueOrDefault(target.Ip.Value) : 0, expose, http));
    }

    static HttpOptionsPlan Options(HttpOptionsModel? options, FlavorRules rules)
    {
        // Where nothing but the type is checked, a zero means the default; where the schema has been passed, it is a choice.
        double Or(Option? option, double fallback) => option is { } given && (rules.IsSchemaStrict || given.Value != 0) ? given.Value : fallback;

        var cases = options?.NextCases?.Items.Select(word => word.Value).ToArray();
        return new HttpOptionsPlan(
            Or(options?.MaxBodySize, 1_048_576), Or(options?.ReadTimeout, 60_000), Or(options?.SendTimeout, 60_000), Or(options?.NextTries, 3),
            options?.NextTimeout?.Value ?? 0, cases is null || (cases.Length == 0 && !rules.IsSchemaStrict) ? DefaultCases : cases,
            options?.ProxyBufferSize?.Value ?? 0);
    }

    /// <summary>Endpoints in the order of the entries: the port itself, then its leased IP.</summary>
    public static EndpointPlan[] Endpoints(IEnumerable<ExposePlan> entries) =>
    [
        .. from entry in entries
           where entry.Global
           from endpoint in entry.Ip.Length == 0
               ? (EndpointPlan[])[new(Kind(entry), 0)]
               : [new(Kind(entry), 0), new(EndpointKind.LeasedIp, entry.SequenceNumber)]
           select endpoint,
    ];

    static EndpointKind Kind(ExposePlan entry) => entry.IsIngress ? EndpointKind.SharedHttp : EndpointKind.RandomPort;

    /// <summary>Entries in the order they are written.</summary>
    public static IEnumerable<ExposePlan> Unsorted(ServiceModel service, IReadOnlyDictionary<string, uint> numbers, FlavorRules rules) =>
        service.Expose.SelectMany(expose => Expand(expose, numbers, rules));

    /// <summary>The numbers of leased IPs: each name has that of its last place in the sorted list of uses.</summary>
    public static Dictionary<string, uint> SequenceNumbers(SdlModel model, FlavorRules rules)
    {
        var services = rules.NumbersInternalTargets
            ? model.Deployment.Entries.OrderBy(entry => entry.Name, NameOrder.Bytes).Select(entry => model.Services.TryGet(entry.Name, out var service) ? service.Value : null)
            : model.Services.Entries.Select(entry => entry.Value);
        var names = services.SelectMany(service => service?.Expose ?? [])
            .SelectMany(expose => expose.To ?? [])
            .Where(target => rules.NumbersInternalTargets ? !target.Global || !target.Ip.IsEmpty : target.Global && !target.Ip.IsEmpty)
            .Select(target => target.Ip.Value)
            .Order(rules.NumbersInternalTargets ? NameOrder.Bytes : StringComparer.Ordinal);

        var numbers = new Dictionary<string, uint>(StringComparer.Ordinal);
        var next = 0u;
        foreach (var name in names) numbers[name] = ++next;
        return numbers;
    }
}
