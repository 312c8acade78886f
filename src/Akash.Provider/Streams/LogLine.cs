namespace Akash.Provider.Streams;

/// <param name="Pod">The replica, such as <c>web-6d9f7c8b5-x2x7k</c>; service names are its beginning.</param>
/// <param name="Message">Without line end; standard output and error are mixed.</param>
public sealed record LogLine(string Pod, string Message);

/// <param name="Services">Only these; empty for all.</param>
/// <param name="Follow">Wait for what comes, until the lease ends.</param>
/// <param name="Tail">Lines of the past for each pod; null for all.</param>
public sealed record LogQuery(IReadOnlyList<string> Services, bool Follow, int? Tail);

/// <summary>A cluster's event about something of a lease; it carries no time.</summary>
/// <param name="Type">Normal or Warning.</param>
/// <param name="Reason">One word, such as <c>BackOff</c>.</param>
/// <param name="ObjectKind">Pod, ReplicaSet, Deployment…</param>
/// <param name="ObjectName">Begins with the service's name.</param>
public sealed record LeaseEvent(string Type, string Reason, string Note, string ObjectKind, string ObjectName);
