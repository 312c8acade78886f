namespace Akash.Sdl.Yaml;

/// <summary>From text to nodes.</summary>
static class YamlTree
{
    /// <summary>The root of the first document; null where there is none.</summary>
    /// <exception cref="YamlSyntaxException">The text is not YAML.</exception>
    public static YamlNode? Read(string text, LineTable lines, YamlLimits limits) => QuickTreeReader.Read(text, limits) ?? YamlTreeReader.Read(text, lines, limits);
}
