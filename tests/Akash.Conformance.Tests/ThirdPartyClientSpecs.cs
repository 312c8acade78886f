using System.Text.Json;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Hosting;
using Akash.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.Conformance.Tests;

/// <summary>Clients that others wrote, as npm has them, against the sandbox: what works on the network works here.</summary>
public class ThirdPartyClientSpecs
{
    const string TenantPhrase = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
    const string ProviderPhrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";

    [Theory]
    [InlineData("chain-sdk.mjs")]
    [InlineData("cosmjs.mjs")]
    [InlineData("rest.mjs")]
    [InlineData("subscriptions.mjs")]
    public async Task Client_of_others_works_with_its_defaults(string script)
    {
        // Given
        await NodeProgram.InstallClientsAsync();
        await using var host = await SandboxHost.StartAsync(
            new SandboxOptions { BlockTime = TimeSpan.FromMilliseconds(300) }, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);
        foreach (var phrase in (string[])[TenantPhrase, ProviderPhrase]) host.Fund(Wallet.FromMnemonic(phrase).Address, 1_000_000_000, 1_000_000_000);
        var settings = JsonSerializer.Serialize(new
        {
            rpc = host.Network.Rpc[0], rest = host.Network.Rest[0], grpc = host.Network.Grpc[0], chainId = host.Network.ChainId,
            dseq = host.Node.Height, tenant = TenantPhrase, provider = ProviderPhrase,
        });

        // When
        var (code, output) = await NodeProgram.RunClientAsync(script, settings);

        // Then
        code.Should().Be(0, output);
        output.Should().EndWith("done\n");
    }
}
