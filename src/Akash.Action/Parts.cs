using System.Reflection;

namespace Akash.Action;

/// <summary>The ways out of the process, put together by hand; tests bring their own.</summary>
sealed record Parts
{
    public static string Version { get; } = typeof(Parts).Assembly.GetName().Version!.ToString(3);

    public static Parts Real { get; } = new();
}
