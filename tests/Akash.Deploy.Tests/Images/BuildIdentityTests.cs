using Akash.Deploy.Images;

namespace Akash.Deploy.Tests.Images;

public sealed class BuildIdentityTests
{
    static readonly Dictionary<string, string> NoArguments = [];

    static readonly (string, string)[] Files = [("Dockerfile", "FROM scratch\nCOPY . /\n"), (".dockerignore", "*.log\n"), ("a.txt", "a"), ("sub/b.txt", "b")];

    static string Tag(Workspace workspace, Dictionary<string, string>? arguments = null, params string[] unrelated) =>
        BuildIdentity.Tag(BuildSource.Of(workspace.Path, "Dockerfile", arguments ?? NoArguments, [.. unrelated]));

    [Fact]
    public void The_same_source_has_the_same_tag_wherever_and_whenever_it_is()
    {
        using var here = new Workspace(Files);
        using var there = new Workspace([.. Files.Reverse()]);
        File.SetLastWriteTimeUtc(Path.Combine(there.Path, "a.txt"), DateTime.UnixEpoch);
        there.SetMode("a.txt", UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Tag(there).Should().Be(Tag(here)).And.MatchRegex("^akash-[0-9a-f]{40}$");
    }

    public static TheoryData<string> Changes() => ["content", "name", "program", "Dockerfile", "argument", "link", "moved border"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_changes_the_image_changes_the_tag(string change)
    {
        using var workspace = new Workspace(Files);
        var before = Tag(workspace);
        Dictionary<string, string> arguments = [];

        switch (change)
        {
            case "content": workspace.Write("a.txt", "A"); break;
            case "name": File.Move(Path.Combine(workspace.Path, "a.txt"), Path.Combine(workspace.Path, "c.txt")); break;
            case "program": workspace.SetMode("a.txt", UnixFileMode.UserRead | UnixFileMode.UserExecute); break;
            case "Dockerfile": workspace.Write("Dockerfile", "FROM scratch\nCOPY sub /\n"); break;
            case "argument": arguments["VERSION"] = "2"; break;
            case "link": File.CreateSymbolicLink(Path.Combine(workspace.Path, "l"), "a.txt"); break;
            case "moved border":
                workspace.Write("a.txt", "");
                workspace.Write("sub/b.txt", "ab");
                break;
        }

        Tag(workspace, arguments).Should().NotBe(before);
    }

    [Fact]
    public void What_is_ignored_or_our_own_does_not_change_the_tag()
    {
        using var workspace = new Workspace(Files);
        var before = Tag(workspace);

        workspace.Write("debug.log", "noise");
        workspace.Write("state.json", "{}");

        Tag(workspace, null, "state.json").Should().Be(before);
    }

    [Fact]
    public void A_clone_counts_by_its_commit_and_not_by_its_own_files()
    {
        using var workspace = new Workspace([.. Files, (".git/HEAD", "ref: refs/heads/main\n"), (".git/refs/heads/main", "1111\n"), (".git/index", "x")]);
        var before = Tag(workspace);

        workspace.Write(".git/index", "y");
        var afterFetch = Tag(workspace);
        workspace.Write(".git/refs/heads/main", "2222\n");
        var afterCommit = Tag(workspace);

        afterFetch.Should().Be(before);
        afterCommit.Should().NotBe(before);
    }

    [Fact]
    public void An_ignore_file_of_the_Dockerfile_itself_comes_first()
    {
        using var workspace = new Workspace(Files);
        workspace.Write("Dockerfile.dockerignore", "*.txt\nDockerfile*\n");
        var before = Tag(workspace);

        workspace.Write("a.txt", "changed");

        Tag(workspace).Should().Be(before);
    }

    [Fact]
    public void A_Dockerfile_that_is_not_there_is_named()
    {
        using var workspace = new Workspace();

        var of = () => BuildSource.Of(workspace.Path, "docker/Dockerfile", NoArguments);

        of.Should().Throw<ImageException>().WithMessage("*docker/Dockerfile*");
    }
}
