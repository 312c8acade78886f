using System.Collections;
using System.Collections.Immutable;
using System.Text;
using CliWrap;
using CliWrap.Exceptions;

namespace Akash.Deploy.Images;

/// <summary>One docker program, run with its output seen line by line.</summary>
/// <param name="Program">Absolute path.</param>
/// <param name="Environment">Set for every run.</param>
sealed record DockerCli(string Program, ImmutableDictionary<string, string?> Environment)
{
    const int LastLines = 20;

    public DockerCli(string program)
        : this(program, WithoutInputs())
    {
    }

    public DockerCli With(string variable, string value) => this with { Environment = Environment.SetItem(variable, value) };

    /// <summary>Every different docker on the PATH, in its order.</summary>
    public static IEnumerable<DockerCli> OnPath(string? path) => (path ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, "docker"))
        .Where(File.Exists)
        .DistinctBy(program => File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(program))
        .Select(program => new DockerCli(program));

    /// <param name="line">Gets every line of both streams as it comes.</param>
    /// <param name="input">For standard input: secrets go here, never into arguments.</param>
    public async Task<DockerRun> RunAsync(
        IEnumerable<string> arguments, CancellationToken cancellationToken, Action<string>? line = null, string? input = null)
    {
        var output = new StringBuilder();
        var last = new Queue<string>();
        var gate = new Lock();
        void Take(string text, bool isOutput)
        {
            lock (gate)
            {
                if (isOutput) output.Append(text).Append('\n');
                if (last.Count == LastLines) last.Dequeue();
                last.Enqueue(text);
                line?.Invoke(text);
            }
        }

        var command = Cli.Wrap(Program)
            .WithArguments(arguments)
            .WithEnvironmentVariables(Environment)
            .WithValidation(CommandResultValidation.None)
            .WithStandardInputPipe(input is null ? PipeSource.Null : PipeSource.FromString(input))
            .WithStandardOutputPipe(PipeTarget.ToDelegate(text => Take(text, true)))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(text => Take(text, false)));
        try
        {
            var result = await command.ExecuteAsync(cancellationToken);
            return new(result.ExitCode, output.ToString(), [.. last]);
        }
        catch (CliWrapException broken)
        {
            return new(-1, "", [broken.Message]);
        }
    }

    /// <summary>The action's inputs, and a terminal's <c>AKASH_MNEMONIC</c> and the like, are secrets or none of docker's business.</summary>
    static ImmutableDictionary<string, string?> WithoutInputs() => System.Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(variable => (string)variable.Key)
        .Where(name => name.StartsWith("INPUT_", StringComparison.Ordinal) || name.StartsWith("AKASH_", StringComparison.Ordinal))
        .ToImmutableDictionary(name => name, _ => (string?)null);
}

/// <param name="Output">Of standard output alone.</param>
/// <param name="LastLines">Of both streams.</param>
sealed record DockerRun(int ExitCode, string Output, ImmutableArray<string> LastLines)
{
    public bool Succeeded => ExitCode == 0;
}
