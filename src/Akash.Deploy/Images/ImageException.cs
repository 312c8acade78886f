namespace Akash.Deploy.Images;

public enum ImageFailure
{
    InvalidReference,

    /// <summary>It cannot be told which services get the image.</summary>
    AmbiguousService,

    /// <summary>No docker with an engine that answers.</summary>
    NoBuilder,

    BuildFailed,

    PushFailed,

    /// <summary>The registry does not know the image.</summary>
    NotFound,

    /// <summary>The registry wants credentials, or better ones.</summary>
    Denied,

    /// <summary>Nothing in it runs on linux/amd64.</summary>
    WrongPlatform,

    RegistryUnavailable,
}

/// <summary>What went wrong with an image, in words a person can act on.</summary>
/// <param name="advice">What to do about it.</param>
/// <param name="output">The last lines of the tool that failed.</param>
public sealed class ImageException(
    ImageFailure failure, string message, string? advice = null, IReadOnlyList<string>? output = null, Exception? inner = null)
    : Exception(message, inner)
{
    public ImageFailure Failure { get; } = failure;

    public string? Advice { get; } = advice;

    public IReadOnlyList<string> Output { get; } = output ?? [];
}
