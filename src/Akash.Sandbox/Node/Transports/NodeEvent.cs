using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Akash.Sandbox.Node.Transports;

/// <summary>Something a client can subscribe to: a block, its header, or a transaction in it.</summary>
sealed record NodeEvent(string Kind, StoredBlock Block, IndexedTransaction? Transaction, ILookup<string, string> Attributes)
{
    public static IEnumerable<NodeEvent> Of(StoredBlock block)
    {
        var blockEvents = block.Events.SelectMany(e => e.Attributes.Select(attribute => ($"{e.Type}.{attribute.Key}", attribute.Value)));
        foreach (var kind in (string[])["NewBlock", "NewBlockHeader"]) yield return new NodeEvent(kind, block, null, Look([("tm.event", kind), .. blockEvents]));
        foreach (var transaction in block.Transactions)
        {
            yield return new NodeEvent("Tx", block, transaction, Look([
                ("tm.event", "Tx"), ("tx.hash", transaction.Hash), ("tx.height", transaction.Height.ToString(CultureInfo.InvariantCulture)),
                .. transaction.Result.Events.SelectMany(e => e.Attributes.Select(attribute => ($"{e.Type}.{attribute.Key}", attribute.Value))),
            ]));
        }
    }

    static ILookup<string, string> Look(IEnumerable<(string Key, string Value)> attributes) => attributes.ToLookup(pair => pair.Key, pair => pair.Value);
}

/// <summary>Conditions on events, joined with AND: <c>tm.event='Tx' AND tx.hash='…'</c>; also <c>EXISTS</c>, <c>CONTAINS</c> and numbers compared.</summary>
sealed partial record EventQuery(IReadOnlyList<(string Key, string Relation, string Value)> Conditions)
{
    [GeneratedRegex(@"^\s*([\w.\-]+)\s*(=|>=|<=|>|<|CONTAINS|EXISTS)\s*'?([^']*?)'?\s*$")]
    private static partial Regex Condition { get; }

    /// <summary>Reads a query; <see cref="FormatException"/> names a condition that can't be read.</summary>
    public static EventQuery Parse(string query) => new([.. query.Split(" AND ").Select(text => Condition.Match(text) is { Success: true } match
        ? (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)
        : throw new FormatException($"failed to parse query: '{text}' is not of the form key='value'"))]);

    public bool Matches(NodeEvent happened) => Conditions.All(condition => condition.Relation == "EXISTS"
        ? happened.Attributes.Contains(condition.Key)
        : happened.Attributes[condition.Key].Any(value => Holds(value, condition.Relation, condition.Value)));

    static bool Holds(string value, string relation, string wanted) => relation switch
    {
        "=" => string.Equals(value, wanted, StringComparison.Ordinal),
        "CONTAINS" => value.Contains(wanted, StringComparison.Ordinal),
        _ => BigInteger.TryParse(value, CultureInfo.InvariantCulture, out var left) && BigInteger.TryParse(wanted, CultureInfo.InvariantCulture, out var right)
            && relation switch { ">" => left > right, "<" => left < right, ">=" => left >= right, _ => left <= right },
    };
}
