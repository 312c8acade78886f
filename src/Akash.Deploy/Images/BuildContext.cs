namespace Akash.Deploy.Images;

/// <summary>What of a folder goes into a build: walked in one fixed order, without what is ignored.</summary>
static class BuildContext
{
    /// <summary>Every entry with its path relative to the context, in ordinal order of paths; <c>.git</c> is not entered.</summary>
    /// <exception cref="ImageException">The ignore file is malformed.</exception>
    public static IReadOnlyList<(string Path, FileSystemInfo Entry)> Entries(BuildSource source, CancellationToken cancellationToken)
    {
        var ignore = Ignore(source);
        var entries = new List<(string Path, FileSystemInfo Entry)>();
        var pending = new Stack<(DirectoryInfo Folder, string Prefix)>([(new(source.Context), "")]);
        while (pending.TryPop(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var entry in next.Folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false }))
            {
                var path = next.Prefix + entry.Name;
                var excluded = ignore.Excludes(path);
                if (!excluded && !source.Unrelated.Contains(path)) entries.Add((path, entry));
                if (entry is DirectoryInfo folder && entry.LinkTarget is null && path != ".git" && (!excluded || ignore.TakesBack))
                    pending.Push((folder, path + "/"));
            }
        }
        entries.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return entries;
    }

    static DockerIgnore Ignore(BuildSource source)
    {
        try
        {
            return source.Ignore is { } text ? DockerIgnore.Parse(text) : DockerIgnore.None;
        }
        catch (FormatException malformed)
        {
            throw new ImageException(ImageFailure.BuildFailed, malformed.Message, "correct that line of .dockerignore", inner: malformed);
        }
    }

    /// <summary>Copies the entries into an empty folder, for builders that cannot be told what to ignore.</summary>
    public static void CopyTo(BuildSource source, string target, CancellationToken cancellationToken)
    {
        foreach (var (path, entry) in Entries(source, cancellationToken))
        {
            var copy = Path.Combine(target, path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (entry.LinkTarget is { } link) File.CreateSymbolicLink(copy, link);
            else if (entry is FileInfo file) file.CopyTo(copy);
            else Directory.CreateDirectory(copy);
        }
    }
}
