namespace Akash.Action.Reports;

/// <summary>Names of what the main step leaves for the post step, which reads them as <c>STATE_…</c>.</summary>
static class StepState
{
    /// <summary>The deployment that was about to be opened.</summary>
    public const string Dseq = "dseq";

    /// <summary>The GitHub deployment by which the main step entered the environment.</summary>
    public const string Door = "door";

    /// <summary><c>true</c> once the main step came to its end and left nothing half done.</summary>
    public const string Finished = "finished";
}
