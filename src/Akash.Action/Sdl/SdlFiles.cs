using Akash.Action.Inputs;
using Akash.Sdl;

namespace Akash.Action.Sdl;

static class SdlFiles
{
    /// <summary>The result for a file of the working directory, also when it cannot be opened.</summary>
    /// <param name="substitutes">Whether variables in it are put in, as a deploy does; the official tools never do.</param>
    public static SdlResult Compile(Surroundings surroundings, string file, SdlFlavor flavor, bool substitutes)
    {
        try
        {
            var path = new FileInfo(Path.Combine(surroundings.WorkingDirectory, file));
            if (path is { Exists: true, Length: > SdlCompiler.MaxBytes }) return SdlCompiler.TooLarge(file, flavor, path.Length);

            var source = new SdlSource(file, File.ReadAllBytes(path.FullName));
            return SdlCompiler.Compile(source with { Variables = substitutes ? StepVariables.Of(surroundings.Variables) : null }, flavor);
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
