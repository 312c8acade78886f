using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>Ends the reading of a document that is almost only aliases of aliases, by the rule of yaml.v3.</summary>
/// <param name="sharesAliases">The tool never copies what an alias stands for, so only our own time sets a limit.</param>
sealed class AliasBudget(bool sharesAliases)
{
    const int LowCount = 400_000;
    const int HighCount = 4_000_000;

    /// <summary>No real file comes near it, and reading so far takes no time.</summary>
    const int MostAliased = 100_000;

    int _all;
    int _aliased;
    int _depth;

    public void Start() => (_all, _aliased) = (0, 0);

    /// <exception cref="YamlSyntaxException">Too much of the document comes out of aliases.</exception>
    public void Count(YamlNode node)
    {
        _all++;
        if (_depth > 0 || node is YamlAlias) _aliased++;
        if (_aliased > MostAliased || (!sharesAliases && _aliased > 100 && _all > 1000 && (double)_aliased / _all > Allowed(_all)))
            throw new YamlSyntaxException("aliases expand to far more than is written", node.Span, YamlFault.Aliasing);
    }

    public Scope Inside(YamlNode node)
    {
        if (node is not YamlAlias) return default;
        _depth++;
        return new Scope(this);
    }

    static double Allowed(int count) => count switch
    {
        <= LowCount => 0.99,
        >= HighCount => 0.10,
        _ => 0.99 - (0.89 * (count - LowCount) / (HighCount - LowCount)),
    };

    public readonly struct Scope(AliasBudget? budget) : IDisposable
    {
        public void Dispose()
        {
            if (budget is not null) budget._depth--;
        }
    }
}
