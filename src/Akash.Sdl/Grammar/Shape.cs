namespace Akash.Sdl.Grammar;

/// <summary>What may stand as a value; the reader and the published JSON schema both follow it.</summary>
abstract record Shape;

/// <param name="Pattern">A regular expression that .NET and JSON schema both understand, or null.</param>
/// <param name="Examples">For editors.</param>
sealed record TextShape(int MinLength = 0, string? Pattern = null, params string[] Examples) : Shape;

/// <summary>One of a few words.</summary>
/// <param name="Default">What an absent key means, or null where it means none of them.</param>
sealed record WordShape(string? Default, params string[] Words) : Shape;

/// <param name="Default">What an absent key means, or null where that is no number.</param>
sealed record WholeShape(double Min, double Max, int? Default = null) : Shape;

/// <summary>A number above zero, with a fraction or without.</summary>
sealed record AmountShape(double Max) : Shape;

/// <summary>True or false, false where absent.</summary>
sealed record FlagShape : Shape;

/// <summary>Text, a number, a boolean or nothing.</summary>
sealed record ScalarShape : Shape;

/// <summary>The name of a GPU; which ones exist is not the language's to say.</summary>
sealed record GpuNameShape : Shape;

/// <param name="Nullable">A key without a value means the same as no key.</param>
sealed record ListShape(Shape Item, bool Nullable = false, int MinItems = 0) : Shape;

/// <summary>A mapping from names that the author chooses.</summary>
/// <param name="NamePattern">As in <see cref="TextShape"/>; null where any name will do.</param>
sealed record TableShape(Shape Entry, string? NamePattern = null) : Shape;

/// <summary>One of several shapes.</summary>
sealed record EitherShape(params Shape[] Shapes) : Shape;

/// <summary>A mapping with known keys.</summary>
sealed record Structure : Shape
{
    public Structure(params Key[] keys)
    {
        Keys = keys;
        Known = [.. keys.Select(key => key.Name)];
        Required = [.. keys.Where(key => key.IsRequired).Select(key => key.Name)];
    }

    public IReadOnlyList<Key> Keys { get; }

    public string[] Known { get; }

    /// <summary>Keys that the schema of the official tools wants.</summary>
    public string[] Required { get; }
}

/// <param name="About">What it is for, in a sentence for editors.</param>
sealed record Key(string Name, Shape Shape, string About, bool IsRequired = false);
