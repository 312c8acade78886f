using System.Formats.Tar;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>A tiny image made of Debian's static busybox, so that no registry is needed.</summary>
static class BusyboxImage
{
    public const string Reference = "akash-sandbox-tests/busybox:2";

    const string Busybox = "/bin/busybox";
    static readonly string[] Commands = ["sh", "httpd", "nc", "cat", "echo", "sleep", "mkdir", "env", "true", "false", "head", "ls", "hostname", "stty", "date", "printf", "test", "wc", "stat", "timeout", "kill"];

    /// <summary>Imports the image; skips the running test where there is no engine or no busybox.</summary>
    public static async Task RequireAsync()
    {
        if (!File.Exists(Busybox)) Assert.Skip("/bin/busybox is not there: install busybox-static");
        using var client = new DockerClientBuilder().WithApiVersion(new System.Version(1, 41)).Build();
        try
        {
            await client.Images.InspectImageAsync(Reference);
            return;
        }
        catch (DockerImageNotFoundException)
        {
            // It is made now.
        }
        catch (Exception absent) when (absent is HttpRequestException or IOException or TimeoutException)
        {
            Assert.Skip($"no Docker engine answers: {absent.Message}");
        }

        using var archive = Archive();
        await client.Images.CreateImageAsync(
            new ImagesCreateParameters { FromSrc = "-", Repo = Reference.Split(':')[0], Tag = Reference.Split(':')[1] },
            archive,
            null,
            new Progress<JSONMessage>());
    }

    static MemoryStream Archive()
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "bin/") { Mode = (UnixFileMode)0b111_101_101 });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "tmp/") { Mode = (UnixFileMode)0b111_111_111 });
            using var program = File.OpenRead(Busybox);
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "bin/busybox") { Mode = (UnixFileMode)0b111_101_101, DataStream = program });
            foreach (var command in Commands) writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/" + command) { LinkName = "busybox" });
        }

        archive.Position = 0;
        return archive;
    }
}
