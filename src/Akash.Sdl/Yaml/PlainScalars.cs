namespace Akash.Sdl.Yaml;

/// <summary>What the text of an untyped scalar stands for.</summary>
static class PlainScalars
{
    public static bool IsNull(this YamlScalar scalar) => scalar.IsUntyped && IsNull(scalar.Value);

    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";
}
