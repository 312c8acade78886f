using Akash.Chain.Networks;

namespace Akash.Chain.Transport;

/// <summary>What one endpoint answered to the question where it stands.</summary>
/// <param name="Problem">Why it cannot be used; null where it can.</param>
/// <param name="OtherChain">Whether it belongs to another chain.</param>
sealed record EndpointProbe(IChainNode Node, long Height, TimeSpan Took, string? Problem, bool OtherChain = false)
{
    /// <summary>How many blocks an endpoint may be behind the best of those asked with it.</summary>
    const int TolerableLag = 3;

    /// <summary>How long the others are waited for once one has answered.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    public static async Task<EndpointProbe> AskAsync(IChainNode node, NetworkDefinition network, TimeProvider time)
    {
        var began = time.GetTimestamp();
        try
        {
            var status = await node.GetStatusAsync(CancellationToken.None);
            var took = time.GetElapsedTime(began);
            return status switch
            {
                _ when status.ChainId != network.ChainId =>
                    new(node, 0, took, $"{node.Name} belongs to chain {status.ChainId}, network {network.Name} is chain {network.ChainId}", OtherChain: true),
                { CatchingUp: true } => new(node, 0, took, $"{node.Name}: still catching up, at block {status.LatestHeight}"),
                _ => new(node, status.LatestHeight, took, null),
            };
        }
        catch (EndpointException e)
        {
            return new(node, 0, time.GetElapsedTime(began), e.Message);
        }
        catch (Errors.ChainException e)
        {
            return new(node, 0, time.GetElapsedTime(began), $"{node.Name}: {e.Message}");
        }
    }

    /// <summary>Asks some at once; who has not answered shortly after the first useful answer is passed over.</summary>
    public static async Task<IReadOnlyList<EndpointProbe>> AskAsync(IReadOnlyList<IChainNode> nodes, NetworkDefinition network, TimeProvider time)
    {
        var asked = nodes.Select(node => (Node: node, Probe: AskAsync(node, network, time))).ToList();
        var all = Task.WhenAll(asked.Select(each => each.Probe));
        var waiting = asked.Select(each => each.Probe).ToList();
        while (waiting is not [])
        {
            var answered = await Task.WhenAny(waiting);
            waiting.Remove(answered);
            if ((await answered).Problem is not null) continue;

            if (!all.IsCompleted) await Task.WhenAny(all, Task.Delay(Grace, time));
            break;
        }

        EndpointProbe[] probes =
        [
            .. await Task.WhenAll(from each in asked where each.Probe.IsCompleted select each.Probe),
            .. from each in asked where !each.Probe.IsCompleted select new EndpointProbe(each.Node, 0, Grace, $"{each.Node.Name}: slower than others"),
        ];
        var best = probes.Max(probe => probe.Height);
        return [.. probes.Select(probe => probe.Judge(best))];
    }

    EndpointProbe Judge(long best) => Problem is null && Height < best - TolerableLag
        ? this with { Problem = $"{Node.Name}: at block {Height}, {best - Height} behind" }
        : this;
}
