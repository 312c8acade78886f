using System.Globalization;
using System.Text.RegularExpressions;

namespace Akash.Sandbox.Node.Queries;

/// <summary>Searching included transactions by conditions on their events, joined with AND (CometBFT's <c>tx_search</c>).</summary>
static partial class TransactionSearch
{
    [GeneratedRegex(@"^\s*([\w.]+)\s*(=|>=|<=|>|<)\s*'?([^']*?)'?\s*$")]
    private static partial Regex Condition { get; }

    /// <summary>Matches in order of inclusion; throws <see cref="FormatException"/> naming a condition it can't read.</summary>
    public static IReadOnlyList<IndexedTransaction> Find(LedgerNode node, string query)
    {
        var conditions = query.Split(" AND ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
        if (conditions.Count == 0) throw new FormatException("query cannot be empty");
        IEnumerable<IndexedTransaction> candidates = conditions.Find(condition => condition.Key == "tx.hash") is { Value: { } hash }
            ? node.FindTransaction(hash) is { } found ? [found] : []
            : node.Transactions();
        return [.. candidates.Where(transaction => conditions.TrueForAll(condition => Matches(transaction, condition)))];
    }

    static (string Key, string Relation, string Value) Read(string text)
    {
        var match = Condition.Match(text);
        return match.Success
            ? (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)
            : throw new FormatException($"failed to parse query: '{text}' is not of the form key='value'");
    }

    static bool Matches(IndexedTransaction transaction, (string Key, string Relation, string Value) condition) => condition.Key switch
    {
        "tx.hash" => string.Equals(transaction.Hash, condition.Value, StringComparison.OrdinalIgnoreCase),
        "tx.height" => Compare(transaction.Height, condition),
        _ => transaction.Result.Events.Any(e => condition.Key.StartsWith(e.Type + ".", StringComparison.Ordinal)
            && e.Attributes.Any(attribute => attribute.Key == condition.Key[(e.Type.Length + 1)..] && attribute.Value == condition.Value)),
    };

    static bool Compare(long height, (string Key, string Relation, string Value) condition)
    {
        var order = height.CompareTo(long.Parse(condition.Value, CultureInfo.InvariantCulture));
        return condition.Relation switch { "=" => order == 0, ">" => order > 0, "<" => order < 0, ">=" => order >= 0, _ => order <= 0 };
    }
}
