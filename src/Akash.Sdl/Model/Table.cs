using System.Diagnostics.CodeAnalysis;
using Akash.Sdl.Diagnostics;

namespace Akash.Sdl.Model;

/// <summary>One named entry of a mapping.</summary>
/// <param name="Key">Where the name is written.</param>
sealed record Named<T>(string Name, Spot Key, T Value);

/// <summary>A mapping from names that the author chooses, in written order.</summary>
sealed class Table<T>
{
    readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    readonly List<Named<T>> _entries = [];

    public IReadOnlyList<Named<T>> Entries => _entries;

    /// <summary>Adds an entry, or puts it in the place of an earlier one of the same name.</summary>
    public void Set(Named<T> entry)
    {
        if (_index.TryGetValue(entry.Name, out var at))
        {
            _entries[at] = entry;
            return;
        }

        _index[entry.Name] = _entries.Count;
        _entries.Add(entry);
    }

    public bool TryGet(string name, [NotNullWhen(true)] out Named<T>? entry)
    {
        entry = _index.TryGetValue(name, out var at) ? _entries[at] : null;
        return entry is not null;
    }

    public IEnumerable<string> Names => _entries.Select(entry => entry.Name);
}
