using System.Web;

namespace Akash.Sandbox.Node.Transports;

/// <summary>Answers about denoms, which never change on this chain and have no messages here.</summary>
static class RestExtras
{
    const string Metadata =
        """{"metadatas":[{"description":"Akash Compute Token","denom_units":[{"denom":"uact","exponent":0,"aliases":[]},{"denom":"mact","exponent":3,"aliases":[]},{"denom":"act","exponent":6,"aliases":[]}],"base":"uact","display":"uact","name":"Akash Compute Token","symbol":"ACT","uri":"","uri_hash":""},{"description":"The native token of Akash","denom_units":[{"denom":"uakt","exponent":0,"aliases":[]},{"denom":"akt","exponent":6,"aliases":[]}],"base":"uakt","display":"akt","name":"Akash Native Token","symbol":"AKT","uri":"","uri_hash":""}],"pagination":{"next_key":null,"total":"2"}}""";

    public static string? Answer(string path, string query) => path switch
    {
        "/cosmos/bank/v1beta1/denoms_metadata" => Metadata,
        "/cosmos/bank/v1beta1/send_enabled" => SendEnabled(HttpUtility.ParseQueryString(query).GetValues("denoms") ?? ["uact", "uakt"]),
        _ => null,
    };

    static string SendEnabled(string[] denoms) =>
        $$"""{"send_enabled":[{{string.Join(',', denoms.Where(denom => denom is "uact" or "uakt").Select(denom => $$"""{"denom":"{{denom}}","enabled":{{(denom == "uakt" ? "true" : "false")}}}"""))}}],"pagination":null}""";
}
