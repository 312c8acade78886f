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

    volatile bool _failed;

    /// <returns>0, or 2 when a file is not valid (<c>validate</c>) or not accepted (the others).</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        if (output is SdlOutput.Sarif) await WriteSarifAsync(files.Select(file => Watch(Compile(file, cancellationToken))), cancellationToken);
        else if (format is OutputFormat.Json && output is not SdlOutput.Annotations) SdlReport.WriteJson(surroundings.Out, Answers(files, cancellationToken).Select(answer => answer.Out));
        else await WriteAsync(Answers(files, cancellationToken));
        return _failed ? BadInput : Done;
    }

    bool Validates => output is SdlOutput.Validate or SdlOutput.Sarif or SdlOutput.Annotations;

    static string Version => typeof(SdlRun).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>In the order of the files; many are compiled side by side, some at a time, and of each only what is to be written is kept.</summary>
    IEnumerable<Answer> Answers(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        if (files is [var only]) return [AnswerFor(only, cancellationToken)];

        return files.Chunk(BatchSize).SelectMany(batch =>
        {
            var answers = new Answer[batch.Length];
            Parallel.For(0, batch.Length, new ParallelOptions { CancellationToken = cancellationToken }, index => answers[index] = AnswerFor(batch[index], cancellationToken));
            return answers;
        });
    }

    Answer AnswerFor(string file, CancellationToken cancellationToken)
    {
        var result = Watch(Compile(file, cancellationToken));
        if (output is SdlOutput.Annotations) return new Answer(Annotations(result), "");
        if (format is OutputFormat.Json) return new Answer(SdlReport.Element(result), "");
        if (output is SdlOutput.Validate) return new Answer(SdlText.Diagnostics(result) + SdlText.Verdict(result) + "\n", "");
        return result.Compiled is { } compiled ? new Answer(Compiled(compiled, file) + "\n", "") : new Answer("", SdlText.Diagnostics(result));
    }

    SdlResult Compile(string file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = SdlFiles.Compile(surroundings, file, flavor, substitutes);
        return Validates ? SdlLinter.Advise(result, _market.Value, silenced) : result;
    }

    SdlResult Watch(SdlResult result)
    {
        var fails = Validates ? !result.Valid || result.Diagnostics.Any(diagnostic => diagnostic.Severity is Severity.Error) : !result.Accepted;
        if (fails) _failed = true;
        return result;
    }

    string Compiled(CompiledSdl compiled, string file) => output switch
    {
        SdlOutput.Manifest => compiled.ManifestJson,
        SdlOutput.Groups => compiled.GroupsJson,
        _ => $"{Convert.ToHexStringLower(compiled.Hash.AsSpan())}  {file}",
    };

    static string Annotations(SdlResult result) => string.Concat(result.Diagnostics.Select(diagnostic =>
    {
        var command = diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
        var message = diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message}\n{diagnostic.Hint}";
        return WorkflowCommand.Write(
            command, message, ("file", result.Source.FileName), ("line", $"{diagnostic.Span.Start.Line}"), ("col", $"{diagnostic.Span.Start.Column}"), ("title", diagnostic.Code)) + "\n";
    }));

    async Task WriteSarifAsync(IEnumerable<SdlResult> results, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        SdlSarif.Write(buffer, results, Version);
        await surroundings.Out.WriteLineAsync(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).AsMemory(), cancellationToken);
    }

    async Task WriteAsync(IEnumerable<Answer> answers)
    {
        var text = new StringBuilder();
        foreach (var answer in answers)
        {
            text.Append(answer.Out);
            if (text.Length >= BufferSize || answer.Error.Length > 0) await EmptyAsync();
            if (answer.Error.Length > 0) await surroundings.Error.WriteAsync(answer.Error);
        }

        await EmptyAsync();

        async Task EmptyAsync()
        {
            await surroundings.Out.WriteAsync(text);
            text.Clear();
        }
    }

    /// <summary>What is written for one file.</summary>
    readonly record struct Answer(string Out, string Error);
}
