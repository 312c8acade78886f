using Akash.Action.GitHub;
using Akash.Action.Inputs;
using Akash.Action.Logging;
using Akash.Action.Reports;
using Akash.Action.Verbs;
using Microsoft.Extensions.Logging;

namespace Akash.Action;

/// <summary>What the main and the post step have in common. Making it hides the secrets and then says hello, in this order.</summary>
sealed class StepFrame : IDisposable
{
    readonly Surroundings surroundings;
    readonly InputValues values;
    readonly WorkflowLog log;
    readonly Secrets secrets;

    public StepFrame(Surroundings surroundings)
    {
        this.surroundings = surroundings;
        secrets = new(secret => surroundings.Out.WriteLine(WorkflowCommand.Write("add-mask", secret)));
        values = InputValues.FromRunner(surroundings.Variables);
        Masking.Register(secrets, values, surroundings.Variable("GITHUB_ACTOR"), surroundings.Variables);
        log = new(surroundings.Out, secrets);
        State = new(surroundings.Variable("GITHUB_STATE"), secrets);
    }

    public ILogger Log => log;

    public string Command => values["command"]!;

    public RunnerFile State { get; }

    public ActionReport Report => new(
        new(surroundings.Variable("GITHUB_OUTPUT"), secrets), State, surroundings.Variable("GITHUB_STEP_SUMMARY"), values["environment"]!, Log, secrets);

    public (SettingsReading Reading, Workflow? Workflow) Read()
    {
        var workflow = Workflow.Of(surroundings);
        return (new SettingsReader(values, workflow?.Workspace ?? surroundings.WorkingDirectory, workflow, surroundings.Variables).Read(), workflow);
    }

    public VerbContext Context(Settings settings, Workflow? workflow, Parts parts) =>
        new(settings, workflow, parts, surroundings, Report, Log, secrets);

    public void Dispose() => log.Dispose();
}
