using System.Text;
using Akash.Action.CommandLine;
using Akash.Action.Logging;
using Akash.Sdl;

namespace Akash.Action.Sdl;

/// <summary>One call of a language tool over any number of files.</summary>
/// <param name="silenced">Codes of warnings to leave out.</param>
sealed class SdlRun(Surroundings surroundings, SdlOutput output, SdlFlavor flavor, bool substitutes, OutputFormat format, IReadOnlySet<string> silenced)
{
    const int Done = 0;
    const int BadInput = 2;
    const int BatchSize = 64;
    const int BufferSize = 32 << 10;

    readonly Lazy<MarketFacts> _market = new(Market.Read);

    bool _failed;

    /// <returns>0, or 2 when a file is not valid (<c>validate</c>) or not accepted (the others).</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var results = Compile(files, cancellationToken);
        if (output is SdlOutput.Sarif) await WriteStreamAsync(stream => SdlSarif.Write(stream, results, Version), cancellationToken);
        else if (output is SdlOutput.Annotations) await WriteAnnotationsAsync(results);
        else if (format is OutputFormat.Json) SdlReport.WriteJson(surroundings.Out, results);
        else await WriteTextAsync(results);
        return _failed ? BadInput : Done;
    }

    bool Validates => output is SdlOutput.Validate or SdlOutput.Sarif or SdlOutput.Annotations;

    static string Version => typeof(SdlRun).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>In the order of the files; many are compiled side by side, some at a time.</summary>
    IEnumerable<SdlResult> Compile(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        if (files is [var only])
        {
            yield return Watch(Compile(only));
            yield break;
        }

        foreach (var batch in files.Chunk(BatchSize))
        {
            var results = new SdlResult[batch.Length];
            Parallel.For(0, batch.Length, new ParallelOptions { CancellationToken = cancellationToken }, index => results[index] = Compile(batch[index]));
            foreach (var result in results) yield return Watch(result);
        }
    }

    SdlResult Compile(string file)
    {
        var result = SdlFiles.Compile(surroundings, file, flavor, substitutes);
        return Validates ? SdlLinter.Advise(result, _market.Value, silenced) : result;
    }

    SdlResult Watch(SdlResult result)
    {
        _failed |= Validates
            ? !result.Valid || result.Diagnostics.Any(diagnostic => diagnostic.Severity is Severity.Error)
            : !result.Accepted;
        return result;
    }

    async Task WriteStreamAsync(Action<Stream> write, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        write(buffer);
        await surroundings.Out.WriteLineAsync(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).AsMemory(), cancellationToken);
    }

    async Task WriteAnnotationsAsync(IEnumerable<SdlResult> results)
    {
        foreach (var result in results)
        {
            foreach (var diagnostic in result.Diagnostics)
            {
                var command = diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
                var message = diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message}\n{diagnostic.Hint}";
                await surroundings.Out.WriteLineAsync(WorkflowCommand.Write(
                    command, message, ("file", result.Source.FileName), ("line", $"{diagnostic.Span.Start.Line}"), ("col", $"{diagnostic.Span.Start.Column}"), ("title", diagnostic.Code)));
            }
        }
    }

    async Task WriteTextAsync(IEnumerable<SdlResult> results)
    {
        var text = new StringBuilder();
        foreach (var result in results)
        {
            if (output is SdlOutput.Validate) text.Append(SdlText.Diagnostics(result)).AppendLine(SdlText.Verdict(result));
            else if (result.Compiled is { } compiled) text.AppendLine(Compiled(compiled, result.Source.FileName));

            var refused = output is not SdlOutput.Validate && result.Compiled is null;
            if (refused || text.Length >= BufferSize) await EmptyAsync();
            if (refused) await surroundings.Error.WriteAsync(SdlText.Diagnostics(result));
        }

        await EmptyAsync();

        async Task EmptyAsync()
        {
            await surroundings.Out.WriteAsync(text);
            text.Clear();
        }
    }

    string Compiled(CompiledSdl compiled, string file) => output switch
    {
        SdlOutput.Manifest => compiled.ManifestJson,
        SdlOutput.Groups => compiled.GroupsJson,
        _ => $"{Convert.ToHexStringLower(compiled.Hash.AsSpan())}  {file}",
    };
}
