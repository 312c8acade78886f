using Akash.Sdl.Reading;

namespace Akash.Sdl.Compile;

/// <summary>Group specs in the Go JSON spelling (spec/sdl.md section 7).</summary>
static class GroupsJson
{
    public static string Write(IReadOnlyList<GroupPlan> groups)
    {
        var json = new JsonText(escapesSeparators: true);
        json.List(groups, group =>
        {
            json.Raw("{\"name\":").String(group.Name).Raw(",\"requirements\":{\"signed_by\":{\"all_of\":").Strings(group.AllOf)
                .Raw(",\"any_of\":").Strings(group.AnyOf).Raw("},\"attributes\":");
            json.List(group.Attributes.Count == 0 ? null : group.Attributes, attribute => ResourcesJson.Attribute(json, attribute, omitsEmpty: true));
            json.Raw("},\"resources\":").List(group.Units, unit => Unit(json, unit)).Raw("}");
        });
        return json.ToString();
    }

    static void Unit(JsonText json, UnitPlan unit)
    {
        json.Raw("{\"resource\":");
        ResourcesJson.Write(json, unit);
        var amount = unit.Price.Amount ?? "";
        json.Raw(",\"count\":").Number(unit.Count).Raw(",\"price\":{\"denom\":").String(unit.Price.Denom.Value)
            .Raw(",\"amount\":").String(Prices.ToWire(amount)?.ToFixed() ?? amount).Raw("}}");
    }
}
