using System.Security.Cryptography;
using Akash.Action.Logging;

namespace Akash.Action.Reports;

/// <summary>A file through which a step hands values to the runner (<c>GITHUB_OUTPUT</c>, <c>GITHUB_STATE</c>). Each value is there at once, so that a kill loses nothing.</summary>
/// <param name="path">Null outside a workflow run: then nobody reads.</param>
sealed class RunnerFile(string? path, Secrets secrets)
{
    public void Write(string name, string value)
    {
        if (path is null) return;
        var clean = secrets.Scrub(value);
        string delimiter;
        do delimiter = "akash-" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        while (clean.Contains(delimiter, StringComparison.Ordinal));
        File.AppendAllText(path, $"{name}<<{delimiter}\n{clean}\n{delimiter}\n");
    }
}
