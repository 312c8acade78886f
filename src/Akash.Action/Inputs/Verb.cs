namespace Akash.Action.Inputs;

/// <summary>What can be done to an application and its deployment; the values of the input <c>command</c>.</summary>
[Flags]
enum Verb
{
    Deploy = 1,
    Inspect = 2,
    Generate = 4,
    Status = 8,
    Logs = 16,
    Close = 32,

    /// <summary>Those that read the application.</summary>
    Reading = Deploy | Inspect | Generate,

    /// <summary>Those that address a deployment.</summary>
    Addressing = Deploy | Status | Logs | Close,

    Any = Reading | Addressing,
}
