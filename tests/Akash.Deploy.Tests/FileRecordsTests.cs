using System.Text.Json.Nodes;
using Akash.Deploy.Networks;
using Akash.Deploy.Records;

namespace Akash.Deploy.Tests;

public sealed class FileRecordsTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("records").FullName;

    string File => Path.Combine(folder, "state", "deployment-details.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_record_is_read_as_it_was_written()
    {
        var record = Record();
        await using (var session = await Open().EnterAsync("production", TimeSpan.Zero, CancellationToken.None))
            await session.WriteAsync(record, CancellationToken.None);

        await using var next = await Open().EnterAsync("production", TimeSpan.Zero, CancellationToken.None);

        next.Current.Should().BeEquivalentTo(record);
    }

    [Fact]
    public async Task The_official_action_finds_its_own_fields()
    {
        await using (var session = await Open().EnterAsync("production", TimeSpan.Zero, CancellationToken.None))
            await session.WriteAsync(Record(), CancellationToken.None);

        var state = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File))!;

        state["dseq"]!.GetValue<string>().Should().Be("2153238");
        state["lease"]!["id"]!.ToJsonString().Should().Be(
            """{"owner":"akash1owner","dseq":"2153238","gseq":1,"oseq":2,"provider":"akash1provider"}""");
    }

    [Fact]
    public async Task A_file_of_the_official_action_is_a_live_deployment()
    {
        Put("""{"dseq":"2153238","lease":{"id":{"owner":"akash1owner","dseq":"2153238","gseq":1,"oseq":1,"provider":"akash1provider"}}}""");

        var record = await Open().ReadAsync("production", CancellationToken.None);

        record.Should().BeEquivalentTo(new { Phase = RecordPhase.Live, Dseq = 2153238UL, Owner = "akash1owner", ChainId = "chain-1", Hash = "" });
    }

    [Theory]
    [InlineData("not json", "*not JSON*")]
    [InlineData("[]", "*not a deployment state file*")]
    [InlineData("""{"dseq":"x"}""", "*expected dseq and lease.id*")]
    [InlineData("""{"dseq":"1","akashAction":{"environment":"preview"}}""", "*about environment 'preview', not 'production'*")]
    public async Task A_file_that_cannot_be_used_is_refused_with_its_name(string text, string message)
    {
        Put(text);

        var read = () => Open().EnterAsync("production", TimeSpan.Zero, CancellationToken.None);

        (await read.Should().ThrowAsync<RecordsException>()).WithMessage(message).WithMessage($"{File}*");
        // The lock is free again.
        System.IO.File.Delete(File);
        await using var session = await Open().EnterAsync("production", TimeSpan.Zero, CancellationToken.None);
        session.Current.Should().BeNull();
    }

    [Fact]
    public async Task One_at_a_time_is_inside_and_the_other_learns_who()
    {
        await using (await Open("run A").EnterAsync("production", TimeSpan.Zero, CancellationToken.None))
        {
            var second = () => Open("run B").EnterAsync("production", TimeSpan.Zero, CancellationToken.None);

            (await second.Should().ThrowAsync<EnvironmentBusyException>()).Which.Holder.Should().Be("run A");
        }

        await using var third = await Open("run C").EnterAsync("production", TimeSpan.Zero, CancellationToken.None);
        third.Should().NotBeNull();
    }

    [Fact]
    public async Task Every_file_made_is_handed_to_its_owner()
    {
        var adopted = new List<string>();
        var records = new FileRecords(File, "chain-1", "run", TimeProvider.System, adopted.Add);

        await using (var session = await records.EnterAsync("production", TimeSpan.Zero, CancellationToken.None))
            await session.WriteAsync(Record(), CancellationToken.None);

        Directory.GetFileSystemEntries(Path.GetDirectoryName(File)!).Should().HaveCount(3)
            .And.OnlyContain(path => adopted.Exists(made => made == path || made == path + ".new"));
        adopted.Should().Contain(Path.GetDirectoryName(File));
    }

    FileRecords Open(string run = "run") => new(File, "chain-1", run, TimeProvider.System, _ => { });

    void Put(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, text);
    }

    static DeploymentRecord Record() => new()
    {
        Phase = RecordPhase.Updating,
        ChainId = "chain-1",
        Owner = "akash1owner",
        Dseq = 2153238,
        Hash = "abcd",
        Images = ["ghcr.io/o/r@sha256:1"],
        Run = "https://github.com/o/r/actions/runs/1",
        Url = new Uri("http://web.ingress.test"),
        Leases = [new LeaseId(2153238, 1, 2, "akash1provider", 0)],
        Fingerprints = new Dictionary<string, string> { ["web/app"] = "0123" },
        Awaiting = new Dictionary<string, long> { ["web/app"] = 4 },
    };
}
