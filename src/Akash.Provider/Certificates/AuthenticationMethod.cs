namespace Akash.Provider.Certificates;

/// <summary>How an account proves itself to a gateway.</summary>
public enum AuthenticationMethod
{
    /// <summary>By tokens, and by certificate with a provider that refuses them as those do that are older than tokens.</summary>
    Automatic,

    /// <summary>By tokens only: no transaction, and as narrow as each call.</summary>
    Token,

    /// <summary>By a certificate on chain, mTLS: it allows everything, and works with providers of every age.</summary>
    Certificate,
}
