namespace Akash.Provider.Trust;

/// <summary>The chain's record of certificates, as far as trust in a provider needs it.</summary>
public interface ICertificateRegistry
{
    /// <summary>The PEM text of the owner's certificate of this serial that is in state <c>valid</c>, or null.</summary>
    /// <param name="serial">The X.509 serial as an unsigned decimal.</param>
    Task<string?> FindValidAsync(string owner, string serial, CancellationToken cancellationToken);
}
