using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Akash.Action;

/// <summary>
/// Files we leave in the workspace belong to its owner: the container runs as root, and later steps and the cleaning of
/// self-hosted runners do not.
/// </summary>
/// <param name="folder">Null outside a workflow run: there files belong to whoever runs us.</param>
sealed partial class Workspace(string? folder)
{
    /// <summary>Writes a text, making the folders it needs.</summary>
    public void Write(string path, string text)
    {
        var made = MissingFolders(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        foreach (var created in made.Append(path)) HandOver(created);
    }

    /// <summary>Gives a file or folder to the workspace's owner, if it lies there.</summary>
    public void HandOver(string path)
    {
        if (folder is null || !OperatingSystem.IsLinux() || Path.GetRelativePath(folder, path).StartsWith("..", StringComparison.Ordinal)) return;
        if (OwnerOf(folder) is not var (user, group)) return;
        // Somebody who is not root may give nothing away, and owns what they made anyway.
        _ = Native.ChangeOwner(path, user, group);
    }

    static List<string> MissingFolders(string path)
    {
        List<string> missing = [];
        for (var parent = Path.GetDirectoryName(path); parent is not null && !Directory.Exists(parent); parent = Path.GetDirectoryName(parent))
            missing.Add(parent);
        return missing;
    }

    static (uint User, uint Group)? OwnerOf(string path)
    {
        // struct statx, the one stat whose layout is the same on every architecture.
        Span<byte> status = stackalloc byte[256];
        return Native.Status(Native.CurrentFolder, path, 0, Native.WantOwner, status) == 0
            ? (BinaryPrimitives.ReadUInt32LittleEndian(status[20..]), BinaryPrimitives.ReadUInt32LittleEndian(status[24..]))
            : null;
    }

    static partial class Native
    {
        public const int CurrentFolder = -100;
        public const uint WantOwner = 0x8 | 0x10;

        [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
        public static partial int Status(int folder, string path, int flags, uint mask, Span<byte> status);

        [LibraryImport("libc", EntryPoint = "lchown", StringMarshalling = StringMarshalling.Utf8)]
        public static partial int ChangeOwner(string path, uint user, uint group);
    }
}
