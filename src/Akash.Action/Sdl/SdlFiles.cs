using Akash.Sdl;

namespace Akash.Action.Sdl;

static class SdlFiles
{
    /// <summary>The result for a file of the working directory, also when it cannot be opened.</summary>
    public static SdlResult Compile(Surroundings surroundings, string file, SdlFlavor flavor)
    {
        try
        {
            return SdlCompiler.Compile(new SdlSource(file, File.ReadAllBytes(Path.Combine(surroundings.WorkingDirectory, file))), flavor);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return SdlCompiler.Unreadable(file, flavor, "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SdlCompiler.Unreadable(file, flavor, e.Message);
        }
    }
}
