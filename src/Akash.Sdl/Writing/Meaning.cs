using System.Globalization;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Writing;

/// <summary>What a document says, aliases and merges resolved: the value at every place.</summary>
sealed class Meaning
{
    /// <summary>Real files have some hundred values; more come out of aliases of aliases.</summary>
    const int MaxValues = 50_000;

    readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="SdlEditException">Aliases expand to far more than is written.</exception>
    public static Meaning Of(YamlNode root)
    {
        var meaning = new Meaning();
        meaning.Add(root, "");
        return meaning;
    }

    /// <summary>The first place outside the given ones where another document says something else; null where there is none.</summary>
    public string? FirstDifference(Meaning other, IReadOnlyList<string> except) =>
        _values.Keys.Concat(other._values.Keys)
            .FirstOrDefault(place => _values.GetValueOrDefault(place) != other._values.GetValueOrDefault(place) && !except.Any(changed => IsBelow(place, changed) || other.IsMadeFor(place, changed)));

    bool IsMadeFor(string place, string changed) => IsBelow(changed, place) && _values.GetValueOrDefault(place) == "{}";

    static bool IsBelow(string place, string prefix) =>
        place.StartsWith(prefix, StringComparison.Ordinal) && (place.Length == prefix.Length || place[prefix.Length] is '.' or '[');

    /// <summary>The entries of a mapping with what it merges: its own win, and the first merged over later ones.</summary>
    public static IEnumerable<(string Key, YamlNode Value)> EntriesOf(YamlNode? node)
    {
        if (node?.Target is not YamlMapping mapping) return [];
        var own = mapping.Entries.Where(entry => !TsValues.IsMerge(entry.Key) && entry.Key.Target is YamlScalar).Select(entry => (((YamlScalar)entry.Key.Target).Value, entry.Value));
        return own.Concat(mapping.Entries.Where(entry => TsValues.IsMerge(entry.Key)).SelectMany(entry => Merged(entry.Value))).DistinctBy(entry => entry.Item1);
    }

    /// <summary>The value under a key, if only merged; null where there is none.</summary>
    public static YamlNode? At(YamlNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var step in path)
        {
            var key = step;
            node = EntriesOf(node).FirstOrDefault(entry => entry.Key == key).Value?.Target;
        }

        return node;
    }

    static IEnumerable<(string, YamlNode)> Merged(YamlNode node) =>
        node.Target is YamlSequence several ? several.Items.SelectMany(Merged) : EntriesOf(node);

    void Add(YamlNode node, string place)
    {
        if (_values.Count > MaxValues) throw new SdlEditException("aliases expand to far more than is written; write the values out");
        switch (node.Target)
        {
            case YamlMapping mapping:
                _values[place] = "{}";
                foreach (var (key, value) in EntriesOf(mapping)) Add(value, place.Length == 0 ? key : $"{place}.{key}");
                break;
            case YamlSequence sequence:
                _values[place] = "[]";
                foreach (var (index, item) in sequence.Items.Index()) Add(item, string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"));
                break;
            case YamlScalar scalar:
                _values[place] = $"{(scalar.IsUntyped ? "" : "text ")}{scalar.Tag} {scalar.Value}";
                break;
        }
    }
}
