namespace Akash.Chain.Networks;

/// <summary>The public networks (chain.md section 15; canonical list: the metadata of akash-network/net).</summary>
public sealed partial record NetworkDefinition
{
    public static NetworkDefinition Mainnet { get; } = new()
    {
        Name = "mainnet",
        ChainId = "akashnet-2",
        Metadata = new("https://raw.githubusercontent.com/akash-network/net/main/mainnet/meta.json"),
        Rpc =
        [
            new("https://rpc.akt.dev/rpc"),
            new("https://rpc.akashnet.net:443"),
            new("https://akash-rpc.polkachu.com:443"),
            new("https://akash-rpc.publicnode.com:443"),
            new("https://rpc-akash.ecostake.com:443"),
            new("https://rpc.lavenderfive.com:443/akash"),
            new("https://akash.c29r3.xyz:443/rpc"),
            new("https://akash-rpc.kleomedes.network"),
            new("https://akash-mainnet-rpc.cosmonautstakes.com:443"),
            new("https://akash-rpc.europlots.com:443"),
        ],
        Rest =
        [
            new("https://rpc.akt.dev/rest"),
            new("https://api.akashnet.net:443"),
            new("https://akash-api.polkachu.com:443"),
            new("https://akash-rest.publicnode.com"),
            new("https://rest-akash.ecostake.com"),
            new("https://rest.lavenderfive.com:443/akash"),
            new("https://akash.c29r3.xyz:443/api"),
            new("https://akash-api.kleomedes.network"),
            new("https://akash-mainnet-rest.cosmonautstakes.com:443"),
            new("https://akash-api.validatornode.com"),
            new("https://lcd.akash.bronbro.io:443"),
        ],
        Grpc = ["https://akash.lavenderfive.com:443", "https://akash-grpc.publicnode.com:443"],
    };

    public static NetworkDefinition Sandbox { get; } = new()
    {
        Name = "sandbox",
        ChainId = "sandbox-2",
        Metadata = new("https://raw.githubusercontent.com/akash-network/net/main/sandbox-2/meta.json"),
        Rpc = [new("https://rpc.sandbox-2.aksh.pw:443")],
        Rest = [new("https://api.sandbox-2.aksh.pw:443")],
        Grpc = ["http://grpc.sandbox-2.aksh.pw:9090"],
        Faucet = new("http://faucet.sandbox-2.aksh.pw/"),
    };
}
