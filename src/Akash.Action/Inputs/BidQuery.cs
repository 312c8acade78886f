using System.Text.Json;
using Akash.Deploy.Networks;
using Akash.Money;

namespace Akash.Action.Inputs;

/// <summary>
/// The official action's <c>bid-filter</c>: a query in MongoDB's manner over a bid's fields. Numbers are compared as numbers also
/// where they are written as text, which the official action does not do.
/// </summary>
static class BidQuery
{
    const string Fields = "id.provider, id.dseq, id.gseq, id.oseq, id.bseq, price.denom, price.amount, attributes.<name>";

    /// <exception cref="FormatException">What is wrong and what was expected.</exception>
    public static Func<Bid, bool> Parse(string text)
    {
        // Early versions of the official action took the strategy here.
        if (text is "cheapest") return _ => true;
        try
        {
            using var query = JsonDocument.Parse(text);
            return Query(query.RootElement);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"is not JSON ({exception.Message}); write it as {{\"price.amount\": {{\"$lte\": 1000}}}}", exception);
        }
    }

    static Func<Bid, bool> Query(JsonElement query)
    {
        if (query.ValueKind is not JsonValueKind.Object) throw new FormatException($"a query is an object in JSON, not {query.GetRawText()}");
        return All([.. query.EnumerateObject().Select(Part)]);
    }

    static Func<Bid, bool> Part(JsonProperty part)
    {
        switch (part.Name)
        {
            case "$and": return All(Queries(part));
            case "$or": var any = Queries(part); return bid => any.Any(query => query(bid));
            case "$nor": var none = Queries(part); return bid => !none.Any(query => query(bid));
        }

        var field = Field(part.Name);
        if (part.Value.ValueKind is not JsonValueKind.Object) return Condition(field, "$eq", part.Value);
        return All([.. part.Value.EnumerateObject().Select(condition => Condition(field, condition.Name, condition.Value))]);
    }

    static Func<Bid, bool>[] Queries(JsonProperty part) => part.Value.ValueKind is JsonValueKind.Array
        ? [.. part.Value.EnumerateArray().Select(Query)]
        : throw new FormatException($"{part.Name} takes a list of queries");

    static Func<Bid, bool> Condition(Func<Bid, string?> field, string comparison, JsonElement operand)
    {
        switch (comparison)
        {
            case "$not":
                var conditions = operand.EnumerateObject().Select(inner => Condition(field, inner.Name, inner.Value)).ToArray();
                return bid => !conditions.All(condition => condition(bid));
            case "$in": var among = Values(operand); return bid => among.Any(value => Same(field(bid), value));
            case "$nin": var outside = Values(operand); return bid => !outside.Any(value => Same(field(bid), value));
            case "$exists": var wanted = operand.ValueKind is JsonValueKind.True; return bid => field(bid) is not null == wanted;
        }

        var other = Value(operand);
        return comparison switch
        {
            "$eq" => bid => Same(field(bid), other),
            "$ne" => bid => !Same(field(bid), other),
            "$lt" => bid => Order(field(bid), other) < 0,
            "$lte" => bid => Order(field(bid), other) <= 0,
            "$gt" => bid => Order(field(bid), other) > 0,
            "$gte" => bid => Order(field(bid), other) >= 0,
            _ => throw new FormatException($"unknown comparison '{comparison}'; there are $eq, $ne, $lt, $lte, $gt, $gte, $in, $nin, $exists, $not"),
        };
    }

    static Func<Bid, string?> Field(string name) => name switch
    {
        "id.provider" or "provider" => bid => bid.Id.Provider,
        "id.dseq" => bid => $"{bid.Id.Dseq}",
        "id.gseq" => bid => $"{bid.Id.Gseq}",
        "id.oseq" => bid => $"{bid.Id.Oseq}",
        "id.bseq" => bid => $"{bid.Id.Bseq}",
        "price.denom" => bid => bid.Price.Denom,
        "price.amount" => bid => bid.Price.Amount.ToString(),
        // Only open bids are ever seen.
        "state" => _ => "open",
        _ when name.StartsWith("attributes.", StringComparison.Ordinal) =>
            bid => bid.ProviderAttributes.GetValueOrDefault(name["attributes.".Length..]),
        _ => throw new FormatException($"unknown field '{name}'; a bid has {Fields}"),
    };

    static Func<Bid, bool> All(Func<Bid, bool>[] queries) => bid => queries.All(query => query(bid));

    static string[] Values(JsonElement list) => list.ValueKind is JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(Value)]
        : throw new FormatException("$in and $nin take a list");

    static string Value(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    static bool Same(string? left, string right) => left is not null && (left == right || Order(left, right) == 0);

    // Null where the two have no order: then no comparison holds.
    static int? Order(string? left, string right) =>
        left is not null && Dec.TryParse(left, out var leftNumber) && Dec.TryParse(right, out var rightNumber)
            ? leftNumber.CompareTo(rightNumber)
            : null;
}
