using System.Text;
using Akash.Action.CommandLine;
using Akash.Sdl;

namespace Akash.Action.Sdl;

/// <summary>One call of a language tool over any number of files.</summary>
/// <param name="silenced">Codes of warnings to leave out.</param>
sealed class SdlRun(Surroundings surroundings, SdlOutput output, SdlFlavor flavor, OutputFormat format, IReadOnlySet<string> silenced)
{
    const int Done = 0;
    const int BadInput = 2;

    bool _failed;

    /// <returns>0, or 2 when a file is not valid (<c>validate</c>) or not accepted (the others).</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var results = files.Select(file => Watch(Compile(file, cancellationToken)));
        if (format is OutputFormat.Json) await WriteJsonAsync(results, cancellationToken);
        else await WriteTextAsync(results);
        return _failed ? BadInput : Done;
    }

    SdlResult Compile(string file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(surroundings.WorkingDirectory, file));
            var result = SdlCompiler.Compile(new SdlSource(file, bytes), flavor);
            return output is SdlOutput.Validate ? SdlLinter.Advise(result, silenced) : result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SdlCompiler.Unreadable(file, flavor, e.Message);
        }
    }

    SdlResult Watch(SdlResult result)
    {
        _failed |= output is SdlOutput.Validate
            ? !result.Valid || result.Diagnostics.Any(diagnostic => diagnostic.Severity is Severity.Error)
            : !result.Accepted;
        return result;
    }

    async Task WriteJsonAsync(IEnumerable<SdlResult> results, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        SdlReport.WriteJson(buffer, results);
        await surroundings.Out.WriteLineAsync(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).AsMemory(), cancellationToken);
    }

    async Task WriteTextAsync(IEnumerable<SdlResult> results)
    {
        foreach (var result in results)
        {
            if (output is SdlOutput.Validate)
            {
                await surroundings.Out.WriteAsync(SdlText.Diagnostics(result));
                await surroundings.Out.WriteLineAsync(SdlText.Verdict(result));
            }
            else if (result.Compiled is { } compiled)
            {
                await surroundings.Out.WriteLineAsync(output switch
                {
                    SdlOutput.Manifest => compiled.ManifestJson,
                    SdlOutput.Groups => compiled.GroupsJson,
                    _ => $"{Convert.ToHexStringLower(compiled.Hash.AsSpan())}  {result.Source.FileName}",
                });
            }
            else
            {
                await surroundings.Error.WriteAsync(SdlText.Diagnostics(result));
            }
        }
    }
}
