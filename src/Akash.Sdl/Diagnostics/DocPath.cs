using System.Text;

namespace Akash.Sdl.Diagnostics;

/// <summary>The way to a value in the document, spelled only when a diagnostic asks for it.</summary>
sealed class DocPath
{
    const int Spelled = -2;

    /// <summary>Longer keys are cut: no name is as long, and a path is spelled for every problem under it.</summary>
    const int MaxKeyLength = 200;

    readonly DocPath? _parent;
    readonly string? _key;
    readonly int _index;

    DocPath(DocPath? parent, string? key, int index) => (_parent, _key, _index) = (parent, key, index);

    public static DocPath Root { get; } = new(null, null, -1);

    /// <summary>A path that is spelled already.</summary>
    public static DocPath Of(string spelled) => spelled.Length == 0 ? Root : new DocPath(Root, spelled, Spelled);

    public DocPath Key(string key) => new(this, key, -1);

    public DocPath Item(int index) => new(this, null, index);

    /// <summary>Whether values there may be secrets: environment and registry credentials.</summary>
    public static bool HoldsSecrets(string path) => path.Contains(".env[", StringComparison.Ordinal) || path.Contains(".credentials.", StringComparison.Ordinal);

    /// <summary><c>services.web.expose[0].port</c>; empty for the document itself.</summary>
    public override string ToString() => Append(new StringBuilder()).ToString();

    StringBuilder Append(StringBuilder text)
    {
        if (_parent is null) return text;
        _parent.Append(text);
        if (_key is null) return text.Append('[').Append(_index).Append(']');
        if (_index == Spelled) return text.Append(_key);
        if (_key.Length > MaxKeyLength) return text.Append("[\"").Append(_key, 0, MaxKeyLength).Append("…\"]");
        if (!IsSimple(_key)) return text.Append("[\"").Append(_key).Append("\"]");
        return text.Length == 0 ? text.Append(_key) : text.Append('.').Append(_key);
    }

    static bool IsSimple(string key) => key.Length > 0 && key.AsSpan().IndexOfAnyExcept(SimpleCharacters) < 0;

    static readonly System.Buffers.SearchValues<char> SimpleCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-/");
}
