using System.Collections.Immutable;
using Akash.Action.Inputs;
using Akash.Deploy;
using Akash.Deploy.Images;
using Akash.Sdl;

namespace Akash.Action.Verbs;

/// <summary>The image of the application: the one given, or the one that is built (contract section 4).</summary>
sealed class ApplicationImage(VerbContext context, ApplicationFiles files, ImageSupply supply, IDeployReporter reporter)
{
    readonly Settings settings = context.Settings;

    /// <exception cref="ImageException">It cannot be told which services get the image.</exception>
    /// <exception cref="VerbFailure">An image is to be built and cannot.</exception>
    public ImagePlan Plan()
    {
        var outline = SdlOutline.Read(files.Sdl);
        // A file that cannot be read has diagnostics, which say more.
        if (outline.Services.IsEmpty) return new([], null, null);
        if (settings.Image is { } given)
        {
            var image = ImageReference.Parse(given);
            return new(ImageBinding.Services(outline, image), image, null);
        }

        // What the inputs name an image for is not built.
        var named = settings.Overlays.Where(overlay => overlay.Input == "image").Select(overlay => overlay.Service).ToHashSet();
        outline = new(outline.Services.RemoveAll(service => named.Contains(service.Name)));
        var name = settings.ImageName is { } text ? ImageReference.Parse(text) : null;
        var own = settings.Dockerfile ?? files.Inspection.Dockerfile?.Path;
        // Without a Dockerfile, something is built only for a service that has no image of somebody else's.
        if ((own is null || named.Count > 0) && outline.Services.All(service => IsForeign(service.Image, name))) return new([], null, null);

        var services = ImageBinding.Services(outline, name);
        if (name is null) throw new VerbFailure(Reason.InputInvalid, "image-name: is empty, and there is no repository to take it from; say where the built image is pushed, as in ghcr.io/owner/name");
        return new(services, name, Source(own));
    }

    /// <returns>With digest; null where the SDL names all of its images.</returns>
    public async Task<ImageReference?> ProvideAsync(ImagePlan plan, CancellationToken cancellationToken)
    {
        if (plan.Image is null) return null;
        var pull = settings.Pull is { } login ? new RegistryCredentials(login.Username, login.Password) : null;
        if (plan.Build is null) return (await supply.RequirePullableAsync(plan.Image, pull, cancellationToken)).Reference;

        var push = settings.Push is { } pusher ? new RegistryCredentials(pusher.Username, pusher.Password) : null;
        var built = await supply.ProvideAsync(plan.Build, plan.Image, push, cancellationToken);
        reporter.Info($"image {built.Reference}");
        await supply.RequirePullableAsync(built.Reference, pull, cancellationToken);
        return built.Reference;
    }

    /// <summary>Images of others: a doubt about them is told, but their registry's mood does not stop a deploy.</summary>
    public async Task CheckOthersAsync(Manifest manifest, ImagePlan plan, CancellationToken cancellationToken)
    {
        var others = manifest.Groups.SelectMany(group => group.Services)
            .Where(service => !plan.Services.Contains(service.Name))
            .Select(service => service.Image).Distinct();
        foreach (var other in others)
        {
            try
            {
                await supply.RequirePullableAsync(ImageReference.Parse(other), null, cancellationToken);
            }
            catch (ImageException exception)
            {
                reporter.Warn($"image {other}: {exception.Message}{(exception.Advice is { } advice ? $"; {advice}" : "")}");
            }
        }
    }

    BuildSource Source(string? dockerfile)
    {
        var arguments = settings.BuildArguments.ToDictionary();
        ImmutableArray<string> unrelated = settings.DetailsPath is { } path ? [Path.GetRelativePath(settings.WorkingDirectory, path)] : [];
        if (dockerfile is not null) return BuildSource.Of(settings.WorkingDirectory, dockerfile, arguments, unrelated);
        return files.Generated.Dockerfile is { } text
            ? BuildSource.Generated(settings.WorkingDirectory, text, files.Generated.DockerIgnore, arguments, unrelated)
            : throw new VerbFailure(Reason.InputInvalid, string.Join('\n', files.Inspection.Notes.Select(InspectVerb.Line).DefaultIfEmpty("there is no Dockerfile and none can be generated: add one")));
    }

    static bool IsForeign(string? image, ImageReference? name) =>
        !string.IsNullOrEmpty(image) && (name is null || !ImageReference.TryParse(image, out var reference, out _) || !reference.SameRepositoryAs(name));
}
