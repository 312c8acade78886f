using Akash.Sdl.Diagnostics;
using Akash.Sdl.Grammar;
using Akash.Sdl.Model;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>Placements: what providers must be, and what is paid.</summary>
static class PlacementReader
{
    public static PlacementModel Read(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, PlacementGrammar.Placement) is not { } fields)
            return new PlacementModel(spot, null, null, null, null);

        var signedBy = reader.Struct(fields["signedBy"].Value, PlacementGrammar.SignedBy);
        return new PlacementModel(
            spot,
            ReadAttributes(fields["attributes"].Value, reader),
            signedBy is null ? null : reader.Texts(signedBy["allOf"].Value),
            signedBy is null ? null : reader.Texts(signedBy["anyOf"].Value),
            ReadPricing(fields["pricing"].Value, reader));
    }

    static IReadOnlyList<ResourceAttribute>? ReadAttributes(Spot spot, ValueReader reader)
    {
        var attributes = ComputeReader.Sorted(spot, reader, node => reader.Rules.IsSchemaStrict ? TsValues.Text(node) : LenientText(node, spot, reader));
        return attributes.Count == 0 ? null : attributes;
    }

    static string LenientText(YamlNode node, Spot attributes, ValueReader reader) => reader.Text(new Spot(node, attributes.Path)).Value;

    static Table<PriceModel>? ReadPricing(Spot spot, ValueReader reader)
    {
        reader.RefuseTooHigh(spot, PlacementGrammar.Price, "the name of a compute profile");
        if (reader.Map(spot) is not { } fields) return null;
        var pricing = new Table<PriceModel>();
        SdlReader.Fill(pricing, fields, entry => ReadPrice(entry, reader));
        return pricing;
    }

    static PriceModel ReadPrice(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, PlacementGrammar.Price) is not { } fields) return new PriceModel(spot, new Text("", spot), null, spot, IsNull: reader.IsAbsent(spot));
        var denom = reader.Text(fields["denom"].Value);
        var amount = fields["amount"].Value;
        var text = reader.Rules.IsSchemaStrict ? Prices.ReadStrict(amount, reader) : Prices.ReadLenient(amount, spot, reader);
        Prices.CheckDenom(denom, fields.Has("denom"), spot, reader);
        return new PriceModel(spot, denom, text, amount);
    }
}
