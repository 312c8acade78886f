namespace Akash.Action.Tests;

public sealed class WorkspaceTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("akash-workspace").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public async Task Files_left_in_the_workspace_belong_to_its_owner()
    {
        if (Environment.UserName != "root") Assert.Skip("only root gives files away");
        await ShellAsync($"chown 4321:4322 {folder}");

        new Workspace(folder).Write(Path.Combine(folder, "new", "deploy.yaml"), "text");

        (await ShellAsync($"stat -c %u:%g {folder}/new {folder}/new/deploy.yaml")).Should().Be("4321:4322\n4321:4322\n");
    }

    [Fact]
    public void Files_outside_of_it_are_left_alone()
    {
        var other = Path.Combine(folder, "other.txt");

        new Workspace(Path.Combine(folder, "workspace")).Write(other, "text");

        File.ReadAllText(other).Should().Be("text");
    }

    static async Task<string> ShellAsync(string command)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadToEndAsync();
    }
}
