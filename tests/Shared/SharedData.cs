using System.Runtime.CompilerServices;

namespace Akash.Tests;

/// <summary>Data with known answers, kept beside the repository: the folder named by <c>AKASH_SHARED</c>, else <c>../shared</c>.</summary>
internal static class SharedData
{
    static readonly string Root = Environment.GetEnvironmentVariable("AKASH_SHARED") is { Length: > 0 } folder
        ? folder
        : Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared"));

    /// <summary>The path of a file or folder of the shared data; skips the running test, saying so, where it is absent.</summary>
    public static string Require(string relativePath)
    {
        var path = Path.Combine(Root, relativePath);
        if (!Path.Exists(path)) Assert.Skip($"{relativePath} is not there: set AKASH_SHARED to the folder of shared test data (looked in {Root})");
        return path;
    }

    /// <summary>Whether a file or folder of the shared data is there; for theories that list their cases.</summary>
    public static bool Has(string relativePath) => Path.Exists(Path.Combine(Root, relativePath));

    /// <summary>The root of this repository.</summary>
    public static string RepositoryRoot() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    static string ThisFile([CallerFilePath] string path = "") => path;
}
