using System.Text.Json;
using System.Text.Json.Nodes;
using Akash.Sandbox.Providers.Access;
using Akash.Sandbox.Providers.Market;
using Akash.Sandbox.Providers.Workloads;
using static Akash.Sandbox.Providers.GoDecoder;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>Moves custom host names and leased IPs to another deployment of the same owner (provider.md 3.11, 3.12).</summary>
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
        else if (ofEndpoints) await MoveAddressesAsync(context, request, leases.Find(destination)!);
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

        if (hostNames.FindRefusal(destination.Owner, request.Names) is { } refusal) return Answer.TextAsync(context, 400, refusal);

        foreach (var name in request.Names)
        {
            hostNames.Move(name, destination);
            _ = workload.Services.Any(service => service.Exposure.TryServe(name));
        }

        return Answer.PlainJsonAsync(context, Transferred(request));
    }

    /// <summary>All endpoints of the destination are declared anew, not only those named, as on the network.</summary>
    static async Task MoveAddressesAsync(HttpContext context, Request request, LeaseWorkload workload)
    {
        var listed = workload.Stored!.AllServices.SelectMany(service => service.Exposes).Where(expose => expose.IsLeasedIp).Select(expose => expose.Ip).ToHashSet(StringComparer.Ordinal);
        if (request.Names.FirstOrDefault(name => !listed.Contains(name)) is { } unknown)
        {
            await Answer.TextAsync(context, 400, $"the endpoint \"{unknown}\" does not exist in the destination deployment");
            return;
        }

        await workload.TakeAddressesAsync();
        await Answer.PlainJsonAsync(context, Transferred(request));
    }

    static string Transferred(Request request) =>
        GoJson.Write(new JsonObject { ["transferred"] = new JsonArray([.. request.Names.Select(name => JsonValue.Create(name))]) });

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
