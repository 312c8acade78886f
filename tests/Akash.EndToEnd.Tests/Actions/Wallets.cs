namespace Akash.EndToEnd.Tests.Actions;

/// <summary>Phrases of public test vectors, a wallet of its own for each test class.</summary>
static class Wallets
{
    public const string Life = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    public const string Endings = "letter advice cage absurd amount doctor acoustic avoid letter advice cage above";
    public const string Overlays = "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing screen patrol group space point ten exist slush involve unfold";
    public const string Refusals = "test test test test test test test test test test test junk";
    public const string Empty = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";
}
