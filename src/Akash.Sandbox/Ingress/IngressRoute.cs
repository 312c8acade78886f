using System.Net;

namespace Akash.Sandbox.Ingress;

/// <summary>
/// Where requests for a service go: one of its ready containers in turn, null while there is none;
/// and the longest request body in bytes.
/// </summary>
sealed record IngressRoute(Func<IPEndPoint?> NextTarget, uint MaxBodySize);
