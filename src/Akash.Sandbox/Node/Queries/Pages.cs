using System.Buffers.Binary;
using System.Text;
using Akash.Proto.Cosmos.Base.Query.V1Beta1;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using Grpc.Core;

namespace Akash.Sandbox.Node.Queries;

/// <summary>What a list is asked for, apart from the page.</summary>
sealed record ListFilter<T>(IReadOnlyList<byte> States, Func<T, byte> StateOf, Func<T, bool> Accepts, string? Owner, byte? OwnerMark, byte? Mark);

/// <summary>Paging as the Akash modules do it (chain.md section 8.2): <c>total</c> counts the page, keys carry the states still to visit.</summary>
static class Pages
{
    public const ulong DefaultLimit = 100;

    /// <summary>The states to visit: the one that is named, or all in their order.</summary>
    public static byte[] States<TState>(string name, PageRequest? page, string offsetRefusal, string nameRefusal, params TState[] all)
        where TState : struct, Enum
    {
        if (page?.Offset > 0 && name.Length == 0) throw Invalid(offsetRefusal);
        if (name.Length == 0) return [.. all.Select(Number)];
        foreach (var state in all)
        {
            if (string.Equals(NameOf(state), name, StringComparison.Ordinal)) return [Number(state)];
        }
        throw Invalid(nameRefusal);
    }

    public const string OffsetRefusal = "invalid request parameters. if offset is set, filter.state must be provided";
    public const string StateRefusal = "invalid state value";

    /// <summary>A page of a table: with an owner in the order of keys, else state by state.</summary>
    public static (IReadOnlyList<T> Items, PageResponse Page) Of<T>(Table<MarketKey, T> table, PageRequest? page, ListFilter<T> filter)
        where T : class
    {
        page ??= new PageRequest();
        var cursor = page.Key.IsEmpty ? null : Cursor.Decode(page.Key.Span);
        var states = cursor?.States ?? [.. filter.States];
        var owner = cursor is null ? filter.Owner : cursor.Mark == filter.OwnerMark && filter.OwnerMark is not null ? cursor.Key.Owner : null;
        if (owner is null && page.Reverse && cursor is null) Array.Reverse(states);

        IEnumerable<(byte[] StatesLeft, KeyValuePair<MarketKey, T> Row)> rows = owner is not null
            ? Rows(table, page.Reverse, cursor?.Key, owner).Where(row => states.Contains(filter.StateOf(row.Value))).Select(row => (states, row))
            : states.SelectMany((state, i) => Rows(table, page.Reverse, i == 0 ? cursor?.Key : null, null)
                .Where(row => filter.StateOf(row.Value) == state).Select(row => (states[i..], row)));

        var limit = page.Limit == 0 ? DefaultLimit : page.Limit;
        var items = new List<T>();
        var skip = page.Offset;
        ByteString next = ByteString.Empty;
        foreach (var (statesLeft, (key, value)) in rows)
        {
            if (!filter.Accepts(value)) continue;
            if (skip > 0)
            {
                skip--;
                continue;
            }
            if ((ulong)items.Count == limit)
            {
                next = new Cursor(statesLeft, key, owner is null ? filter.Mark : filter.OwnerMark).Encode();
                break;
            }
            items.Add(value);
        }
        return (items, new PageResponse { NextKey = next, Total = (ulong)items.Count });
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

    static byte Number<TState>(TState state) where TState : struct, Enum => (byte)Convert.ToInt32(state, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The name in the .proto file: <c>insufficient_funds</c> for <c>InsufficientFunds</c>.</summary>
    static string NameOf<TState>(TState state) where TState : struct, Enum =>
        string.Concat(state.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>Where a list goes on: a checksum, the states left, and the next key as the node stores it.</summary>
    sealed record Cursor(byte[] States, MarketKey Key, byte? Mark)
    {
        public ByteString Encode()
        {
            var key = Bytes(Key);
            byte[] data = [(byte)States.Length, .. States, 1, States[0], (byte)key.Length, .. key, .. Mark is { } mark ? [1, mark] : Array.Empty<byte>()];
            var bytes = new byte[4 + data.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, Checksum(data));
            data.CopyTo(bytes, 4);
            return ByteString.CopyFrom(bytes);
        }

        public static Cursor Decode(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length < 5) throw Invalid("pagination: invalid key: invalid key length");
            var expected = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            var data = bytes[4..];
            if (Checksum(data) is var checksum && checksum != expected)
                throw Invalid($"pagination: invalid key: invalid checksum, 0x{expected:x8} != 0x{checksum:x8}");

            var states = Part(ref data);
            Part(ref data);
            var key = Part(ref data);
            var mark = data.IsEmpty ? default : Part(ref data);
            return new Cursor(states.ToArray(), ReadKey(key), mark.IsEmpty ? null : mark[0]);
        }

        /// <summary>CRC-32 as in zip.</summary>
        static uint Checksum(ReadOnlySpan<byte> data)
        {
            var checksum = uint.MaxValue;
            foreach (var value in data)
            {
                checksum ^= value;
                for (var bit = 0; bit < 8; bit++) checksum = (checksum >> 1) ^ ((checksum & 1) * 0xedb88320);
            }
            return ~checksum;
        }

        static ReadOnlySpan<byte> Part(ref ReadOnlySpan<byte> data)
        {
            if (data.IsEmpty || data.Length < 1 + data[0]) throw Invalid("pagination: invalid key: invalid state length");
            var part = data[1..(1 + data[0])];
            data = data[(1 + data[0])..];
            return part;
        }

        static byte[] Bytes(MarketKey key)
        {
            using var stream = new MemoryStream();
            void Text(string text) => stream.Write([.. Encoding.UTF8.GetBytes(text), 0]);
            void Number(uint value)
            {
                Span<byte> bytes = stackalloc byte[4];
                BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
                stream.Write(bytes);
            }

            Text(key.Owner);
            Number((uint)(key.Dseq >> 32));
            Number((uint)key.Dseq);
            if (key.Gseq == 0) return stream.ToArray();
            Number(key.Gseq);
            Number(key.Oseq);
            if (key.Provider.Length == 0) return stream.ToArray();
            Text(key.Provider);
            Number(key.Bseq);
            return stream.ToArray();
        }

        static MarketKey ReadKey(ReadOnlySpan<byte> bytes)
        {
            var owner = Text(ref bytes);
            if (bytes.Length < 8) throw Invalid("pagination: invalid key: invalid key length");
            var key = new MarketKey(owner, ((ulong)Number(ref bytes) << 32) | Number(ref bytes));
            if (bytes.Length >= 8) key = key with { Gseq = Number(ref bytes), Oseq = Number(ref bytes) };
            return bytes.IsEmpty ? key : key with { Provider = Text(ref bytes), Bseq = bytes.Length >= 4 ? Number(ref bytes) : 0 };
        }

        static string Text(ref ReadOnlySpan<byte> bytes)
        {
            var end = bytes.IndexOf((byte)0);
            if (end < 0) throw Invalid("pagination: invalid key: invalid key length");
            var text = Encoding.UTF8.GetString(bytes[..end]);
            bytes = bytes[(end + 1)..];
            return text;
        }

        static uint Number(ref ReadOnlySpan<byte> bytes)
        {
            var value = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            bytes = bytes[4..];
            return value;
        }
    }
}
