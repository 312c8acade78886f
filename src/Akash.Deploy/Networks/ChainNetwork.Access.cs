using Akash.Chain;
using Akash.Chain.Keys;
using Akash.Chain.Networks;
using Akash.Chain.Transactions;
using Akash.Provider;
using Microsoft.Extensions.Logging;

namespace Akash.Deploy.Networks;

public sealed partial class ChainNetwork
{
    /// <summary>A wallet on a network; nothing is asked or sent yet.</summary>
    /// <param name="registerSecret">Called with every secret that derives from the wallet before it is used: key spellings now, tokens as they are made.</param>
    /// <exception cref="NetworkAccessException">The network or the words cannot be used.</exception>
    public static ChainNetwork Open(NetworkAccess access, Action<string> registerSecret, TimeProvider time, ILogger logger)
    {
        var definition = Load(access.Network);
        if (access.Rpc is { } rpc) definition = definition with { Rpc = [rpc], Grpc = [], Metadata = null };
        var wallet = Load(access, registerSecret);
        var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var chain = new ChainClient(definition, http, time, logger);
        return new ChainNetwork(
            definition, wallet, http, chain, new TransactionSender(chain, wallet, logger),
            access.MaxFee is { } most ? SendOptions.Default with { MaxFee = most } : SendOptions.Default,
            new ProviderOptions { TokenMade = registerSecret }, time);
    }

    static NetworkDefinition Load(string network)
    {
        try
        {
            return NetworkDefinition.Load(network);
        }
        catch (NetworkDefinitionException failure)
        {
            throw new NetworkAccessException("network", failure.Message, failure);
        }
    }

    static Wallet Load(NetworkAccess access, Action<string> registerSecret)
    {
        try
        {
            var wallet = access is { Mnemonic: null, PrivateKey: { } key }
                ? Wallet.FromPrivateKey(key, access.PrivateKeyPassphrase)
                : Wallet.FromMnemonic(access.Mnemonic ?? "");
            foreach (var spelling in wallet.SecretSpellings()) registerSecret(spelling);
            return wallet;
        }
        catch (MnemonicException failure)
        {
            throw new NetworkAccessException("mnemonic", failure.Message, failure);
        }
        catch (PrivateKeyException failure)
        {
            throw new NetworkAccessException("private-key", failure.Message, failure);
        }
    }
}
