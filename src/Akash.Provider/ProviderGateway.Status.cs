using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Akash.Provider.Answers;
using Akash.Provider.Status;
using Akash.Provider.Tokens;

namespace Akash.Provider;

public sealed partial class ProviderGateway
{
    /// <summary>What runs under a lease; null while the provider has deployed nothing for it, or when it has gone.</summary>
    public async Task<LeaseStatus?> GetLeaseStatusAsync(LeasePath lease, CancellationToken cancellationToken)
    {
        var answer = await AskAsync($"{lease}/status", TokenScope.Status, cancellationToken);
        return answer.Status == 200 ? Read(answer, StatusJson.Default.LeaseStatusJson).ToStatus() : null;
    }

    /// <summary>One service; its URIs are those of the whole lease. Null when the provider has no such service.</summary>
    public async Task<ServiceStatus?> GetServiceStatusAsync(LeasePath lease, string service, CancellationToken cancellationToken)
    {
        var answer = await AskAsync($"{lease}/service/{Uri.EscapeDataString(service)}/status", TokenScope.Status, cancellationToken);
        return answer.Status == 200 ? Read(answer, StatusJson.Default.ServiceStatusJson).ToStatus(service) : null;
    }

    /// <summary>The provider's version; needs no account.</summary>
    public async Task<ProviderVersion> GetVersionAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync("version", null, cancellationToken);
        if (answer.Status != 200) throw Unexpected(answer);

        var version = Read(answer, StatusJson.Default.VersionJson);
        return new ProviderVersion(version.Akash?.Version ?? "", version.Kube?.GitVersion ?? "");
    }

    /// <summary>The provider as a whole; needs no account.</summary>
    public async Task<ProviderStatus> GetProviderStatusAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync("status", null, cancellationToken);
        if (answer.Status != 200) throw Unexpected(answer);

        var status = Read(answer, StatusJson.Default.ProviderStatusJson);
        return new ProviderStatus(
            status.Address ?? "", status.ClusterPublicHostname, status.Cluster?.Leases ?? 0,
            status.ReclamationWindow is { } nanoseconds ? TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick) : null);
    }

    T Read<T>(GatewayAnswer answer, JsonTypeInfo<T> shape) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, shape) ?? throw Unexpected(answer);
        }
        catch (JsonException)
        {
            throw Unexpected(answer);
        }
    }
}
