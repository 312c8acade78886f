// sample: docs/libraries.md shows this file from the next line on, and ProviderSampleTests runs it.
using Akash.Provider;
using Akash.Provider.Shell;
using Akash.Provider.Streams;
using Akash.Provider.Tokens;
using Akash.Provider.Trust;

static class ProviderSample
{
    /// <summary>Sends a manifest, waits until the service runs, tells its last lines and what a command in it says.</summary>
    public static async Task<int> ShowAsync(
        ProviderIdentity provider, ITokenSigner account, ICertificateRegistry chain, ulong dseq, string manifest, string service,
        Action<string> tell, Stream output, CancellationToken stop)
    {
        using var gateway = new ProviderGateway(provider, account, chain, new ProviderOptions(), TimeProvider.System);
        var lease = new LeasePath(dseq, Gseq: 1, Oseq: 1);

        await gateway.SendManifestAsync(dseq, manifest, stop);
        while (await gateway.GetLeaseStatusAsync(lease, stop) is not { } status || status.Services.GetValueOrDefault(service) is not { ReadyReplicas: > 0 })
            await Task.Delay(TimeSpan.FromSeconds(3), stop);

        await foreach (var line in gateway.ReadLogsAsync(lease, new LogQuery([service], Follow: false, Tail: 10), stop)) tell(line.Message);

        return await gateway.ExecuteAsync(lease, new ShellCommand(service, ["uname", "-a"]), new ShellStreams(null, output, output), stop);
    }
}
