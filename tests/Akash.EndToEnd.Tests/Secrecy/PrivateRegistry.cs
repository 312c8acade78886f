using System.Security.Cryptography;
using Akash.Tests;
using CliWrap;
using Org.BouncyCastle.Crypto.Generators;

namespace Akash.EndToEnd.Tests.Secrecy;

/// <summary>A container registry on the loopback that only known accounts may push to and pull from.</summary>
sealed class PrivateRegistry : IAsyncDisposable
{
    const int Cost = 4;

    readonly CancellationTokenSource stop = new();
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("akash-registry-");
    readonly Evidence evidence;
    readonly Task running;

    public PrivateRegistry(Evidence evidence, params (string Name, string Password)[] accounts)
    {
        this.evidence = evidence;
        var passwords = Path.Combine(folder.FullName, "htpasswd");
        File.WriteAllLines(passwords, accounts.Select(account =>
            $"{account.Name}:{OpenBsdBCrypt.Generate(account.Password.ToCharArray(), RandomNumberGenerator.GetBytes(16), Cost)}"));
        var settings = Path.Combine(folder.FullName, "registry.yml");
        File.WriteAllText(settings, $$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: {{folder.FullName}}/images } }
            http: { addr: "{{Host}}" }
            auth: { htpasswd: { realm: private, path: {{passwords}} } }
            """);
        var said = PipeTarget.ToDelegate(line => this.evidence.Add("registry", line));
        running = Cli.Wrap("docker-registry").WithArguments(["serve", settings])
            .WithStandardOutputPipe(said).WithStandardErrorPipe(said).WithValidation(CommandResultValidation.None)
            .ExecuteAsync(stop.Token);
    }

    public string Host { get; } = $"127.0.0.1:{FreePort.At()}";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAny(running);
        stop.Dispose();
        folder.Delete(recursive: true);
    }
}
