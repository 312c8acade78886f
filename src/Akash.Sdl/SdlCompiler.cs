namespace Akash.Sdl;

/// <summary>From the bytes of a file to group specs, manifest and version hash.</summary>
public static class SdlCompiler
{
    /// <summary>Reads, checks and compiles; whatever the bytes are, the answer is a result with diagnostics, never an exception.</summary>
    public static SdlResult Compile(SdlSource source, SdlFlavor flavor = SdlFlavor.Go) =>
        throw new NotImplementedException();
}
