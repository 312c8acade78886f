namespace Akash.Deploy.Tests.Images;

/// <summary>A folder of files that is gone after the test.</summary>
sealed class Workspace : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("images-test-");

    public Workspace(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files) Write(path, text);
    }

    public string Path => _folder.FullName;

    public string Write(string path, string text)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    public void SetMode(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("Windows keeps no such modes");
        File.SetUnixFileMode(System.IO.Path.Combine(Path, path), mode);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
