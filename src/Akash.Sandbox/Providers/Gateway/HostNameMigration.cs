using System.Text.Json;
using System.Text.Json.Nodes;
using Akash.Sandbox.Providers.Access;
using Akash.Sandbox.Providers.Market;
using Akash.Sandbox.Providers.Workloads;
using static Akash.Sandbox.Providers.GoDecoder;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>Moves custom host names to another deployment of the same owner (provider.md 3.11, 3.12). There are no leased IPs here.</summary>
sealed class HostNameMigration(string provider, LeaseBook leases, HostNames hostNames)
{
    public async Task AnswerAsync(HttpContext context, Caller caller, bool ofEndpoints)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = Read(body.ToArray(), ofEndpoints ? "endpoints_to_migrate" : "hostnames_to_migrate");
        if (request is null) await Answer.EmptyAsync(context, 422);
        else if (request.Names.Count == 0) await Answer.EmptyAsync(context, 400);
        else if (FindDestination(caller.Owner, request) is not { } destination) await Answer.TextAsync(context, 400, "destination deployment does not exist");
        else if (ofEndpoints) await Answer.TextAsync(context, 400, $"the endpoint \"{request.Names[0]}\" does not exist in the destination deployment");
        else await MoveAsync(context, request, destination);
    }

    Task MoveAsync(HttpContext context, Request request, LeaseKey destination)
    {
        var workload = leases.Find(destination)!;
        var listed = workload.Stored!.HostNames.ToHashSet(StringComparer.Ordinal);
        if (request.Names.FirstOrDefault(name => !listed.Contains(name)) is { } unknown)
        {
            return Answer.TextAsync(context, 400, $"the hostname \"{unknown}\" is not used by this deployment");
        }

        if (hostNames.FindTaken(destination.Owner, request.Names) is { } taken)
        {
            return Answer.TextAsync(context, 400, $"hostname not allowed: host \"{taken}\" in use");
        }

        foreach (var name in request.Names)
        {
            hostNames.Move(name, destination);
            _ = workload.Services.Any(service => service.Exposure.TryServe(name));
        }

        return Answer.JsonAsync(context, GoJson.Write(new JsonObject { ["transferred"] = new JsonArray([.. request.Names.Select(name => JsonValue.Create(name))]) }));
    }

    LeaseKey? FindDestination(string owner, Request request)
    {
        foreach (var lease in leases.Leases)
        {
            if (lease.Owner == owner && lease.Provider == provider && lease.Dseq == request.Dseq && lease.Gseq == request.Gseq && leases.Find(lease)?.Stored is not null) return lease;
        }

        return null;
    }

    /// <summary>Null where the body is no JSON of the right types.</summary>
    static Request? Read(byte[] body, string namesMember)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var decode = new GoDecoder();
            var request = new Request([], 0, 0);
            decode.Object(document.RootElement, At(""), (name, member) => name switch
            {
                _ when name == namesMember => () => request = request with { Names = decode.Strings(member, At(name)) ?? [] },
                "destination_dseq" => () => request = request with { Dseq = decode.UInt64(member, At(name), request.Dseq) },
                "destination_gseq" => () => request = request with { Gseq = decode.UInt32(member, At(name), request.Gseq) },
                _ => null,
            });
            return decode.Error is null ? request : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static Field At(string name) => new("Request", name, "member");

    sealed record Request(IReadOnlyList<string> Names, ulong Dseq, uint Gseq);
}
