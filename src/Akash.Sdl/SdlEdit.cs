namespace Akash.Sdl;

/// <summary>Changes a file by source span: every other byte stays.</summary>
public static class SdlEdit
{
    /// <summary>Sets the image of a service, adding the key where it is absent.</summary>
    public static SdlSource SetImage(SdlSource source, string service, string image) => throw new NotImplementedException();

    /// <summary>Sets the registry credentials of a service, adding or replacing the block.</summary>
    public static SdlSource SetCredentials(SdlSource source, string service, string host, string username, string password) =>
        throw new NotImplementedException();
}
