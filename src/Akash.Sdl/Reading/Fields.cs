using Akash.Sdl.Diagnostics;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>The keys of a mapping with what stands under them.</summary>
sealed class Fields(Spot spot, List<Field> entries)
{
    public Spot Spot => spot;

    public List<Field> Entries => entries;

    /// <summary>Where a key is written, or where it would be.</summary>
    public Field this[string key]
    {
        get
        {
            var at = IndexOf(key);
            return at < 0 ? new Field(key, spot, new Spot(null, spot.Path.Key(key))) : entries[at];
        }
    }

    public bool Has(string key) => IndexOf(key) is >= 0 and var at && entries[at].IsPresent;

    int IndexOf(string key)
    {
        var at = entries.Count - 1;
        while (at >= 0 && entries[at].Name != key) at--;
        return at;
    }
}

readonly record struct Field(string Name, Spot Key, Spot Value)
{
    public bool IsPresent => Value.Node is not null;
}
