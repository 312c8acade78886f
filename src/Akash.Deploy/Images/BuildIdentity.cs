using System.Security.Cryptography;
using System.Text;

namespace Akash.Deploy.Images;

/// <summary>
/// Names a build by what goes into it: context after ignoring, Dockerfile, arguments, platform (contract section 4). Times, owners
/// and permissions other than "executable" do not count, because a checkout does not keep them.
/// </summary>
public static class BuildIdentity
{
    const string Version = "build identity 1";
    const int TagDigits = 40;

    /// <summary>A tag such as akash-0123…, the same wherever and whenever the same source is built.</summary>
    /// <exception cref="ImageException">A file cannot be read, or the ignore file is malformed.</exception>
    public static string Tag(BuildSource source, CancellationToken cancellationToken = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Version, BuildSource.Platform, source.Dockerfile);
        foreach (var (name, value) in source.Arguments) Append(hash, "argument", name, value);
        foreach (var (path, entry) in BuildContext.Entries(source, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                AppendEntry(hash, path, entry);
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                throw new ImageException(
                    ImageFailure.BuildFailed, $"{path} cannot be read for the build: {unreadable.Message}", "make it readable, or leave it out in .dockerignore", inner: unreadable);
            }
        }
        return "akash-" + Convert.ToHexStringLower(hash.GetHashAndReset())[..TagDigits];
    }

    static void AppendEntry(IncrementalHash hash, string path, FileSystemInfo entry)
    {
        switch (entry)
        {
            case { LinkTarget: { } target }:
                Append(hash, "link", path, target);
                break;
            case DirectoryInfo when path == ".git":
                // A clone's own files differ from run to run; what they stand for is the commit.
                Append(hash, "commit", GitHead.Of(entry.FullName) ?? "");
                break;
            case DirectoryInfo:
                Append(hash, "folder", path);
                break;
            case FileInfo file:
                Append(hash, IsExecutable(file) ? "program" : "file", path);
                using (var stream = file.OpenRead()) Append(hash, Convert.ToHexStringLower(SHA256.HashData(stream)));
                break;
        }
    }

    static bool IsExecutable(FileInfo file) => !OperatingSystem.IsWindows() && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);

    /// <summary>Each word with its length before it, so that no two lists of words read alike.</summary>
    static void Append(IncrementalHash hash, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            var bytes = Encoding.UTF8.GetBytes(word);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
