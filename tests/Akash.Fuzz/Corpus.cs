namespace Akash.Fuzz;

/// <summary>Where mutations start from: the SDLs of the examples and, where they are there, of the shared fixtures.</summary>
static class Corpus
{
    const int MaxBytes = 32 << 10;

    /// <summary>Contents in the order of their paths, each once.</summary>
    public static IReadOnlyList<byte[]> Load(params IEnumerable<string> folders) =>
    [
        .. folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Where(path => new FileInfo(path).Length <= MaxBytes)
            .Select(File.ReadAllBytes)
            .DistinctBy(Convert.ToBase64String),
    ];
}
