using System.Text.RegularExpressions;
using Akash.Tests;

namespace Akash.Deploy.Tests;

/// <summary>Deployments may move to another network one day: what names today's is in one room.</summary>
public sealed partial class FloorTests
{
    [Theory]
    [InlineData("src/Akash.Deploy")]
    [InlineData("src/Akash.Action")]
    public void Only_the_room_of_networks_names_chain_and_providers(string project)
    {
        var root = SharedData.RepositoryRoot();
        var networks = Path.Combine(root, "src", "Akash.Deploy", "Networks");
        var sources = Directory.EnumerateFiles(Path.Combine(root, project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .ToList();

        var trespassers = sources.Where(file => !file.StartsWith(networks, StringComparison.Ordinal))
            .Where(file => ChainOrProvider().IsMatch(File.ReadAllText(file)));

        sources.Should().NotBeEmpty();
        trespassers.Should().BeEmpty();
    }

    [GeneratedRegex(@"\bAkash\.(Chain|Provider|Console)\b")]
    private static partial Regex ChainOrProvider();
}
