namespace Akash.Sandbox.Tests.Providers;

/// <summary>A clock that shows one moment, set by the test.</summary>
sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
