namespace Akash.EndToEnd.Tests.Deploys;

static class BuiltProgram
{
    /// <summary>akash-action as it was built beside these tests, in their configuration, for <c>dotnet</c> to run.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        AppContext.BaseDirectory.Replace("tests/Akash.EndToEnd.Tests", "src/Akash.Action", StringComparison.Ordinal), "akash-action.dll");
}
