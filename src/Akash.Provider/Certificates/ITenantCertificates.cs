using System.Security.Cryptography.X509Certificates;

namespace Akash.Provider.Certificates;

/// <summary>The account's certificates on chain, as far as gateways ask for one.</summary>
public interface ITenantCertificates
{
    /// <summary>
    /// A certificate with its private key that the chain holds as valid for the account; made and published when it is first
    /// asked for, which costs a transaction.
    /// </summary>
    Task<X509Certificate2> GetAsync(CancellationToken cancellationToken);
}
