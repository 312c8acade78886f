using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>One event of a lease, in the form of <c>kubeevents</c> (provider.md 3.8).</summary>
sealed record LeaseEvent(string Type, string Controller, string Instance, string Reason, string Note, string Kind, string Namespace, string Name)
{
    public string ToJson()
    {
        var members = new JsonObject { ["type"] = Type, ["reportingController"] = Controller };
        if (Instance.Length > 0) members["reportingInstance"] = Instance;
        members["reason"] = Reason;
        members["note"] = Note;
        members["object"] = new JsonObject { ["kind"] = Kind, ["namespace"] = Namespace, ["name"] = Name };
        return GoJson.Write(members);
    }
}

/// <summary>What happened to the containers of a lease.</summary>
sealed class LeaseEvents(string @namespace)
{
    const string Node = "sandbox";

    readonly Lock change = new();
    readonly List<LeaseEvent> events = [];
    TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool ended;

    public void Scheduled(string pod) =>
        Add(new("Normal", "default-scheduler", "default-scheduler-" + Node, "Scheduled", $"Successfully assigned {@namespace}/{pod} to {Node}", "Pod", @namespace, pod));

    public void Kubelet(string type, string reason, string note, string pod) =>
        Add(new(type, "kubelet", Node, reason, note, "Pod", @namespace, pod));

    /// <summary>All events so far and, if asked, those to come until the lease ends.</summary>
    public async IAsyncEnumerable<LeaseEvent> ReadAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = 0; ;)
        {
            List<LeaseEvent> fresh;
            Task wake;
            bool last;
            lock (change) (fresh, wake, last) = (events[next..], grown.Task, ended || !follow);
            foreach (var item in fresh) yield return item;
            next += fresh.Count;
            if (last) yield break;
            await wake.WaitAsync(cancellationToken);
        }
    }

    public void End()
    {
        lock (change)
        {
            ended = true;
            grown.TrySetResult();
        }
    }

    void Add(LeaseEvent item)
    {
        lock (change)
        {
            events.Add(item);
            grown.TrySetResult();
            if (!ended) grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
