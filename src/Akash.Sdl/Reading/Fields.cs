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
            for (var i = entries.Count - 1; i >= 0; i--)
            {
                if (entries[i].Name == key) return entries[i];
            }

            return new Field(key, spot, new Spot(null, spot.Path.Key(key)));
        }
    }

    public bool Has(string key) => this[key].IsPresent;
}

readonly record struct Field(string Name, Spot Key, Spot Value)
{
    public bool IsPresent => Value.Node is not null;
}
