using Akash.Sandbox.Providers;
using Akash.Sandbox.Providers.Manifests;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>What a real gateway answered, request by request, against ours: status, body and the headers that matter.</summary>
public sealed class GatewayRecordingTests
{
    readonly IReadOnlyList<RecordedCase> all = RecordedCase.ReadHttp();

    [Theory]
    [InlineData("public")]
    [InlineData("router")]
    [InlineData("path")]
    [InlineData("auth-header")]
    [InlineData("jwt")]
    [InlineData("account")]
    public async Task Gateway_answers_requests_without_a_lease_as_recorded(string group)
    {
        await using var gateway = await StartAsync();

        foreach (var recorded in all.Where(recorded => recorded.Group == group && recorded.Id != "public.status.with_leases")) await PlayAsync(gateway, recorded);
    }

    [Fact]
    public async Task Gateway_takes_and_refuses_credentials_on_every_route_of_a_lease_as_recorded()
    {
        await using var gateway = await StartAsync();
        await DeployAsync(gateway, "lifecycle.put_after_lease.0");

        foreach (var recorded in all.Where(recorded => (recorded.Group is "auth-matrix" or "mtls" || recorded.Id == "public.status.with_leases") && Uncompared.ReasonFor(recorded.Id) is null))
        {
            // Given what was revoked after the provider had seen it
            if (recorded.Id == "mtls.revoked_after_use.mtls")
            {
                await PlayAsync(gateway, recorded);
                gateway.Revoke("revoked_after_use");
            }

            await PlayAsync(gateway, recorded, withCounts: recorded.Status == 200);
        }
    }

    [Fact]
    public async Task Gateway_checks_manifests_in_the_recorded_order_with_the_recorded_words()
    {
        await using var gateway = await StartAsync();
        var cases = all.Where(recorded => recorded.Group == "manifest" && Uncompared.ReasonFor(recorded.Id) is null).ToList();
        var right = Find("manifest.cross.back").RequestBody!;
        var first = Find("manifest.again.same").RequestBody!;
        var early = Find("manifest.before_bid").RequestBody!;
        gateway.Lease(RecordedAccounts.Tenant, 1461);
        gateway.Lease(RecordedAccounts.Tenant, 1521);

        foreach (var recorded in cases)
        {
            // Given the groups of the right manifest and the hash that was on chain at that moment
            var granted = recorded.Id.Split('.')[1] switch { "again" => first, "cross" or "field" or "body" => right, _ => early };
            var hashed = recorded.Id.StartsWith("manifest.cross", StringComparison.Ordinal) && recorded.Method == "PUT" ? recorded.RequestBody! : granted;
            if (recorded.Method == "PUT" && (recorded.Status != 500 || !recorded.Body.StartsWith("rpc error", StringComparison.Ordinal)))
                gateway.Create(recorded.Owner, recorded.Dseq, granted, hashed);

            if (recorded.Method == "GET") await gateway.SettleAsync(recorded.Owner, recorded.Dseq);
            if (recorded.Id == "manifest.cross.host_other_own") await HoldElsewhereAsync(gateway, recorded);
            if (IsSyntaxError(recorded)) (await gateway.PlayAsync(recorded)).Status.Should().Be(422, recorded.Id);
            else await PlayAsync(gateway, recorded);
        }
    }

    [Fact]
    public async Task Lease_begins_becomes_ready_and_ends_as_recorded()
    {
        await using var gateway = await StartAsync();
        gateway.Engine.HoldStarts();

        // Given a deployment without a lease, and a manifest that comes early
        var early = Find("manifest.before_bid");
        gateway.Create(early.Owner, early.Dseq, early.RequestBody!);
        await PlayAsync(gateway, "lifecycle.no_lease.");
        await PlayAsync(gateway, early);
        await DeployAsync(gateway, "manifest.cross.back");

        // When it is leased
        gateway.Lease(early.Owner, early.Dseq);
        gateway.LookAtChain();
        await gateway.SettleAsync(early.Owner, early.Dseq);
        await PlayAsync(gateway, "lifecycle.early_put.", withCounts: true);

        // And another is leased before its manifest comes
        await DeployAsync(gateway, "lifecycle.put_after_lease.0");
        await PlayAsync(gateway, "lifecycle.put_after_lease.");
        foreach (var recorded in all.Where(recorded => recorded.Id.StartsWith("lifecycle.status_after_put.", StringComparison.Ordinal) && Uncompared.ReasonFor(recorded.Id) is null))
            await PlayAsync(gateway, recorded, withCounts: true);
        await PlayAsync(gateway, "lifecycle.no_pods.", withCounts: true);

        // And its containers start
        gateway.Engine.ReleaseStarts();
        await gateway.ReadyAsync(RecordedAccounts.Tenant, 1521);
        await PlayAsync(gateway, "lifecycle.becoming_ready.");
        await PlayAsync(gateway, "lifecycle.ready.", withCounts: true);

        // Then nothing is left of either once they are closed
        gateway.Node.CloseLease(1521);
        gateway.Node.CloseLease(1458);
        gateway.LookAtChain();
        foreach (var recorded in all.Where(recorded => recorded.Group == "closed" && Uncompared.ReasonFor(recorded.Id) is null)) await PlayAsync(gateway, recorded);
    }

    [Fact]
    public async Task Host_names_and_manifests_move_between_deployments_as_recorded()
    {
        await using var gateway = await StartAsync();

        // Given two deployments of one account that hold names, and one of another account
        await DeployAsync(gateway, "lifecycle.put_after_lease.0");
        var holder = Find("manifest.cross.back");
        gateway.Create(holder.Owner, holder.Dseq, holder.RequestBody!);
        gateway.Lease(holder.Owner, holder.Dseq);
        await PlayAsync(gateway, holder);
        foreach (var id in new[] { "hostnames.in_use_other_owner", "hostnames.in_use_own" })
        {
            var recorded = Find(id);
            gateway.Create(recorded.Owner, recorded.Dseq, recorded.RequestBody!);
            gateway.Lease(recorded.Owner, recorded.Dseq);
            await PlayAsync(gateway, recorded);
        }

        await gateway.SettleAsync(RecordedAccounts.Tenant, 2352);
        await PlayAsync(gateway, "hostnames.in_use_status");
        await PlayAsync(gateway, "hostnames.withheld_status");

        // When names are asked for and moved
        foreach (var recorded in all.Where(recorded => recorded.Group == "migrate")) await PlayAsync(gateway, recorded);
        await PlayAsync(gateway, "owner.");
        await PlayAsync(gateway, "scope.");

        // And the deployment that got them is updated
        await UpdateAsync(gateway);
        await PlayAsync(gateway, "roundtrip.");
        await PlayAsync(gateway, "run2.lease_status");

        // Then a name is free once its holder has gone
        gateway.Node.CloseLease(1521);
        gateway.LookAtChain();
        var released = Find("hostnames.released.0");
        gateway.Create(released.Owner, released.Dseq, released.RequestBody!);
        await PlayAsync(gateway, released);
    }

    [Fact]
    public async Task Groups_of_one_deployment_are_leased_and_served_apart_as_recorded()
    {
        await using var gateway = await StartAsync();
        var whole = Find("multi.all");
        gateway.Create(whole.Owner, whole.Dseq, whole.RequestBody!);
        gateway.Lease(whole.Owner, whole.Dseq);
        foreach (var id in new[] { "one_group_only", "reversed", "all" }) await PlayAsync(gateway, Find("multi." + id));
        await gateway.ReadyAsync(whole.Owner, whole.Dseq);
        foreach (var id in new[] { "status1", "status2", "manifest1", "manifest2" }) await PlayAsync(gateway, Find("multi." + id));

        // When the second group is leased, too
        gateway.Lease(whole.Owner, whole.Dseq, gseq: 2);
        gateway.LookAtChain();
        await gateway.ReadyAsync(whole.Owner, whole.Dseq, gseq: 2);

        foreach (var id in new[] { "status2_later", "manifest2_later", "all_again", "status2_final" }) await PlayAsync(gateway, Find("multi." + id));
        gateway.Create(whole.Owner, whole.Dseq, whole.RequestBody!, Find("multi.reversed").RequestBody!);
        await PlayAsync(gateway, Find("multi.reversed_hash_fits"));
    }

    [Fact]
    public async Task Service_with_a_volume_that_is_not_ready_counts_as_recorded()
    {
        await using var gateway = await StartAsync();
        gateway.Engine.HoldStarts();
        var put = Find("persistent.put");
        gateway.Create(put.Owner, put.Dseq, put.RequestBody!);
        gateway.Lease(put.Owner, put.Dseq);

        await PlayAsync(gateway, put);

        await gateway.SettleAsync(put.Owner, put.Dseq);
        foreach (var id in new[] { "status", "service", "manifest" }) await PlayAsync(gateway, Find("persistent." + id), withCounts: true);
    }

    [Fact]
    public async Task Gateway_without_its_cluster_answers_as_recorded()
    {
        await using var gateway = await StartAsync(new ProviderBehaviour { ClusterIsDown = true });
        var put = Find("kube_down.put");
        gateway.Create(put.Owner, put.Dseq, put.RequestBody!);
        gateway.Lease(put.Owner, put.Dseq);

        foreach (var recorded in all.Where(recorded => recorded.Group == "kube-down")) await PlayAsync(gateway, recorded);
    }

    [Fact]
    public async Task Gateway_without_its_node_answers_as_recorded()
    {
        await using var gateway = await StartAsync();
        await DeployAsync(gateway, "rpc_down.put_restored");
        gateway.Conduct.Change("refuse");
        foreach (var recorded in all.Where(recorded => recorded.Group == "rpc-down" && !recorded.Id.StartsWith("rpc_hangs.", StringComparison.Ordinal) && recorded.Id != "rpc_down.put_restored"))
            await PlayAsync(gateway, recorded);

        gateway.Conduct.Change("");

        await PlayAsync(gateway, Find("rpc_down.put_restored"));
    }

    [Fact]
    public async Task Gateway_without_an_authority_takes_certificates_under_its_public_name_as_recorded()
    {
        await using var gateway = await StartAsync(withAuthority: false);
        var put = Find("run2.hosts_required_has");
        gateway.Create(put.Owner, put.Dseq, put.RequestBody!);
        gateway.Lease(put.Owner, put.Dseq);
        await PlayAsync(gateway, put);
        await gateway.SettleAsync(put.Owner, put.Dseq);

        await PlayAsync(gateway, "run2.mtls");
    }

    [Fact]
    public async Task Gateway_without_host_names_of_its_own_and_with_a_notice_answers_as_recorded()
    {
        await using var gateway = await RecordedGateway.StartAsync(withAuthority: false, change: settings => settings with { GeneratesHostNames = false, ReclamationWindow = TimeSpan.FromHours(24) });
        foreach (var id in new[] { "run2.no_host", "run2.hosts_required_has", "run2.after_watchdog" })
        {
            var put = Find(id);
            gateway.Create(put.Owner, put.Dseq, put.RequestBody!);
            gateway.Lease(put.Owner, put.Dseq);
            await PlayAsync(gateway, put);
        }

        await PlayAsync(gateway, Find("run2.no_host_status"));
        await PlayAsync(gateway, Find("run2.status"));
    }

    [Fact]
    public async Task Gateway_whose_node_is_silent_answers_as_recorded()
    {
        await using var gateway = await StartAsync();
        await DeployAsync(gateway, "update.new");
        gateway.Conduct.Change("node-hangs");

        var put = gateway.PlayAsync(Find("rpc_hangs.put"));
        await Eventually.BecomesAsync(() =>
        {
            gateway.SocketTime.Advance(TimeSpan.FromSeconds(30));
            return put.IsCompleted;
        }, answered => answered);

        RecordedAnswers.AssertSame(await put, Find("rpc_hangs.put"));
        await PlayAsync(gateway, Find("rpc_hangs.lease_status"));
    }

    static Task<RecordedGateway> StartAsync(ProviderBehaviour? behaviour = null, bool withAuthority = true) => RecordedGateway.StartAsync(behaviour, withAuthority);

    /// <summary>Creates and leases what a recorded manifest is for, sends it and waits until it is deployed.</summary>
    async Task DeployAsync(RecordedGateway gateway, string put)
    {
        var recorded = Find(put);
        gateway.Create(recorded.Owner, recorded.Dseq, recorded.RequestBody!);
        gateway.Lease(recorded.Owner, recorded.Dseq);
        await PlayAsync(gateway, recorded);
        if (gateway.Engine.Starts) await gateway.ReadyAsync(recorded.Owner, recorded.Dseq);
        else await gateway.SettleAsync(recorded.Owner, recorded.Dseq);
    }

    /// <summary>Another deployment of the account has the names first.</summary>
    async Task HoldElsewhereAsync(RecordedGateway gateway, RecordedCase recorded)
    {
        gateway.Node.AddAccount(recorded.Owner, Convert.FromHexString(RecordedAccounts.PublicKeys[recorded.Owner]));
        await DeployAsync(gateway, "lifecycle.put_after_lease.0");
    }

    async Task UpdateAsync(RecordedGateway gateway)
    {
        await PlayAsync(gateway, Find("update.before_chain"));
        var update = Find("update.new");
        gateway.Create(update.Owner, update.Dseq, update.RequestBody!);
        await PlayAsync(gateway, Find("update.old_after"));
        await PlayAsync(gateway, update);
        await PlayAsync(gateway, Find("update.same_again"));
        await gateway.SettleAsync(update.Owner, update.Dseq);
    }

    RecordedCase Find(string id) => all.Single(recorded => recorded.Id == id);

    async Task PlayAsync(RecordedGateway gateway, string prefix, bool withCounts = false)
    {
        foreach (var recorded in all.Where(recorded => recorded.Id.StartsWith(prefix, StringComparison.Ordinal))) await PlayAsync(gateway, recorded, withCounts);
    }

    static async Task PlayAsync(RecordedGateway gateway, RecordedCase recorded, bool withCounts = false)
    {
        var answer = await gateway.PlayAsync(recorded);
        RecordedAnswers.AssertSame(answer, recorded, withCounts);
    }

    /// <summary>The words of the JSON parser itself differ in the depth of a broken text.</summary>
    static bool IsSyntaxError(RecordedCase recorded) => recorded.Body.StartsWith("invalid character", StringComparison.Ordinal);
}
