using System.Collections.Immutable;
using Akash.Action.Inputs;
using Akash.Deploy.Images;

namespace Akash.Action.Verbs;

/// <summary>Which image goes into which services.</summary>
/// <param name="Services">None where the SDL names all of its images.</param>
/// <param name="Image">Where it is, or will be.</param>
/// <param name="Build">What it is built from; null where it exists already.</param>
sealed record ImagePlan(ImmutableArray<string> Services, ImageReference? Image, BuildSource? Build)
{
    /// <summary>Stands in for the digest that is not known yet: the file is checked before anything is built.</summary>
    static readonly string SomeDigest = "sha256:" + new string('0', 64);

    public string Step => this switch
    {
        { Build: not null } => "Build the image",
        { Image: not null } => "Find the image",
        _ => "Use the images of the SDL",
    };

    public BoundSdl Rehearse(BoundSdl sdl) => Bind(sdl, Image?.WithDigest(SomeDigest), null);

    /// <param name="pull">What the provider pulls with; it goes into the manifest only.</param>
    public BoundSdl Bind(BoundSdl sdl, ImageReference? image, Login? pull)
    {
        if (image is null) return sdl;
        foreach (var service in Services)
        {
            sdl = sdl.WithImage(service, image.ToString());
            if (pull is not null) sdl = sdl.WithCredentials(service, image.Registry, pull.Username, pull.Password);
        }

        return sdl;
    }
}
