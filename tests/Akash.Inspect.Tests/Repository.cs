namespace Akash.Inspect.Tests;

/// <summary>Small repositories written where they are tested.</summary>
static class Repository
{
    public static RepositorySnapshot Of(params (string Path, string Text)[] files) =>
        RepositorySnapshot.Of("My App_2", files.ToDictionary(file => file.Path, file => file.Text));

    public static Inspection Inspect(params (string Path, string Text)[] files) => Inspector.Inspect(Of(files));

    public static (string, string) Package(string rest) => ("package.json", "{\n  \"name\": \"x\",\n" + rest + "\n}");
}
