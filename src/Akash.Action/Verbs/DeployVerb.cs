using System.Collections.Immutable;
using Akash.Deploy;
using Akash.Deploy.Images;
using Akash.Deploy.Runs;
using Akash.Sdl;

namespace Akash.Action.Verbs;

/// <summary>From the workspace to a running deployment: read, build, bind, check, hand over to the engine.</summary>
/// <param name="interrupted">A person's wish to stop; the end of the step's time is the engine's own matter, which then has more of it to clean up.</param>
sealed class DeployVerb(VerbContext context, DeploymentVerb deployment, CancellationToken interrupted)
{
    readonly RunJournal journal = new(deployment.Reporter, context.Surroundings.Time);
    readonly long started = context.Surroundings.Time.GetTimestamp();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        var files = await journal.StepAsync("Read the application", () => Task.FromResult(
            ApplicationFiles.Read(context, cancellationToken)));
        var images = new ApplicationImage(context, files, context.Parts.SupplyImages(deployment.Reporter, context.Surroundings.Variable("PATH")), deployment.Reporter);

        // Whatever is wrong with the file shows before a build takes its time.
        var plan = images.Plan();
        var source = new BoundSdl(files.Sdl, files.SdlIsFile);
        SdlCheck.Compile(plan.Rehearse(source), context.Log);

        var image = await journal.StepAsync(plan.Step, () => images.ProvideAsync(plan, cancellationToken));
        var sdl = SdlCheck.Compile(plan.Bind(source, image, settings.Pull), context.Log, quiet: true);
        await journal.StepAsync("Check that providers can pull", () => images.CheckOthersAsync(sdl.Compiled!.Manifest, plan, cancellationToken));

        var outcome = await deployment.Deployer.DeployAsync(Request(sdl, image, files), interrupted);
        return deployment.Show(outcome with { Timings = [.. journal.Timings, .. outcome.Timings] });
    }

    DeployRequest Request(SdlResult sdl, ImageReference? image, ApplicationFiles files)
    {
        var settings = context.Settings;
        return new()
        {
            Environment = settings.Environment,
            Sdl = sdl,
            Images = image is null ? Named(sdl) : [image.ToString()],
            Dseq = settings.Dseq,
            Deposit = settings.Deposit,
            MintAct = settings.MintAct,
            MaxPrice = settings.MaxPrice,
            BidTimeout = settings.BidTimeout,
            BidWindow = settings.BidWindow,
            BidFilter = settings.BidFilter,
            BidStrategy = settings.BidStrategy,
            ReadyTimeout = settings.ReadyTimeout,
            Timeout = Remaining(),
            HealthPath = settings.HealthPath ?? files.Inspection.HealthPath?.Value ?? "/",
            KeepOnFailure = settings.KeepOnFailure,
        };
    }

    TimeSpan Remaining()
    {
        var left = context.Settings.Timeout - context.Surroundings.Time.GetElapsedTime(started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    static ImmutableArray<string> Named(SdlResult sdl) =>
        [.. sdl.Compiled!.Manifest.Groups.SelectMany(group => group.Services).Select(service => service.Image).Distinct()];
}
