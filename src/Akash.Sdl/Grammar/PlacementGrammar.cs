using Akash.Money;
using Akash.Sdl.Network;
using Akash.Sdl.Reading;

namespace Akash.Sdl.Grammar;

/// <summary>Placements: which providers, and for how much (spec/sdl.md sections 3.8 and 4.4).</summary>
static class PlacementGrammar
{
    public static readonly WordShape Denom = new(Denoms.Uact, Denoms.Uact, Denoms.Uakt);

    static readonly ListShape Auditors = new(new TextShape(Examples: ["akash1365yvmc4s7awdyj3n2sav7xfx76adc6dnmlx63"]));

    public static readonly Structure SignedBy = new(
        new Key("anyOf", Auditors, "Auditors of whom one must have vouched for the provider."),
        new Key("allOf", Auditors, "Auditors who all must have vouched for the provider."));

    public static readonly Structure Price = new(
        new Key("denom", Denom, $"New deployments are priced in `{Denoms.Uact}`: 1,000,000 of them are 1 US$. The chain refuses `{Denoms.Uakt}`.", IsRequired: true),
        new Key(
            "amount", new EitherShape(new AmountShape(Limits.MaxPrice), new TextShape(Pattern: Prices.DecimalPattern, Examples: ["1000"])),
            "The most that one replica may cost per block of six seconds; bids decide below it.", IsRequired: true));

    public static readonly Structure Placement = new(
        new Key("attributes", new TableShape(new ScalarShape()), "What providers must say of themselves, such as `region: us-west`."),
        new Key("signedBy", SignedBy, "Who must have vouched for providers."),
        new Key("pricing", new TableShape(Price), "A price for each compute profile that is used here.", IsRequired: true));
}
