using System.Collections.Immutable;
using System.Globalization;

namespace Akash.Sdl.Lint;

enum ImageKind { Database, Application, Inference }

/// <summary>What is known of an image's program.</summary>
/// <param name="Paths">Where it keeps its data; empty where that is not fixed.</param>
/// <param name="LeastMi">The least memory its makers ask for, in MiB; for inference the share that does not depend on GPUs. Null where unknown.</param>
sealed record KnownImage(string Repository, ImageKind Kind, ImmutableArray<string> Paths, int? LeastMi);

/// <summary>The table <c>Data/images.csv</c>.</summary>
static class KnownImages
{
    static readonly ImmutableDictionary<string, KnownImage> ByRepository = Read();

    /// <param name="repository">The last part of the image's name.</param>
    public static KnownImage? Find(string repository) => ByRepository.GetValueOrDefault(repository);

    static ImmutableDictionary<string, KnownImage> Read()
    {
        using var stream = typeof(KnownImages).Assembly.GetManifestResourceStream("images.csv")
            ?? throw new InvalidOperationException("the assembly lacks its table images.csv");
        using var reader = new StreamReader(stream);
        var images = ImmutableDictionary.CreateBuilder<string, KnownImage>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.StartsWith("image,", StringComparison.Ordinal)) continue;
            var cells = line.Split(',');
            images[cells[0]] = new KnownImage(
                cells[0], Enum.Parse<ImageKind>(cells[1], ignoreCase: true), [.. cells[2].Split('|', StringSplitOptions.RemoveEmptyEntries)],
                cells[3].Length == 0 ? null : int.Parse(cells[3], CultureInfo.InvariantCulture));
        }

        return images.ToImmutable();
    }
}
