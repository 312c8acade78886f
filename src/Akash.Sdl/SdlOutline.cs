using System.Collections.Immutable;

namespace Akash.Sdl;

/// <summary>The services of a file as far as they can be read, also when the file is not valid yet (no image, say).</summary>
public sealed record SdlOutline(ImmutableArray<SdlOutlineService> Services)
{
    public static SdlOutline Read(SdlSource source) => throw new NotImplementedException();
}

/// <param name="Image">As written, or null where the key is absent or empty.</param>
public sealed record SdlOutlineService(string Name, string? Image, SourceSpan Span);
