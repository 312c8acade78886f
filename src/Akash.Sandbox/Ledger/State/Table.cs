using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Akash.Sandbox.Ledger.State;

/// <summary>An immutable table in the order of its keys. A changed copy shares what did not change, so that snapshots cost nothing.</summary>
sealed class Table<TKey, TValue>
    where TKey : IComparable<TKey>
    where TValue : class
{
    public static readonly Table<TKey, TValue> Empty = new([]);

    readonly ImmutableSortedSet<Row> rows;

    Table(ImmutableSortedSet<Row> rows) => this.rows = rows;

    public int Count => rows.Count;

    public IEnumerable<TValue> Values => rows.Select(row => row.Value!);

    public bool TryFind(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        value = rows.TryGetValue(new Row(key, null), out var row) ? row.Value : null;
        return value is not null;
    }

    public TValue? Find(TKey key) => TryFind(key, out var value) ? value : null;

    public bool Has(TKey key) => rows.Contains(new Row(key, null));

    public Table<TKey, TValue> With(TKey key, TValue value) => new(rows.Remove(new Row(key, null)).Add(new Row(key, value)));

    public Table<TKey, TValue> Without(TKey key) => new(rows.Remove(new Row(key, null)));

    /// <summary>What has a key of at least <paramref name="first"/>, ascending.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> From(TKey first)
    {
        for (var i = Position(first); i < rows.Count; i++) yield return new(rows[i].Key, rows[i].Value!);
    }

    /// <summary>What has a key of at most <paramref name="last"/>, descending.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> DownFrom(TKey last)
    {
        var position = Position(last);
        var start = position < rows.Count && rows[position].Key.CompareTo(last) == 0 ? position : position - 1;
        for (var i = start; i >= 0; i--) yield return new(rows[i].Key, rows[i].Value!);
    }

    public IEnumerable<KeyValuePair<TKey, TValue>> All => rows.Select(row => KeyValuePair.Create(row.Key, row.Value!));

    public IEnumerable<KeyValuePair<TKey, TValue>> AllReversed => rows.Reverse().Select(row => KeyValuePair.Create(row.Key, row.Value!));

    int Position(TKey key)
    {
        var index = rows.IndexOf(new Row(key, null));
        return index < 0 ? ~index : index;
    }

    readonly record struct Row(TKey Key, TValue? Value) : IComparable<Row>, IEquatable<Row>
    {
        public int CompareTo(Row other) => Key.CompareTo(other.Key);
        public bool Equals(Row other) => CompareTo(other) == 0;
        public override int GetHashCode() => Key.GetHashCode();
    }
}
