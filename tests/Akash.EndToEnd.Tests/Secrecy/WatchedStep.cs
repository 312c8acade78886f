using System.Text;
using Akash.EndToEnd.Tests.Deploys;
using Akash.Tests;
using CliWrap;

namespace Akash.EndToEnd.Tests.Secrecy;

/// <summary>
/// A step of a workflow on this machine, with folders of its own for all that it may write. The only program it finds is a docker that
/// first notes how it was called, what else runs, and what lies in the temporary folder.
/// </summary>
sealed class WatchedStep : IDisposable
{
    const string Mask = "::add-mask::";

    readonly DirectoryInfo root = Directory.CreateTempSubdirectory("akash-watched-");
    readonly DirectoryInfo calls = Directory.CreateTempSubdirectory("akash-docker-calls-");
    readonly Evidence evidence;
    readonly IReadOnlyDictionary<string, string?> surroundings;
    int runs;

    /// <param name="step">The step's <c>env:</c>, which docker inherits.</param>
    /// <param name="buildArgument">One whose value docker takes from its environment.</param>
    public WatchedStep(Evidence evidence, Uri api, IReadOnlyDictionary<string, string> step, string buildArgument)
    {
        this.evidence = evidence;
        foreach (var source in Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot(), "examples", "hello-node")))
            File.Copy(source, Path.Combine(Folder("workspace"), Path.GetFileName(source)));
        WriteDocker(step.Keys.Append(buildArgument));
        surroundings = new Dictionary<string, string?>(step.Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value)))
        {
            ["PATH"] = Folder("bin"),
            ["HOME"] = Folder("home"),
            ["TMPDIR"] = Folder("tmp"),
            ["RUNNER_TEMP"] = Folder("runner-temp"),
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_ACTOR"] = "octocat",
            ["GITHUB_API_URL"] = api.ToString().TrimEnd('/'),
            ["GITHUB_REPOSITORY"] = "octocat/hello-node",
            ["GITHUB_SHA"] = "0123456789abcdef0123456789abcdef01234567",
            ["GITHUB_WORKSPACE"] = Folder("workspace"),
        };
    }

    public string Workspace => Folder("workspace");

    /// <summary>What runs left in the temporary folder.</summary>
    public IEnumerable<string> TemporaryFiles() => Directory.EnumerateFiles(Folder("tmp"), "*", SearchOption.AllDirectories);

    /// <summary>Changes a file of the workspace.</summary>
    public void Edit(string file, string old, string replacement)
    {
        var path = Path.Combine(Workspace, file);
        var text = File.ReadAllText(path);
        text.Should().Contain(old);
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    /// <summary>Everything printed, but for what asks the runner to mask; all of it, and every file left behind, is evidence.</summary>
    public async Task<(int ExitCode, string Log)> RunAsync(string what, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken)
    {
        var number = ++runs;
        var (output, errors) = (new StringBuilder(), new StringBuilder());
        var ended = await Cli.Wrap(Environment.ProcessPath!)
            .WithArguments([BuiltProgram.Path])
            .WithWorkingDirectory(Workspace)
            .WithEnvironmentVariables(variables =>
            {
                foreach (var (name, value) in surroundings) variables.Set(name, value);
                foreach (var file in (string[])["OUTPUT", "STATE", "ENV", "PATH", "STEP_SUMMARY"]) variables.Set($"GITHUB_{file}", CommandFile(number, file));
                variables.Set("GITHUB_RUN_ID", $"{number}");
                foreach (var (name, value) in inputs) variables.Set($"INPUT_{name.ToUpperInvariant()}", value);
            })
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line => output.AppendLine(line)))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(line => errors.AppendLine(line)))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellationToken);

        var log = string.Join('\n', output.ToString().Split('\n').Where(line => !line.StartsWith(Mask, StringComparison.Ordinal)));
        TestContext.Current.TestOutputHelper?.WriteLine($"--- {what}: exit {ended.ExitCode}\n{log}{errors}");
        evidence.Add($"output of {what}", log);
        evidence.Add($"errors of {what}", errors.ToString());
        evidence.AddFiles($"file after {what}", root.FullName);
        evidence.AddFiles("docker", calls.FullName);
        return (ended.ExitCode, log);
    }

    public void Dispose()
    {
        root.Delete(recursive: true);
        calls.Delete(recursive: true);
    }

    string Folder(string name) => root.CreateSubdirectory(name).FullName;

    string CommandFile(int run, string name)
    {
        var path = Path.Combine(Folder("commands"), $"{run}-{name.ToLowerInvariant()}");
        File.WriteAllText(path, "");
        return path;
    }

    /// <summary>Docker keeps a login in config.json: its mode is noted, all other temporary files are kept.</summary>
    void WriteDocker(IEnumerable<string> passedOn)
    {
        var docker = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "docker")).First(File.Exists);
        var path = Path.Combine(Folder("bin"), "docker");
        File.WriteAllText(path, $$"""
            #!/bin/sh
            PATH=/usr/bin:/bin
            call=$(mktemp -d {{calls.FullName}}/XXXXXXXX)
            echo "$@" >"$call/arguments"
            env {{string.Concat(passedOn.Select(name => $"-u {name} "))}}>"$call/environment"
            cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' ' ' >"$call/processes"
            find "$TMPDIR" -type f -printf '%m %P\n' >"$call/modes"
            find "$TMPDIR" -type f -size -100k -not -name config.json -exec cp --parents '{}' "$call" ';'
            exec {{docker}} "$@"

            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
