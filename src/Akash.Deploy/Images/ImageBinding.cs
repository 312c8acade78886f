using System.Collections.Immutable;
using Akash.Sdl;

namespace Akash.Deploy.Images;

/// <summary>Which services of an SDL run the image that was built (contract section 4).</summary>
public static class ImageBinding
{
    /// <summary>
    /// Every service whose image is <paramref name="imageName"/> in any tag or digest, or absent; if there is only one service, that one.
    /// </summary>
    /// <param name="imageName">Null where the repository has no image name of its own.</param>
    /// <exception cref="ImageException">Several services, and none of them asks for it.</exception>
    public static ImmutableArray<string> Services(SdlOutline outline, ImageReference? imageName)
    {
        var asking = outline.Services.Where(service => Asks(service.Image, imageName)).Select(service => service.Name).ToImmutableArray();
        if (asking.Length > 0) return asking;
        if (outline.Services is [var only]) return [only.Name];

        throw new ImageException(
            ImageFailure.AmbiguousService,
            $"it cannot be told which of the services {string.Join(", ", outline.Services.Select(service => $"{service.Name} ({service.Image})"))} runs the image that is built",
            $"leave out the image of that service, or write {imageName?.Name ?? "the image-name input"} there");
    }

    static bool Asks(string? image, ImageReference? imageName) =>
        string.IsNullOrEmpty(image)
        || (imageName is not null && ImageReference.TryParse(image, out var reference, out _) && reference.SameRepositoryAs(imageName));
}
