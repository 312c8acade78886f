namespace Akash.Inspect;

/// <summary>
/// One language or kind of site: recognises an application of it and knows its image.
/// A new one is a new folder with a <c>NameEcosystem.cs</c>; the build collects them (see the project file).
/// </summary>
interface IEcosystem
{
    /// <summary>Short and stable, such as node.</summary>
    string Id { get; }

    /// <summary>Reads a repository without running anything of it; null when it is none of this ecosystem's.</summary>
    Detection? Detect(RepositorySnapshot repository);
}

/// <param name="Score">How sure it is; the highest wins (spec/detection.md section 1.4).</param>
/// <param name="Notes">Of interest only when this one wins.</param>
sealed record Detection(int Score, Application Application, params IReadOnlyList<Note> Notes);

/// <summary>How sure a detection is: the weights of spec/detection.md section 1.4.</summary>
static class Score
{
    public const int Framework = 100;
    public const int ManifestWithStart = 60;
    public const int Manifest = 40;
    public const int EntryFile = 10;
}
