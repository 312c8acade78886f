using System.Globalization;
using Akash.Proto.Cosmos.Base.Query.V1Beta1;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using Grpc.Core;

namespace Akash.Sandbox.Node.Queries;

/// <summary>The ways the node walks a list; bids' and leases' keys carry the number of theirs.</summary>
enum ListWay : byte { ByState = 0, ByProvider = 1, ByOwner = 2 }

/// <summary>What a list is asked for, apart from the page.</summary>
/// <param name="MarkOf">The mark of a way in this list's keys; null for none.</param>
sealed record ListFilter<T>(byte[] States, Func<T, byte> StateOf, Func<T, bool> Accepts, ListWay Way, string Owner, Func<ListWay, byte?> MarkOf);

/// <summary>Paging as the Akash modules do it (chain.md section 8.2): <c>total</c> counts the page, keys carry the states still to visit.</summary>
static class Pages
{
    public const ulong DefaultLimit = 100;
    public const string OffsetRefusal = "invalid request parameters. if offset is set, filter.state must be provided";
    public const string StateRefusal = "invalid state value";

    /// <summary>The states to visit: the one that is named, or all in their order.</summary>
    public static byte[] States<TState>(string name, PageRequest? page, string offsetRefusal, string nameRefusal, params TState[] all)
        where TState : struct, Enum
    {
        if (page?.Offset > 0 && name.Length == 0) throw Invalid(offsetRefusal);
        if (name.Length == 0) return [.. all.Select(Number)];
        foreach (var state in all)
        {
            if (NameOf(state) == name) return [Number(state)];
        }
        throw Invalid(nameRefusal);
    }

    /// <summary>A page of a table: by owner or provider in the order of keys, else state by state.</summary>
    public static (IReadOnlyList<T> Items, PageResponse Page) Of<T>(Table<MarketKey, T> table, PageRequest? page, ListFilter<T> filter)
        where T : class
    {
        page ??= new PageRequest();
        var cursor = PageKey.Decode(page.Key);
        var from = cursor is null ? (MarketKey?)null : StoreKeys.ReadMarketKey(cursor.Key);
        var (states, way) = cursor is null ? (filter.States, filter.Way) : (cursor.States, WayOf(filter, cursor.Mark));
        if (way == ListWay.ByState && page.Reverse && cursor is null) Array.Reverse(states);

        var owner = way != ListWay.ByOwner ? null : from?.Owner ?? filter.Owner;
        var provider = way == ListWay.ByProvider ? from?.Provider : null;
        var rows = way == ListWay.ByState
            ? states.SelectMany((state, i) => Rows(table, page.Reverse, i == 0 ? from : null, null).Where(row => filter.StateOf(row.Value) == state).Select(row => (Left: states[i..], row.Key, row.Value)))
            : Rows(table, page.Reverse, from, owner).Where(row => states.Contains(filter.StateOf(row.Value)) && (provider is null || row.Key.Provider == provider)).Select(row => (Left: states, row.Key, row.Value));

        var limit = page.Limit == 0 ? DefaultLimit : page.Limit;
        var (items, skip, next) = (new List<T>(), page.Offset, ByteString.Empty);
        foreach (var (left, key, value) in rows)
        {
            if (!filter.Accepts(value)) continue;
            if (skip > 0)
            {
                skip--;
                continue;
            }
            if ((ulong)items.Count == limit)
            {
                next = new PageKey(left, [left[0]], StoreKeys.Of(key), filter.MarkOf(way)).Encode();
                break;
            }
            items.Add(value);
        }
        return (items, new PageResponse { NextKey = next, Total = (ulong)items.Count });
    }

    /// <summary>A page of lists that follow one another, a list for each state, each row with its key in the store.</summary>
    public static (IReadOnlyList<T> Items, PageResponse Page) Of<T>(
        PageRequest? page, byte[] states, Func<byte, IEnumerable<(byte[] Key, T Value)>> rowsOf, Func<byte, byte[]> prefixOf, bool marksReverse = false)
    {
        page ??= new PageRequest();
        var cursor = PageKey.Decode(page.Key);
        var reverse = marksReverse && cursor is not null ? cursor.Mark == 1 : page.Reverse;
        if (cursor is not null) states = cursor.States;
        else if (reverse) Array.Reverse(states);

        byte[]? start = cursor is null ? null : [.. cursor.Prefix, .. cursor.Key];
        var rows = states.SelectMany((state, i) => (reverse ? rowsOf(state).Reverse() : rowsOf(state)).Select(row => (Left: states[i..], row.Key, row.Value)))
            .SkipWhile(row => start is not null && !row.Key.AsSpan().SequenceEqual(start));

        var limit = (int)Math.Min(page.Limit == 0 ? DefaultLimit : page.Limit, int.MaxValue - 1);
        var found = rows.Skip((int)Math.Min(page.Offset, int.MaxValue)).Take(limit + 1).ToList();
        var answer = new PageResponse { Total = (ulong)Math.Min(found.Count, limit) };
        if (found.Count > limit)
        {
            var (left, key, _) = found[limit];
            var prefix = prefixOf(left[0]);
            answer.NextKey = new PageKey(left, prefix, key[prefix.Length..], marksReverse && reverse ? (byte)1 : null).Encode();
        }
        return ([.. found.Take(limit).Select(row => row.Value)], answer);
    }

    /// <summary>Paging of the SDK: <c>total</c> counts everything, where it is asked for or no limit is given.</summary>
    public static (IReadOnlyList<T> Items, PageResponse Page) Plain<T>(IEnumerable<T> all, PageRequest? page, Func<T, ByteString> keyOf)
    {
        page ??= new PageRequest();
        List<T> list = [.. page.Reverse ? all.Reverse() : all];
        var start = page.Key.IsEmpty ? (int)Math.Min(page.Offset, (ulong)list.Count) : Math.Max(0, list.FindIndex(item => keyOf(item).Equals(page.Key)));
        var limit = (int)Math.Min(page.Limit == 0 ? DefaultLimit : page.Limit, int.MaxValue);
        var counted = page.Key.IsEmpty && (page.Limit == 0 || page.CountTotal);
        var items = list.Skip(start).Take(limit).ToList();
        return (items, new PageResponse
        {
            NextKey = start + items.Count < list.Count ? keyOf(list[start + items.Count]) : ByteString.Empty,
            Total = counted ? (ulong)list.Count : 0,
        });
    }

    public static RpcException Invalid(string text) => new(new Status(StatusCode.InvalidArgument, text));

    static ListWay WayOf<T>(ListFilter<T> filter, byte? mark) =>
        Enum.GetValues<ListWay>().Cast<ListWay?>().FirstOrDefault(way => filter.MarkOf(way!.Value) == mark) ?? throw Invalid("invalid pagination key");

    static IEnumerable<KeyValuePair<MarketKey, T>> Rows<T>(Table<MarketKey, T> table, bool reverse, MarketKey? from, string? owner)
        where T : class
    {
        var rows = (reverse, from) switch
        {
            (false, { } first) => table.From(first),
            (true, { } last) => table.DownFrom(last),
            (false, null) => owner is null ? table.All : table.From(new MarketKey(owner, 0)),
            (true, null) => owner is null ? table.AllReversed : table.DownFrom(new MarketKey(owner, ulong.MaxValue, uint.MaxValue, uint.MaxValue, "\uffff")),
        };
        return owner is null ? rows : rows.TakeWhile(row => row.Key.Owner == owner);
    }

    static byte Number<TState>(TState state) where TState : struct, Enum => (byte)Convert.ToInt32(state, CultureInfo.InvariantCulture);

    /// <summary>The name in the .proto file: <c>insufficient_funds</c> for <c>InsufficientFunds</c>.</summary>
    static string NameOf<TState>(TState state) where TState : struct, Enum =>
        string.Concat(state.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}
