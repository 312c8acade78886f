using Akash.Deploy.Images;
using Akash.Sdl;

namespace Akash.Deploy.Tests.Images;

public sealed class ImageBindingTests
{
    static readonly ImageReference Name = ImageReference.Parse("ghcr.io/owner/app");

    static SdlOutline Outline(params (string Name, string? Image)[] services) =>
        new([.. services.Select(service => new SdlOutlineService(service.Name, service.Image, default))]);

    [Fact]
    public void Every_service_of_that_image_in_any_tag_or_digest_is_bound_and_the_others_are_not()
    {
        var outline = Outline(("web", "ghcr.io/owner/app:v1"), ("worker", "ghcr.io/owner/app"), ("redis", "redis:7-alpine"), ("other", "ghcr.io/owner/app2"));

        ImageBinding.Services(outline, Name).Should().Equal("web", "worker");
    }

    [Fact]
    public void A_service_without_an_image_gets_the_one_that_is_built() =>
        ImageBinding.Services(Outline(("web", null), ("redis", "redis:7")), Name).Should().Equal("web");

    [Fact]
    public void An_only_service_gets_it_whatever_it_names() =>
        ImageBinding.Services(Outline(("web", "nginx")), Name).Should().Equal("web");

    [Fact]
    public void Where_nobody_asks_for_it_the_candidates_are_named()
    {
        var bind = () => ImageBinding.Services(Outline(("web", "nginx"), ("db", "postgres:17")), Name);

        bind.Should().Throw<ImageException>().Where(exception => exception.Failure == ImageFailure.AmbiguousService)
            .WithMessage("*web (nginx), db (postgres:17)*");
    }
}
