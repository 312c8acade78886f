using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Akash.Provider.Tokens;

/// <summary>Compact JWS over secp256k1 as provider gateways read it (AEP-64, provider.md section 2.2).</summary>
static class Jws
{
    public static string Sign(string headerJson, string payloadJson, TokenAlgorithm algorithm, ITokenSigner signer)
    {
        var input = $"{Encode(headerJson)}.{Encode(payloadJson)}";
        var digest = SHA256.HashData(SignBytes(input, algorithm, signer.Address));
        return $"{input}.{Base64Url.EncodeToString(signer.SignDigest(digest))}";
    }

    static byte[] SignBytes(string input, TokenAlgorithm algorithm, string address) => algorithm switch
    {
        TokenAlgorithm.Es256K => Encoding.ASCII.GetBytes(input),
        TokenAlgorithm.Es256KAdr36 => Encoding.ASCII.GetBytes(
            $$$"""{"account_number":"0","chain_id":"","fee":{"amount":[],"gas":"0"},"memo":"","msgs":[{"type":"sign/MsgSignData","value":{"data":"{{{Convert.ToBase64String(Encoding.ASCII.GetBytes(input))}}}","signer":"{{{address}}}"}}],"sequence":"0"}"""),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "not a token algorithm"),
    };

    static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
