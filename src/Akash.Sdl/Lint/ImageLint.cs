using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;

namespace Akash.Sdl.Lint;

static class ImageLint
{
    /// <summary>Providers pull an image once per name: an update to the same name keeps what runs.</summary>
    public static void Check(ServiceModel service, Findings findings)
    {
        if (service.Image.IsEmpty) return;
        var image = ImageName.Parse(service.Image.Value);
        if (image.HasDigest || image.Tag is not (null or "latest")) return;
        findings.Warn(
            Rules.MovingTag, service.Image.Spot, $"'{service.Image.Value}' can change, but providers that have it never fetch it again",
            "name a version or a digest, so that an update really updates");
    }
}
