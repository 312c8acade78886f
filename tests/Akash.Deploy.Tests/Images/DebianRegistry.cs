using System.Diagnostics;
using Akash.Tests;

namespace Akash.Deploy.Tests.Images;

/// <summary>A real registry (Debian's docker-registry) on a free port of the loopback, with nothing in it.</summary>
sealed class DebianRegistry : IAsyncDisposable
{
    readonly Process _process;
    readonly DirectoryInfo _folder;

    DebianRegistry(Process process, DirectoryInfo folder, int port)
    {
        (_process, _folder) = (process, folder);
        Host = $"127.0.0.1:{port}";
    }

    public string Host { get; }

    public static bool IsInstalled => File.Exists("/usr/bin/docker-registry");

    /// <param name="htpasswd">A line of a password file, to want a login; null for none.</param>
    public static async Task<DebianRegistry> StartAsync(string? htpasswd = null)
    {
        var folder = Directory.CreateTempSubdirectory("registry-test-");
        var port = FreePort.At();
        var password = Path.Combine(folder.FullName, "htpasswd");
        if (htpasswd is not null) File.WriteAllText(password, htpasswd + "\n");
        var config = Path.Combine(folder.FullName, "config.yml");
        File.WriteAllText(
            config,
            $"version: 0.1\nlog: {{ level: error }}\nstorage: {{ filesystem: {{ rootdirectory: {folder.FullName}/data }} }}\nhttp: {{ addr: 127.0.0.1:{port} }}\n"
            + (htpasswd is null ? "" : $"auth: {{ htpasswd: {{ realm: test, path: {password} }} }}\n"));
        var process = Process.Start(new ProcessStartInfo("/usr/bin/docker-registry", ["serve", config]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var registry = new DebianRegistry(process, folder, port);
        await registry.AnswersAsync();
        return registry;
    }

    async Task AnswersAsync()
    {
        using var http = new HttpClient();
        var until = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var _ = await http.GetAsync(new Uri($"http://{Host}/v2/"));
                return;
            }
            catch (HttpRequestException) when (until.Elapsed < TimeSpan.FromSeconds(20) && !_process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
