using Akash.Deploy.Plans;
using Akash.Deploy.Readiness;
using Akash.Deploy.Records;
using Akash.Deploy.Tests.Peers;

namespace Akash.Deploy.Tests;

public class RolloutTests
{
    static readonly Dictionary<string, long> Now = new() { ["east/east-app"] = 3, ["west/west-app"] = 5 };

    [Fact]
    public void Only_changed_services_are_awaited()
    {
        var before = Prints("web:1", "web:1");

        var rollout = Rollout.To(Record("old", before), "new", Prints("web:1", "web:2"), Now);

        rollout.Behind(Now).Should().Equal("west/west-app");
        rollout.Behind(new Dictionary<string, long> { ["west/west-app"] = 6 }).Should().BeEmpty();
    }

    [Fact]
    public void What_an_interrupted_update_awaited_is_still_awaited_by_the_next()
    {
        var record = Record("new", Prints("web:2", "web:1")) with { Awaiting = new Dictionary<string, long> { ["east/east-app"] = 3 } };

        var same = Rollout.To(record, "new", record.Fingerprints, Now);
        var newer = Rollout.To(record, "newer", Prints("web:2", "web:2"), Now);

        same.Behind(Now).Should().Equal("east/east-app");
        newer.Behind(Now).Should().BeEquivalentTo("east/east-app", "west/west-app");
    }

    [Fact]
    public void Where_nothing_is_known_of_the_version_before_one_that_rises_is_enough()
    {
        var rollout = Rollout.To(Record("", new Dictionary<string, string>()), "new", Prints("web:1", "web:2"), Now);

        rollout.Behind(Now).Should().HaveCount(2);
        rollout.Behind(new Dictionary<string, long>(Now) { ["west/west-app"] = 6 }).Should().BeEmpty();
    }

    static DeploymentRecord Record(string hash, IReadOnlyDictionary<string, string> fingerprints) => new()
    {
        Phase = RecordPhase.Live, ChainId = "memory-1", Owner = "akash1owner", Dseq = 7, Run = "earlier", Hash = hash, Fingerprints = fingerprints,
    };

    /// <summary>Of a manifest whose groups east and west run these images.</summary>
    static Dictionary<string, string> Prints(string east, string west) =>
        Fingerprints.Of(Sample.Compiled(["east"], east).ManifestJson)
            .Concat(Fingerprints.Of(Sample.Compiled(["west"], west).ManifestJson))
            .ToDictionary();
}
