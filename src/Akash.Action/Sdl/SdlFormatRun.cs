using Akash.Sdl;

namespace Akash.Action.Sdl;

/// <summary>Formats files in place.</summary>
/// <param name="check">Looks only.</param>
sealed class SdlFormatRun(Surroundings surroundings, bool check)
{
    const int Done = 0;
    const int BadInput = 2;

    /// <returns>0, or 2 when a file cannot be formatted, or with <c>check</c> is not.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var code = Done;
        foreach (var file in files)
        {
            var path = Path.Combine(surroundings.WorkingDirectory, file);
            try
            {
                var before = new SdlSource(file, await File.ReadAllBytesAsync(path, cancellationToken));
                var after = SdlFormatter.Format(before);
                if (after.Utf8.Span.SequenceEqual(before.Utf8.Span)) continue;

                await surroundings.Out.WriteLineAsync($"{file}: {(check ? "not formatted" : "formatted")}");
                if (check) code = BadInput;
                else await File.WriteAllBytesAsync(path, after.Utf8, cancellationToken);
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                await surroundings.Error.WriteLineAsync(e is FormatException ? e.Message : $"{file}: {e.Message}");
                code = BadInput;
            }
        }

        return code;
    }
}
