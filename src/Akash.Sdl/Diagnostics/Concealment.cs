namespace Akash.Sdl.Diagnostics;

/// <summary>What variables brought may be secret: messages show what the file has instead.</summary>
sealed class Concealment
{
    /// <summary>Values this short are words and numbers that appear anywhere: they are concealed at their own place only.</summary>
    const int ShortestSecret = 5;

    readonly Dictionary<SourceSpan, List<(string Value, string Written)>> _places = [];
    readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The value of a variable, and the scalar that it is in.</summary>
    public void Add(SourceSpan scalar, string value, string written)
    {
        AddAt(scalar, value, written);
        if (value.Length >= ShortestSecret) _values.TryAdd(value, written);
    }

    /// <summary>A value in messages about one place.</summary>
    public void AddAt(SourceSpan place, string value, string written)
    {
        if (value.Length == 0) return;
        if (!_places.TryGetValue(place, out var here)) _places[place] = here = [];
        here.Add((value, written));
    }

    public Diagnostic In(Diagnostic diagnostic) => _places.Count == 0 ? diagnostic : diagnostic with
    {
        Message = In(diagnostic.Message, diagnostic.Span)!,
        Hint = In(diagnostic.Hint, diagnostic.Span),
    };

    public NetworkVerdict In(NetworkVerdict verdict) => _places.Count == 0 ? verdict
        : new NetworkVerdict(In(verdict.ChainGroups, default), In(verdict.ProviderManifest, default), In(verdict.ProviderHash, default));

    /// <summary>Longest first: a value inside another must not leave the rest of the longer one behind.</summary>
    string? In(string? text, SourceSpan place) => text is null ? null
        : _places.GetValueOrDefault(place, []).Concat(_values.Select(pair => (Value: pair.Key, Written: pair.Value))).OrderByDescending(concealed => concealed.Value.Length)
            .Aggregate(text, (shown, concealed) => shown.Replace(concealed.Value, concealed.Written, StringComparison.Ordinal));
}
