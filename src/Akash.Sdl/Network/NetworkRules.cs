using System.Text;
using Akash.Money;
using Akash.Sdl.Compile;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Model;
using Org.BouncyCastle.Crypto.Digests;

namespace Akash.Sdl.Network;

/// <summary>What chain and providers will say of a compiled file, whatever the flavor (spec/sdl.md section 1, steps 5 and 6).</summary>
static class NetworkRules
{
    public static NetworkVerdict Check(SdlModel model, IReadOnlyList<GroupPlan> groups, ManifestText manifest, FlavorRules rules, Findings findings)
    {
        var chain = new Objections(rules, findings);
        ChainRules.Check(groups, model.DeploymentSpot, chain);
        CheckDenom(groups, findings);

        var provider = new Objections(rules, findings);
        ProviderRules.Check(groups, model, provider);

        var hash = new Objections(rules, findings);
        if (!provider.IsUndecodable && !findings.Refused) CheckHash(model, groups, manifest, rules, hash);
        return new NetworkVerdict(chain.First, provider.First, hash.First);
    }

    /// <summary>A new deployment must be priced in uact; the rule is the chain's, and no tool knows it.</summary>
    static void CheckDenom(IReadOnlyList<GroupPlan> groups, Findings findings)
    {
        foreach (var price in groups.SelectMany(group => group.Units).Select(unit => unit.Price).Where(price => price.Denom.Value != Denoms.Uact && !price.Denom.IsEmpty))
            findings.RefuseByNetwork(Rules.RefusedDenom, price.Denom.Spot, $"the chain takes no deployment priced in {price.Denom.Value}", "use `denom: uact`; 1,000,000 uact are 1 US$");
    }

    static void CheckHash(SdlModel model, IReadOnlyList<GroupPlan> groups, ManifestText manifest, FlavorRules rules, Objections objections)
    {
        if (manifest.IsAsProvidersWrite) return;
        var again = ManifestJson.Write(groups, rules, asProvider: true).Json;
        if (again == manifest.Json) return;
        objections.Raise(
            Rules.HashMismatch, model.ServicesSpot, $"providers compute the version {Convert.ToHexStringLower(Hash(again))} and refuse the manifest",
            "leave out empty lists, and the characters U+2028 and U+2029");
    }

    /// <summary>SHA-256; to load OpenSSL for it would take longer than all the rest.</summary>
    public static byte[] Hash(string manifest)
    {
        var digest = new Sha256Digest();
        digest.BlockUpdate(Encoding.UTF8.GetBytes(manifest));
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash);
        return hash;
    }
}
