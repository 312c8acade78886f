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
        RequireAddress("owner", access.Owner);
        RequireAddress("fee-granter", access.FeeGranter);
        var definition = LoadDefinition(access);
        var wallet = LoadWallet(access, registerSecret);
        var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var chain = new ChainClient(definition, http, time, logger);
        return new ChainNetwork(
            access, definition, wallet, http, chain, new TransactionSender(chain, wallet, logger),
            SendOptions.Default with { MaxFee = access.MaxFee ?? SendOptions.Default.MaxFee, FeeGranter = access.FeeGranter },
            new ProviderOptions { TokenMade = registerSecret }, time);
    }

    internal static NetworkDefinition LoadDefinition(NetworkAccess access)
    {
        try
        {
            var definition = NetworkDefinition.Load(access.Network);
            return access.Rpc is { } rpc ? definition with { Rpc = [rpc], Grpc = [], Metadata = null } : definition;
        }
        catch (NetworkDefinitionException failure)
        {
            throw new NetworkAccessException("network", failure.Message, failure);
        }
    }

    internal static void RequireAddress(string input, string? address)
    {
        if (address is not null && !AccountAddress.IsValid(address))
            throw new NetworkAccessException(input, $"'{address}' is not an account of Akash: an address is akash1 and 38 more letters and digits, the last six of which check the others");
    }

    internal static Wallet LoadWallet(NetworkAccess access, Action<string> registerSecret)
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
