using Akash.Action.CommandLine;
using Akash.Sdl;

namespace Akash.Action.Sdl;

/// <summary>One comparison of two files.</summary>
sealed class SdlDiffRun(Surroundings surroundings, SdlFlavor flavor, bool substitutes, OutputFormat format)
{
    const int Done = 0;
    const int BadInput = 2;

    /// <returns>0, or 2 when one of the files is not accepted.</returns>
    public async Task<int> RunAsync(string old, string @new, CancellationToken cancellationToken)
    {
        var results = ((string[])[old, @new]).Select(file => SdlFiles.Compile(surroundings, file, flavor, substitutes)).ToArray();
        foreach (var refused in results.Where(result => !result.Accepted))
            await surroundings.Error.WriteAsync(SdlText.Diagnostics(refused).AsMemory(), cancellationToken);
        if (results.Any(result => !result.Accepted)) return BadInput;

        var diff = SdlDiff.Between(results[0], results[1]);
        await surroundings.Out.WriteAsync((format is OutputFormat.Json ? SdlDiffText.WriteJson(diff) + "\n" : SdlDiffText.Write(diff)).AsMemory(), cancellationToken);
        return Done;
    }
}
