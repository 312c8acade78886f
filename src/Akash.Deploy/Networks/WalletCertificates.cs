using System.Security.Cryptography.X509Certificates;
using Akash.Chain.Transactions;
using Akash.Provider.Certificates;

namespace Akash.Deploy.Networks;

/// <summary>
/// The wallet's certificate for providers that know no tokens. One is made and published when the first of them asks for it;
/// its key lives and ends with this process, so there is none to be stolen from a disk.
/// </summary>
sealed class WalletCertificates(TransactionSender transactions, SendOptions sending, TimeProvider time) : ITenantCertificates, IDisposable
{
    /// <summary>Longer than any run, and soon worthless.</summary>
    static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    readonly SemaphoreSlim turn = new(1, 1);
    TenantCertificate? published;

    public async Task<X509Certificate2> GetAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (published is not null) return published.Certificate;

            var made = TenantCertificate.Create(transactions.Address, time.GetUtcNow(), Lifetime);
            await transactions.SendAsync(
                [Messages.CreateCertificate(transactions.Address, made.CertificatePem, made.PublicKeyPem)], sending, cancellationToken);
            published = made;
            return made.Certificate;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        published?.Dispose();
        turn.Dispose();
    }
}
