using Akash.Chain;
using Akash.Proto.Cert.V1;
using Akash.Provider.Trust;

namespace Akash.Deploy.Networks;

/// <summary>Providers' certificates as the chain holds them.</summary>
sealed class ChainCertificates(ChainClient chain) : ICertificateRegistry
{
    public async Task<string?> FindValidAsync(string owner, string serial, CancellationToken cancellationToken) =>
        await chain.FindCertificateAsync(owner, serial, cancellationToken) is { State: State.Valid } certificate
            ? certificate.Cert.ToStringUtf8()
            : null;
}
