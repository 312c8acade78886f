using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;
using Akash.Runner;

var workspace = new Option<DirectoryInfo>("--workspace") { Required = true, Description = "The checked-out repository" };
var temp = new Option<DirectoryInfo>("--temp") { Required = true, Description = "The runner's temporary folder" };
var action = new Option<DirectoryInfo>("--action") { Description = "Where action.yml is", DefaultValueFactory = _ => new(".") };
var image = new Option<string>("--image") { Description = "The action's image", DefaultValueFactory = _ => "akash-action:local" };
var network = new Option<string?>("--network") { Description = "The job's Docker network" };
var environment = new Option<string[]>("--env") { Description = "NAME=value of the step's env", DefaultValueFactory = _ => [] };
var outputs = new Option<FileInfo?>("--outputs") { Description = "Where to write the step's outputs as JSON" };
var summary = new Option<FileInfo?>("--summary") { Description = "Where to write the job summary" };
var sha = new Option<string>("--sha") { DefaultValueFactory = _ => "0123456789abcdef0123456789abcdef01234567" };
var repository = new Option<string>("--repository") { DefaultValueFactory = _ => "octocat/hello-world" };
var with = new Argument<string[]>("with") { Description = "name=value of the step's inputs", Arity = ArgumentArity.ZeroOrMore };

var command = new RootCommand("Starts the action as GitHub's runner starts a container action, then its post step.")
{
    workspace, temp, action, image, network, environment, outputs, summary, sha, repository, with,
};

command.SetAction(async (parsed, cancel) =>
{
    // As the runner does it, a cancelled job's post step still runs.
    using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancel);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
    {
        context.Cancel = true;
        cancelled.Cancel();
    });
    var step = new ContainerActionStep(
        new StepOptions
        {
            ActionDirectory = parsed.GetValue(action)!.FullName,
            Image = parsed.GetValue(image)!,
            Workspace = parsed.GetValue(workspace)!.FullName.TrimEnd('/'),
            Temp = Directory.CreateDirectory(parsed.GetValue(temp)!.FullName).FullName.TrimEnd('/'),
            Network = parsed.GetValue(network),
            Inputs = Pairs(parsed.GetValue(with)!),
            Environment = Pairs(parsed.GetValue(environment)!),
            Sha = parsed.GetValue(sha)!,
            Repository = parsed.GetValue(repository)!,
        },
        Console.Out);

    var main = await step.RunAsync(cancelled.Token);
    await step.PostAsync(main, CancellationToken.None);
    if (parsed.GetValue(outputs) is { } outputsFile)
        await File.WriteAllTextAsync(outputsFile.FullName, JsonSerializer.Serialize(main.Outputs), CancellationToken.None);
    if (parsed.GetValue(summary) is { } summaryFile)
        await File.WriteAllTextAsync(summaryFile.FullName, main.Summary, CancellationToken.None);
    return main.ExitCode ?? 137;
});

return await command.Parse(args).InvokeAsync();

static Dictionary<string, string> Pairs(IEnumerable<string> pairs) =>
    pairs.Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "");
