using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Akash.Fuzz;

/// <summary>
/// The branches that instrumented code takes. SharpFuzz writes into a map of counters, as for AFL; here the fuzzer reads it in the same
/// process. Where nothing is instrumented the map stays empty, and every input counts as known.
/// </summary>
sealed unsafe class Coverage : IDisposable
{
    const int Size = 1 << 16;

    readonly byte* _map = (byte*)NativeMemory.AllocZeroed(Size);
    readonly byte[] _seen = new byte[Size];

    public Coverage() => Trace.SharedMem = _map;

    /// <summary>Branches that have been taken at all.</summary>
    public int Branches => _seen.Count(counts => counts != 0);

    /// <summary>Forgets the last execution.</summary>
    public void Start()
    {
        new Span<byte>(_map, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the execution took a branch that none took before, or took one by an order more often.</summary>
    public bool TookNewBranch()
    {
        var isNew = false;
        var map = new ReadOnlySpan<byte>(_map, Size);
        for (var at = map.IndexOfAnyExcept((byte)0); at >= 0 && at < Size; at = NextTaken(map, at))
        {
            var magnitude = (byte)(1 << Math.Min(7, 32 - int.LeadingZeroCount(map[at]) - 1));
            if ((_seen[at] & magnitude) != 0) continue;
            _seen[at] |= magnitude;
            isNew = true;
        }

        return isNew;
    }

    static int NextTaken(ReadOnlySpan<byte> map, int at)
    {
        var next = map[(at + 1)..].IndexOfAnyExcept((byte)0);
        return next < 0 ? Size : at + 1 + next;
    }

    public void Dispose()
    {
        Trace.SharedMem = null;
        NativeMemory.Free(_map);
    }
}
