using System.Numerics;

namespace Akash.Sdl.Compile;

/// <summary>
/// The order that Go's sort leaves elements in. It is not stable above twelve elements, so elements with equal keys end up where
/// its pattern-defeating quicksort puts them; the manifest hash depends on it.
/// </summary>
/// <param name="less">Whether the first must stand before the second.</param>
readonly struct GoSort<T>(T[] items, Func<T, T, bool> less)
{
    const int InsertionLimit = 12;
    const int NintherFrom = 50;
    const int MaxPivotSwaps = 12;
    const int MaxRepairs = 5;

    enum Hint { Unknown, Increasing, Decreasing }

    public static void Sort(T[] items, Func<T, T, bool> less) =>
        new GoSort<T>(items, less).Quick(0, items.Length, items.Length == 0 ? 0 : BitOperations.Log2((uint)items.Length) + 1);

    /// <summary>Insertion sort: stable when <paramref name="less"/> is a strict order, and a fixed outcome when it is not.</summary>
    public static void Insert(T[] items, Func<T, T, bool> less) => new GoSort<T>(items, less).Insertion(0, items.Length);

    bool Less(int i, int j) => less(items[i], items[j]);

    void Swap(int i, int j) => (items[i], items[j]) = (items[j], items[i]);

    void Insertion(int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            for (var j = i; j > from && Less(j, j - 1); j--) Swap(j, j - 1);
        }
    }

    void Quick(int from, int to, int limit)
    {
        var (balanced, partitioned) = (true, true);
        while (true)
        {
            var length = to - from;
            if (length <= InsertionLimit)
            {
                Insertion(from, to);
                return;
            }

            if (limit == 0)
            {
                Heap(from, to);
                return;
            }

            if (!balanced)
            {
                BreakPatterns(from, to);
                limit--;
            }

            var (pivot, hint) = ChoosePivot(from, to);
            if (hint is Hint.Decreasing)
            {
                Array.Reverse(items, from, length);
                pivot = to - 1 - (pivot - from);
                hint = Hint.Increasing;
            }

            if (balanced && partitioned && hint is Hint.Increasing && RepairAlmostSorted(from, to)) return;

            // Everything here is at least what stands before it: elements equal to the pivot need no further sorting.
            if (from > 0 && !Less(from - 1, pivot))
            {
                from = PartitionEqual(from, to, pivot);
                continue;
            }

            (var middle, partitioned) = Partition(from, to, pivot);
            var (left, right) = (middle - from, to - middle);
            balanced = Math.Min(left, right) >= length / 8;
            if (left < right)
            {
                Quick(from, middle, limit);
                from = middle + 1;
            }
            else
            {
                Quick(middle + 1, to, limit);
                to = middle;
            }
        }
    }

    (int Middle, bool WasPartitioned) Partition(int from, int to, int pivot)
    {
        Swap(from, pivot);
        var (i, j) = (from + 1, to - 1);
        while (i <= j && Less(i, from)) i++;
        while (i <= j && !Less(j, from)) j--;
        if (i > j)
        {
            Swap(j, from);
            return (j, true);
        }

        Swap(i++, j--);
        while (true)
        {
            while (i <= j && Less(i, from)) i++;
            while (i <= j && !Less(j, from)) j--;
            if (i > j) break;
            Swap(i++, j--);
        }

        Swap(j, from);
        return (j, false);
    }

    int PartitionEqual(int from, int to, int pivot)
    {
        Swap(from, pivot);
        var (i, j) = (from + 1, to - 1);
        while (true)
        {
            while (i <= j && !Less(from, i)) i++;
            while (i <= j && Less(from, j)) j--;
            if (i > j) return i;
            Swap(i++, j--);
        }
    }

    /// <summary>Puts a few misplaced elements right; whether that sorted everything.</summary>
    bool RepairAlmostSorted(int from, int to)
    {
        var i = from + 1;
        for (var repairs = 0; repairs < MaxRepairs; repairs++)
        {
            while (i < to && !Less(i, i - 1)) i++;
            if (i == to) return true;
            if (to - from < NintherFrom) return false;

            Swap(i, i - 1);
            for (var j = i - 1; j >= 1 && i - from >= 2 && Less(j, j - 1); j--) Swap(j, j - 1);
            for (var j = i + 1; j < to && to - i >= 2 && Less(j, j - 1); j++) Swap(j, j - 1);
        }

        return false;
    }

    /// <summary>Three swaps at places that a fixed random sequence names: that of Go 1.21 and later, earlier ones shift by 17 and 5.</summary>
    void BreakPatterns(int from, int to)
    {
        var length = to - from;
        if (length < 8) return;

        var random = (ulong)length;
        var modulus = 1u << (BitOperations.Log2((uint)length) + 1);
        var middle = from + (length / 4 * 2) - 1;
        for (var i = 0; i < 3; i++)
        {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            var other = (int)((uint)random & (modulus - 1));
            if (other >= length) other -= length;
            Swap(middle + i, from + other);
        }
    }

    (int Pivot, Hint Hint) ChoosePivot(int from, int to)
    {
        var length = to - from;
        var swaps = 0;
        var (i, j, k) = (from + (length / 4), from + (length / 4 * 2), from + (length / 4 * 3));
        if (length >= 8)
        {
            if (length >= NintherFrom)
            {
                i = Median(i - 1, i, i + 1, ref swaps);
                j = Median(j - 1, j, j + 1, ref swaps);
                k = Median(k - 1, k, k + 1, ref swaps);
            }

            j = Median(i, j, k, ref swaps);
        }

        return (j, swaps switch { 0 => Hint.Increasing, MaxPivotSwaps => Hint.Decreasing, _ => Hint.Unknown });
    }

    int Median(int a, int b, int c, ref int swaps)
    {
        if (Less(b, a)) (a, b, swaps) = (b, a, swaps + 1);
        if (Less(c, b)) (b, c, swaps) = (c, b, swaps + 1);
        if (Less(b, a)) (a, b, swaps) = (b, a, swaps + 1);
        return b;
    }

    void Heap(int from, int to)
    {
        var length = to - from;
        for (var i = (length - 1) / 2; i >= 0; i--) SiftDown(i, length, from);
        for (var i = length - 1; i >= 0; i--)
        {
            Swap(from, from + i);
            SiftDown(0, i, from);
        }
    }

    void SiftDown(int root, int end, int first)
    {
        while (true)
        {
            var child = (2 * root) + 1;
            if (child >= end) return;
            if (child + 1 < end && Less(first + child, first + child + 1)) child++;
            if (!Less(first + root, first + child)) return;
            Swap(first + root, first + child);
            root = child;
        }
    }
}
