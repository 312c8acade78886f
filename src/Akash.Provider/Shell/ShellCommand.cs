namespace Akash.Provider.Shell;

/// <summary>A command to run inside a replica. No shell is involved: name one where its syntax is wanted.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Arguments">The program and its arguments; none may be empty, since the protocol cannot say so.</param>
public sealed record ShellCommand(string Service, IReadOnlyList<string> Arguments)
{
    /// <summary>Which replica, counted from 0 in the order of pod names as text.</summary>
    public int PodIndex { get; init; }

    /// <summary>With a terminal both outputs are one, and lines end in CR LF.</summary>
    public bool Terminal { get; init; }
}
