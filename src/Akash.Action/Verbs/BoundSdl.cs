using Akash.Sdl;

namespace Akash.Action.Verbs;

/// <summary>An SDL with images and credentials written into it.</summary>
/// <param name="IsFile">Whether it is a file of the workspace.</param>
sealed record BoundSdl(SdlSource Source, bool IsFile = true)
{
    public BoundSdl WithImage(string service, string image) => this with { Source = SdlEdit.SetImage(Source, service, image) };

    public BoundSdl WithCredentials(string service, string host, string username, string password) =>
        this with { Source = SdlEdit.SetCredentials(Source, service, host, username, password) };
}
