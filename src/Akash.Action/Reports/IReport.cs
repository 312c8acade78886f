using Akash.Deploy;
using Akash.Deploy.Networks;

namespace Akash.Action.Reports;

/// <summary>Where the result of a verb goes: a terminal, or the runner's files.</summary>
interface IReport
{
    /// <summary>A deployment of this number is about to be opened; told before it happens.</summary>
    void Opening(ulong dseq);

    /// <summary>This run is inside the environment, or waits, by a GitHub deployment of this id; null once it has left.</summary>
    void Inside(long? door);

    void Show(Outcome outcome);

    /// <summary>A line of a service's log.</summary>
    void Show(LogLine line);

    /// <summary>A result that is text for people and JSON for scripts.</summary>
    /// <param name="json">One document.</param>
    /// <param name="markdown">For the job summary.</param>
    void Show(string text, string json, string markdown);
}
