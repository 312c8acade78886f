using System.Text.Json;

namespace Akash.EndToEnd.Tests.Actions;

/// <summary>What the workflow sets without touching the repository's SDL.</summary>
[Collection(nameof(JobNetwork))]
public sealed class OverlayTests(JobNetwork network)
{
    const string Secret = "s3cr3t: \"quoted\" ${NOT_A_VARIABLE} #1";

    [Fact]
    public async Task Environment_and_replicas_of_the_inputs_reach_the_container_and_no_log_shows_the_secret()
    {
        using var job = new Job(network, "hello-node", Wallets.Overlays);
        await job.FundAsync();

        // Given a page that tells what its container has, and prints it too.
        job.Edit("server.js", "const version = 'v1';", "const version = [process.env.GREETING, process.env.API_KEY, process.env.REGION].join('|');");
        job.Edit("deploy.yaml", "    expose:", "    env:\n      - GREETING=from the file\n      - REGION=${REGION:-nowhere}\n    expose:");
        job.Environment["API_KEY"] = Secret;
        job.Environment["REGION"] = "eu";
        (string, string)[] inputs = [("env", "GREETING=hello: \"you\" # all\nAPI_KEY="), ("count", "web=2"), ("memory", "160Mi")];

        // When it is deployed, the container has what inputs and variables say, and the file's own values are gone.
        var created = await job.RunAsync(inputs: inputs);
        created.ExitCode.Should().Be(0, created.Log);
        (await Job.CurlAsync(created.Outputs["url"])).Should().Contain($"hello: \"you\" # all|{Secret}|eu");
        using (var result = JsonDocument.Parse(created.Outputs["result"]))
            result.RootElement.GetProperty("services")[0].GetProperty("total").GetInt32().Should().Be(2);

        // Neither the deploy nor the container's own words in the log of the job show the secret.
        var logs = await job.RunAsync("logs", inputs: inputs);
        logs.Log.Should().Contain("listens on port");
        foreach (var seen in (string[])[created.Log, created.Summary, string.Concat(created.Outputs.Values), string.Concat(created.State.Values), logs.Log])
            seen.Should().NotContain(Secret);

        // When a variable is missing, nothing is spent.
        job.Environment.Remove("API_KEY");
        var refused = await job.RunAsync(inputs: inputs);
        refused.ExitCode.Should().Be(2, refused.Log);
        refused.Log.Should().Contain("::error::env: line 2: API_KEY has no value");

        (await job.RunAsync("close")).ExitCode.Should().Be(0);
    }
}
