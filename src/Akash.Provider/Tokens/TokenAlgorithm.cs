namespace Akash.Provider.Tokens;

/// <summary>What exactly is hashed and signed (provider.md section 2.2).</summary>
public enum TokenAlgorithm
{
    /// <summary>The signing input itself; every provider that knows tokens takes it.</summary>
    Es256K,

    /// <summary>The canonical amino document around it, for wallets that sign nothing but messages; providers from v0.10.</summary>
    Es256KAdr36,
}
