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
            var source = new SdlSource(file, File.ReadAllBytes(Path.Combine(surroundings.WorkingDirectory, file)));
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
