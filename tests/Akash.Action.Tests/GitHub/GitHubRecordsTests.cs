using System.Net.Http.Json;
using Akash.Action.GitHub;
using Akash.Deploy.Records;
using Akash.GitHub.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Akash.Action.Tests.GitHub;

public sealed class GitHubRecordsTests : IAsyncLifetime
{
    const string Repository = "octo/repo";
    const string Place = "production";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    readonly FakeTimeProvider time = new(DateTimeOffset.Parse("2026-11-24T12:00:00Z", null));
    GitHubServer server = null!;

    public async ValueTask InitializeAsync() => server = await GitHubServer.StartAsync(time: time);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Records_of_one_run_are_read_by_the_next()
    {
        await using (var session = await Records(1).EnterAsync(Place, Patience, default))
        {
            session.Current.Should().BeNull();
            await session.WriteAsync(Record(RecordPhase.Opening), default);
            await session.WriteAsync(Record(RecordPhase.Live) with { Url = new("http://web.test/") }, default);
        }

        var read = await Records(2).ReadAsync(Place, default);

        read.Should().BeEquivalentTo(Record(RecordPhase.Live) with { Url = new("http://web.test/") });
        (await Records(2).ReadAsync("staging", default)).Should().BeNull();
    }

    [Fact]
    public async Task Intent_is_on_GitHub_before_the_write_returns()
    {
        await using var session = await Records(1).EnterAsync(Place, Patience, default);

        await session.WriteAsync(Record(RecordPhase.Opening), default);

        var stored = server.Deployments.All[^1];
        stored.State.Should().Be("in_progress");
        stored.Record!["phase"]!.GetValue<string>().Should().Be("Opening");
        stored.LastStatus!["log_url"]!.GetValue<string>().Should().EndWith("/actions/runs/1");
    }

    [Fact]
    public async Task A_good_run_leaves_one_deployment_that_says_where_it_serves()
    {
        await using (var session = await Records(1).EnterAsync(Place, Patience, default))
        {
            await session.WriteAsync(Record(RecordPhase.Opening), default);
            await session.WriteAsync(Record(RecordPhase.Live) with { Url = new("http://web.test/") }, default);
        }

        var stored = server.Deployments.All.Should().ContainSingle().Which;
        stored.State.Should().Be("success");
        stored.LastStatus!["environment_url"]!.GetValue<string>().Should().Be("http://web.test/");
    }

    [Fact]
    public async Task A_new_version_retires_the_one_before()
    {
        foreach (var run in new[] { 1, 2 })
        {
            await using var session = await Records(run).EnterAsync(Place, Patience, default);
            await session.WriteAsync(Record(RecordPhase.Live), default);
        }

        server.Deployments.All.Select(stored => stored.State).Should().Equal("inactive", "success");
    }

    [Fact]
    public async Task A_run_that_changed_nothing_leaves_nothing()
    {
        await (await Records(1).EnterAsync(Place, Patience, default)).DisposeAsync();

        server.Deployments.All.Should().BeEmpty();
    }

    [Fact]
    public async Task A_record_that_never_became_live_is_a_failure()
    {
        await using (var session = await Records(1).EnterAsync(Place, Patience, default))
            await session.WriteAsync(Record(RecordPhase.Opening), default);

        server.Deployments.All.Should().ContainSingle().Which.State.Should().Be("failure");
        (await Records(2).ReadAsync(Place, default))!.Phase.Should().Be(RecordPhase.Opening);
    }

    [Fact]
    public async Task A_second_run_enters_when_the_first_has_left()
    {
        server.Runs.Set(1, "in_progress");
        var first = await Records(1).EnterAsync(Place, Patience, default);
        var second = Records(2).EnterAsync(Place, Patience, default);

        await PassAsync(TimeSpan.FromSeconds(30));
        second.IsCompleted.Should().BeFalse();
        await first.WriteAsync(Record(RecordPhase.Live), default);
        await first.DisposeAsync();

        await using var entered = await WithTime(second);
        entered.Current!.Phase.Should().Be(RecordPhase.Live);
    }

    [Fact]
    public async Task A_run_that_waits_too_long_names_who_holds_the_environment()
    {
        server.Runs.Set(1, "in_progress");
        await using var first = await Records(1).EnterAsync(Place, Patience, default);

        var entering = () => WithTime(Records(2).EnterAsync(Place, TimeSpan.FromSeconds(20), default));

        (await entering.Should().ThrowAsync<EnvironmentBusyException>()).Which.Holder.Should().Be("https://github.test/octo/repo/actions/runs/1");
        server.Deployments.All.Should().ContainSingle("the waiting run takes its own entry away");
    }

    [Theory]
    [InlineData("completed", 1, 2, 1, "other")]
    [InlineData("in_progress", 2, 2, 1, "other")]
    [InlineData("in_progress", 2, 1, 2, "runner")]
    [InlineData("in_progress", 1, 1, 1, "runner")]
    public async Task A_run_that_is_gone_keeps_nobody_out(string status, int attemptNow, int run, int attempt, string runner)
    {
        server.Runs.Set(1, status, attemptNow);
        var killed = await Records(1, 1, "runner").EnterAsync(Place, Patience, default);
        await killed.WriteAsync(Record(RecordPhase.Opening), default);

        await using (var session = await Records(run, attempt, runner).EnterAsync(Place, Patience, default))
        {
            session.Current!.Phase.Should().Be(RecordPhase.Opening);
            await session.WriteAsync(Record(RecordPhase.Live), default);
        }

        server.Deployments.All.Select(stored => stored.State).Should().Equal(["inactive", "success"], "what the dead run left is tidied up");
    }

    [Fact]
    public async Task A_run_that_is_silent_is_dead_and_one_that_is_not_is_not()
    {
        await Board(1).PostAsync(null, "a killed run", default);
        var second = await WithTime(Records(2).EnterAsync(Place, Patience, default));

        var third = Records(3).EnterAsync(Place, Patience, default);
        await PassAsync(EntryLiveness.Silence * 2);
        third.IsCompleted.Should().BeFalse("the second run says every minute that it is alive");

        await second.DisposeAsync();
        await (await WithTime(third)).DisposeAsync();
        server.Deployments.All.Should().BeEmpty();
    }

    [Fact]
    public async Task The_newest_record_is_found_behind_pages_of_other_deployments()
    {
        await Board(1).PostAsync(Record(RecordPhase.Live), "ours", default);
        using var http = new HttpClient { BaseAddress = server.Url, DefaultRequestHeaders = { { "Authorization", "Bearer token" } } };
        foreach (var _ in Enumerable.Range(0, 230))
            await http.PostAsJsonAsync($"/repos/{Repository}/deployments", new Dictionary<string, object>
            {
                ["ref"] = "main", ["task"] = GitHubRecords.DeploymentTask, ["environment"] = Place, ["required_contexts"] = Array.Empty<string>(), ["payload"] = "text",
            });

        (await Records(2).ReadAsync(Place, default))!.Dseq.Should().Be(1234);
    }

    [Fact]
    public async Task A_missing_permission_is_named_with_what_to_add()
    {
        server.Deny("deployments");

        var entering = () => Records(1).EnterAsync(Place, Patience, default);

        await entering.Should().ThrowAsync<RecordsException>().WithMessage("*octo/repo*'deployments: write'*deployment-details-path*");
    }

    [Fact]
    public async Task A_refused_token_is_named()
    {
        server.Token = "another";

        var reading = () => Records(1).ReadAsync(Place, default);

        await reading.Should().ThrowAsync<RecordsException>().WithMessage("*github-token is not accepted*");
    }

    [Fact]
    public async Task The_post_step_lets_the_next_run_in_at_once()
    {
        long? door = null;
        server.Runs.Set(1, "in_progress");
        _ = await Records(1, inside: id => door = id).EnterAsync(Place, Patience, default);

        await Records(1).LeaveAsync(Place, door!.Value, default);

        await using var session = await Records(2).EnterAsync(Place, TimeSpan.Zero, default);
        session.Current.Should().BeNull();
    }

    [Fact]
    public async Task What_a_killed_run_wrote_before_its_last_record_is_taken_away()
    {
        server.Runs.Set(1, "in_progress");
        var killed = await Records(1).EnterAsync(Place, Patience, default);
        foreach (var phase in new[] { RecordPhase.Opening, RecordPhase.Opening, RecordPhase.Closing }) await killed.WriteAsync(Record(phase), default);

        server.Runs.Set(1, "completed");
        await using (var session = await Records(2).EnterAsync(Place, Patience, default))
            session.Current!.Phase.Should().Be(RecordPhase.Closing);

        server.Deployments.All.Should().ContainSingle().Which.Record!["phase"]!.GetValue<string>().Should().Be("Closing");
    }

    [Fact]
    public async Task Whoever_looks_after_a_killed_run_is_told_when_it_is_inside_and_when_it_has_left()
    {
        List<long?> told = [];

        await (await Records(1, inside: told.Add).EnterAsync(Place, Patience, default)).DisposeAsync();

        told.Should().HaveCount(2);
        told[0].Should().BePositive();
        told[1].Should().BeNull();
    }

    GitHubApi Api() => GitHubApi.Connect(server.Url, Repository, "token", time, "0.0.0");

    GitHubBoard Board(long run) => new(Api(), Owner(run, 1, $"runner {run}"), "0123abc", Place);

    GitHubRecords Records(long run, int attempt = 1, string? runner = null, Action<long?>? inside = null) =>
        new(Api(), Owner(run, attempt, runner ?? $"runner {run}"), "0123abc", inside ?? (_ => { }), NullLogger.Instance, time);

    static EntryOwner Owner(long run, int attempt, string runner) => new(run, attempt, runner, $"https://github.test/{Repository}/actions/runs/{run}");

    static DeploymentRecord Record(RecordPhase phase) => new()
    {
        Phase = phase,
        ChainId = "akashnet-2",
        Owner = "akash1owner",
        Dseq = 1234,
        Hash = "ab",
        Images = ["image@sha256:ab"],
        Run = "https://github.test/octo/repo/actions/runs/1",
    };

    async Task<T> WithTime<T>(Task<T> task)
    {
        while (!task.IsCompleted) await PassAsync(TimeSpan.FromSeconds(1), task);
        return await task;
    }

    /// <summary>Time goes on in steps small enough for real requests to be answered in between.</summary>
    async Task PassAsync(TimeSpan duration, Task? until = null)
    {
        for (var passed = TimeSpan.Zero; passed < duration; passed += TimeSpan.FromSeconds(1))
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(until ?? Task.Delay(3), Task.Delay(3));
        }
    }
}
