using System.Text;
using System.Text.Json;
using Akash.Provider.Status;
using Akash.Provider.Tokens;

namespace Akash.Provider;

public sealed partial class ProviderGateway
{
    /// <summary>
    /// Moves custom host names here from other deployments of the same account with the same provider (provider.md 3.11).
    /// Routing follows a little later. A transfer that broke off may simply be repeated.
    /// </summary>
    /// <param name="names">As the destination's manifest spells them, which must already list them.</param>
    /// <returns>The names that were moved.</returns>
    /// <exception cref="ProviderException">The destination does not exist or does not list a name, or somebody else holds it.</exception>
    public Task<IReadOnlyList<string>> MigrateHostnamesAsync(IReadOnlyList<string> names, ulong dseq, uint gseq, CancellationToken cancellationToken) =>
        MigrateAsync("hostname/migrate", "hostnames_to_migrate", TokenScope.HostnameMigrate, names, dseq, gseq, cancellationToken);

    /// <summary>Moves leased IP addresses the same way (provider.md 3.12); the provider declares all of the destination's anew.</summary>
    /// <param name="endpoints">Names of IP endpoints as the SDL has them.</param>
    public Task<IReadOnlyList<string>> MigrateAddressesAsync(IReadOnlyList<string> endpoints, ulong dseq, uint gseq, CancellationToken cancellationToken) =>
        MigrateAsync("endpoint/migrate", "endpoints_to_migrate", TokenScope.IpMigrate, endpoints, dseq, gseq, cancellationToken);

    async Task<IReadOnlyList<string>> MigrateAsync(
        string path, string member, TokenScope scope, IReadOnlyList<string> names, ulong dseq, uint gseq, CancellationToken cancellationToken)
    {
        if (names.Count == 0) throw new ArgumentException("Nothing is to be moved", nameof(names));

        var about = FormattableString.Invariant($"group {gseq} of deployment {dseq}");
        var call = new Call(HttpMethod.Post, path, scope, options.RequestTimeout, options.ReadPatience, about, Body(member, names, dseq, gseq));
        var answer = await CallAsync(call, cancellationToken);
        if (answer.Status != 200) throw Unexpected(answer);
        return Read(answer, StatusJson.Default.TransferredJson).Transferred ?? [];
    }

    static string Body(string member, IReadOnlyList<string> names, ulong dseq, uint gseq)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray(member);
            foreach (var name in names) json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteNumber("destination_dseq", dseq);
            json.WriteNumber("destination_gseq", gseq);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
