using System.Diagnostics.CodeAnalysis;
using Akash.Sdl.Diagnostics;

namespace Akash.Sdl.Model;

/// <summary>One named entry of a mapping.</summary>
/// <param name="Key">Where the name is written.</param>
sealed record Named<T>(string Name, Spot Key, T Value);

/// <summary>A mapping from names that the author chooses, in written order.</summary>
sealed class Table<T>
{
    /// <summary>So few are found as fast without an index.</summary>
    const int Few = 8;

    Dictionary<string, int>? _index;
    readonly List<Named<T>> _entries = [];

    public IReadOnlyList<Named<T>> Entries => _entries;

    /// <summary>Adds an entry, or puts it in the place of an earlier one of the same name.</summary>
    public void Set(Named<T> entry)
    {
        if (IndexOf(entry.Name) is >= 0 and var at)
        {
            _entries[at] = entry;
            return;
        }

        _entries.Add(entry);
        if (_index is not null) _index[entry.Name] = _entries.Count - 1;
        else if (_entries.Count > Few) _index = _entries.Select((known, index) => (known.Name, index)).ToDictionary(known => known.Name, known => known.index, StringComparer.Ordinal);
    }

    int IndexOf(string name)
    {
        if (_index is not null) return _index.GetValueOrDefault(name, -1);
        var at = _entries.Count - 1;
        while (at >= 0 && _entries[at].Name != name) at--;
        return at;
    }

    public bool TryGet(string name, [NotNullWhen(true)] out Named<T>? entry)
    {
        entry = IndexOf(name) is >= 0 and var at ? _entries[at] : null;
        return entry is not null;
    }

    public IEnumerable<string> Names => _entries.Select(entry => entry.Name);
}
