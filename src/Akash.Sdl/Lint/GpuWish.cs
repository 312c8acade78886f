using Akash.Sdl.Model;

namespace Akash.Sdl.Lint;

/// <summary>One GPU that a profile will take.</summary>
/// <param name="Model"><c>*</c> for any.</param>
/// <param name="Ram">Null where any size will do.</param>
readonly record struct GpuWish(string Model, string? Ram)
{
    const string Prefix = "vendor/nvidia/model/";

    public static IEnumerable<GpuWish> In(GpuModel gpu)
    {
        foreach (var attribute in gpu.Attributes.Where(attribute => attribute.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var parts = attribute.Key[Prefix.Length..].Split('/');
            var ram = Array.IndexOf(parts, "ram");
            yield return new GpuWish(parts[0], ram > 0 && ram + 1 < parts.Length ? parts[ram + 1] : null);
        }
    }
}
