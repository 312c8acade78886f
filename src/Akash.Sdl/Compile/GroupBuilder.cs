using Akash.Sdl.Checks;
using Akash.Sdl.Flavors;
using Akash.Sdl.Model;

namespace Akash.Sdl.Compile;

/// <summary>From a checked model to groups and services in the flavor's order (spec/sdl.md section 6).</summary>
sealed class GroupBuilder(SdlModel model, FlavorRules rules)
{
    readonly Dictionary<string, uint> _numbers = ExposeBuilder.SequenceNumbers(model, rules);
    readonly Dictionary<string, GroupPlan> _groups = new(StringComparer.Ordinal);
    readonly HashSet<string> _confidential = new(StringComparer.Ordinal);

    /// <param name="uses">Those whose references exist.</param>
    public static List<GroupPlan> Build(SdlModel model, IEnumerable<Use> uses, FlavorRules rules)
    {
        var builder = new GroupBuilder(model, rules);
        foreach (var use in uses.Where(use => use.IsComplete)) builder.Add(use);
        return [.. builder._groups.Values.OrderBy(group => group.Name, rules.SortsByLocale ? StringComparer.Ordinal : NameOrder.Bytes)];
    }

    void Add(Use use)
    {
        var group = GroupOf(use);
        AddConfidential(use, group);

        var expose = ExposeBuilder.Build(use.Service!, _numbers, rules);
        var endpoints = ExposeBuilder.Endpoints(rules.SortsEndpointsByKind ? ExposeBuilder.Unsorted(use.Service!, _numbers, rules) : expose);
        var unit = UnitOf(use, group, endpoints);
        group.Services.Add(new ServicePlan
        {
            Name = use.ServiceName,
            Spot = use.Entry.Key,
            Model = use.Service!,
            ResourceId = unit.Id,
            Resources = use.Compute!.Resources!,
            Endpoints = endpoints,
            Count = use.Deployment.Value.Count,
            CountSpot = use.Deployment.Value.CountSpot,
            Expose = expose,
            Credentials = Credentials(use.Service!.Credentials),
        });
    }

    GroupPlan GroupOf(Use use)
    {
        if (_groups.TryGetValue(use.PlacementName, out var group)) return group;
        var placement = use.Placement!;
        return _groups[use.PlacementName] = new GroupPlan
        {
            Name = use.PlacementName,
            Spot = use.Deployment.Key,
            AllOf = Listed(placement.AllOf),
            AnyOf = Listed(placement.AnyOf),
            Attributes = [.. placement.Attributes ?? []],
        };
    }

    string[]? Listed(TextList? list) =>
        list is null || (list.Items.Count == 0 && !rules.KeepsEmptyLists) ? null : [.. list.Items.Select(item => item.Value)];

    /// <summary>The first kind of confidential computing in a placement becomes one of its attributes.</summary>
    void AddConfidential(Use use, GroupPlan group)
    {
        if (use.Service!.Params is not { Tee: { IsEmpty: false } tee } || !_confidential.Add(group.Name)) return;
        group.Attributes.Add(new ResourceAttribute("tee/type", tee.Value));
        var sorted = group.Attributes.OrderBy(attribute => attribute.Key, NameOrder.Of(rules)).ToList();
        group.Attributes.Clear();
        group.Attributes.AddRange(sorted);
    }

    UnitPlan UnitOf(Use use, GroupPlan group, EndpointPlan[] endpoints)
    {
        var count = use.Deployment.Value.Count;
        if (rules.AlwaysSharesProfiles || model.IsTwoOne)
        {
            if (group.Units.Find(unit => unit.Profile == use.ProfileName) is { } shared)
            {
                shared.Count = rules.IsSchemaStrict ? shared.Count + count : unchecked((uint)shared.Count + (uint)count);
                shared.Endpoints = Sorted([.. shared.Endpoints, .. endpoints]);
                return shared;
            }
        }

        var unit = new UnitPlan
        {
            Id = (uint)group.Units.Count + 1,
            Profile = use.ProfileName,
            Resources = use.Compute!.Resources!,
            Price = use.Price!,
            Count = count,
            CountSpot = use.Deployment.Value.CountSpot.Node is null ? use.Deployment.Key : use.Deployment.Value.CountSpot,
            Endpoints = rules.SortsEndpointsByKind ? Sorted(endpoints) : endpoints,
        };
        group.Units.Add(unit);
        return unit;
    }

    EndpointPlan[] Sorted(EndpointPlan[] endpoints)
    {
        if (rules.SortsEndpointsByKind) return [.. endpoints.OrderBy(endpoint => endpoint.Kind).ThenBy(endpoint => endpoint.SequenceNumber)];
        var sorted = endpoints.ToArray();
        GoSort<EndpointPlan>.Sort(sorted, (left, right) => left.SequenceNumber < right.SequenceNumber);
        return sorted;
    }

    CredentialsPlan? Credentials(CredentialsModel? credentials)
    {
        if (credentials is null) return null;
        var (host, email, username, password) = (credentials.Host.Value, credentials.Email.Value, credentials.Username.Value, credentials.Password.Value);
        if (rules.IsSchemaStrict) return new CredentialsPlan(host, email, username, password);
        return model.IsTwoOne
            ? new CredentialsPlan(host.Trim(), email.Trim(), username.Trim(), password.Trim())
            : new CredentialsPlan(host, "", username, password);
    }
}
