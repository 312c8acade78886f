using Akash.Provider.Streams;
using Akash.Provider.Tests.Peers;

namespace Akash.Provider.Tests.Streams;

public sealed class EventStreamTests
{
    static readonly LeasePath Lease = new(7, 1, 1);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_end_with_the_list_when_they_are_not_followed()
    {
        await using var peer = await GatewayPeer.StartAsync(SocketPeer.Close(1000, "", Event("Pulled"), Event("BackOff")));
        using var gateway = peer.Connect();

        var events = await ReadAsync(gateway, follow: false);

        events.Should().Equal(
            new LeaseEvent("Normal", "Pulled", "a <note>", "Pod", "web-1"), new LeaseEvent("Normal", "BackOff", "a <note>", "Pod", "web-1"));
        peer.Requests.Single().PathAndQuery.Should().Be("/lease/7/1/1/kubeevents?follow=false");
    }

    [Fact]
    public async Task Followed_events_tell_what_is_listed_again_once_and_what_happens_again_again()
    {
        await using var peer = await GatewayPeer.StartAsync(
            SocketPeer.Close(1000, "", Event("Pulled"), Event("BackOff")),
            SocketPeer.Close(1000, "", Event("Pulled"), Event("BackOff"), Event("BackOff"), Event("Killing")),
            SocketPeer.Close(4001));
        using var gateway = peer.Connect();

        var events = await ReadAsync(gateway, follow: true);

        events.Select(happened => happened.Reason).Should().Equal("Pulled", "BackOff", "BackOff", "Killing");
    }

    static string Event(string reason) =>
        $$$"""{"type":"Normal","reportingController":"kubelet","reason":"{{{reason}}}","note":"a \u003cnote\u003e","object":{"kind":"Pod","namespace":"n","name":"web-1"}}""" + "\n";

    static async Task<List<LeaseEvent>> ReadAsync(ProviderGateway gateway, bool follow)
    {
        var events = new List<LeaseEvent>();
        await foreach (var happened in gateway.ReadEventsAsync(Lease, follow, Stop)) events.Add(happened);
        return events;
    }
}
