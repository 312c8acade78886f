using System.Collections.Immutable;
using System.Text;

namespace Akash.Inspect;

/// <summary>A repository's files as they stand: listed once, read when asked for, never written.</summary>
public sealed class RepositorySnapshot
{
    /// <summary>Larger files are data, not something to read.</summary>
    public const int LargestText = 256 * 1024;

    /// <summary>Beyond this many the rest is left unread, and <see cref="Truncated"/> says so.</summary>
    public const int MostFiles = 100_000;

    /// <summary>Dependencies, build output and tools' own folders: nothing in them is the application's source.</summary>
    static readonly ImmutableHashSet<string> Skipped =
    [
        ".git", ".hg", ".svn", "node_modules", "bower_components", ".venv", "venv", "__pycache__", ".tox", ".mypy_cache", ".pytest_cache",
        "obj", "target", ".next", ".nuxt", ".output", ".svelte-kit", ".turbo", ".cache", ".terraform", "Pods", ".idea", ".vs", ".vscode",
    ];

    readonly Func<string, byte[]?> _read;
    readonly HashSet<string> _paths;

    RepositorySnapshot(string name, IEnumerable<string> paths, bool truncated, Func<string, byte[]?> read)
    {
        Name = name;
        Paths = [.. paths.Order(StringComparer.Ordinal)];
        Truncated = truncated;
        _paths = [.. Paths];
        _read = read;
    }

    /// <summary>The folder's own name.</summary>
    public string Name { get; }

    /// <summary>Relative, with forward slashes, in ordinal order.</summary>
    public ImmutableArray<string> Paths { get; }

    public bool Truncated { get; }

    public bool Has(string path) => _paths.Contains(path);

    public string? FirstOf(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
            if (Has(path)) return path;
        return null;
    }

    /// <summary>A text file; null when it is absent, larger than <see cref="LargestText"/>, binary, or only a Git LFS pointer.</summary>
    public RepositoryText? Read(string path)
    {
        if (!Has(path) || _read(path) is not { } bytes || bytes.AsSpan().Contains((byte)0)) return null;

        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        return text.StartsWith("version https://git-lfs.github.com/", StringComparison.Ordinal) ? null : new RepositoryText(path, text);
    }

    /// <summary>A snapshot of texts in memory.</summary>
    public static RepositorySnapshot Of(string name, IReadOnlyDictionary<string, string> files) =>
        new(name, files.Keys, false, path => Encoding.UTF8.GetBytes(files[path]));

    /// <summary>A snapshot of a folder. Links that lead out of it are not followed; linked folders are not entered.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static RepositorySnapshot OfDirectory(string path, CancellationToken cancellationToken = default)
    {
        var root = new DirectoryInfo(Path.GetFullPath(path));
        if (!root.Exists) throw new DirectoryNotFoundException($"there is no folder {root.FullName}");

        var paths = new List<string>();
        var truncated = false;
        var pending = new Stack<(DirectoryInfo Folder, string Prefix)>([(root, "")]);
        while (!truncated && pending.TryPop(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var entry in next.Folder.EnumerateFileSystemInfos("*", ReadableOnly))
            {
                var relative = next.Prefix + entry.Name;
                if (entry is DirectoryInfo folder)
                {
                    if (!IsLink(entry) && !Skipped.Contains(entry.Name)) pending.Push((folder, relative + "/"));
                }
                else if (IsInside(root, entry)) paths.Add(relative);
                if (paths.Count < MostFiles) continue;
                truncated = true;
                break;
            }
        }
        return new(root.Name, paths, truncated, relative => ReadFile(Path.Combine(root.FullName, relative)));
    }

    static readonly EnumerationOptions ReadableOnly = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    static bool IsLink(FileSystemInfo entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    static bool IsInside(DirectoryInfo root, FileSystemInfo file)
    {
        if (!IsLink(file)) return true;
        var target = file.ResolveLinkTarget(returnFinalTarget: true);
        return target is FileInfo { Exists: true } && target.FullName.StartsWith(root.FullName + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    static byte[]? ReadFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!stream.CanSeek || stream.Length > LargestText) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>A text file with its lines.</summary>
public sealed class RepositoryText(string path, string text)
{
    public string Path { get; } = path;

    public string Text { get; } = text;

    public ImmutableArray<string> Lines { get; } = [.. text.Split('\n').Select(line => line.TrimEnd('\r'))];

    /// <summary>Evidence at the first line that holds a text; at the file as a whole when none does.</summary>
    public Evidence At(string needle)
    {
        for (var index = 0; index < Lines.Length; index++)
            if (Lines[index].Contains(needle, StringComparison.Ordinal)) return new(Path, index + 1);
        return new(Path);
    }

    /// <summary>Evidence at the line of a character offset.</summary>
    public Evidence AtOffset(int offset) => new(Path, Text.AsSpan(0, offset).Count('\n') + 1);
}
