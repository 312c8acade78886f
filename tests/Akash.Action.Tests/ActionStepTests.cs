using Akash.GitHub.Testing;

namespace Akash.Action.Tests;

public sealed class ActionStepTests : IDisposable
{
    readonly StepFixture step = new();

    public void Dispose() => step.Dispose();

    [Fact]
    public async Task Secrets_are_masked_before_the_first_other_line()
    {
        step.Variables["INPUT_GITHUB-TOKEN"] = "ghs_job_token_0123";
        step.Variables["INPUT_REGISTRY-USERNAME"] = "octocat";
        step.Variables["INPUT_REGISTRY-PASSWORD"] = "registry-password";
        step.Variables["INPUT_PULL-PASSWORD"] = "pull-password-0";
        step.Variables["INPUT_ENV"] = "PLAIN=shown in the log\nAPI_KEY=\n[web]\nPEM";
        step.Variables["API_KEY"] = "api-key-0123";
        step.Variables["PEM"] = "-----BEGIN-----\nline-of-the-key\n-----END-----";
        step.Variables["INPUT_DSEQ"] = "not a number";

        await step.RunAsync();

        var lines = step.Log.ToString().Split('\n');
        var masks = lines.TakeWhile(line => line.StartsWith("::add-mask::")).Select(line => line["::add-mask::".Length..]).ToList();
        masks.Should().Contain([StepFixture.Mnemonic, "ghs_job_token_0123", "registry-password", "pull-password-0", "api-key-0123", "line-of-the-key", Convert.ToBase64String("octocat:registry-password"u8)]);
        lines.Skip(masks.Count).Should().NotContain(line => masks.Any(line.Contains));
    }

    [Fact]
    public async Task Bad_input_ends_with_2_and_says_so_in_outputs_and_summary()
    {
        step.Variables["INPUT_DSEQ"] = "12x";

        (await step.RunAsync()).Should().Be(2);

        step.Outputs["outcome"].Should().Be("failed");
        step.Outputs["reason-code"].Should().Be("input-invalid");
        step.Log.ToString().Should().Contain("::error::dseq: '12x' is not a deployment's number");
        step.Summary.Should().Contain("failed (input-invalid)");
        step.State["finished"].Should().Be("true");
    }

    [Fact]
    public async Task A_wallet_that_is_none_ends_with_2_and_shows_no_word_of_it()
    {
        step.Variables["INPUT_DSEQ"] = "12";
        step.Variables["INPUT_MNEMONIC"] = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon";

        (await step.RunAsync()).Should().Be(2);

        step.Outputs["reason-code"].Should().Be("input-invalid");
        step.Log.ToString().Should().Contain("::error::mnemonic: ");
    }

    [Fact]
    public async Task An_empty_repository_ends_with_2_and_what_to_add()
    {
        step.Variables["INPUT_DSEQ"] = "12";

        (await step.RunAsync()).Should().Be(2);

        step.Log.ToString().Should().Contain("add a Dockerfile");
    }

    [Fact]
    public async Task Errors_of_the_SDL_are_annotated_where_they_stand_before_anything_is_built()
    {
        step.Variables["INPUT_DSEQ"] = "12";
        step.Write("Dockerfile", "FROM scratch");
        step.Write("deploy.yaml", """
            version: "2.0"
            services:
              web:
                expose:
                  - port: 99999
                    as: 80
                    to:
                      - global: true
            profiles:
              compute:
                web:
                  resources: { cpu: { units: 0.25 }, memory: { size: 128Mi }, storage: { size: 512Mi } }
              placement:
                akash:
                  pricing:
                    web: { denom: uact, amount: 100 }
            deployment:
              web:
                akash: { profile: web, count: 1 }
            """);

        (await step.RunAsync()).Should().Be(2);

        step.Outputs["reason-code"].Should().Be("sdl-invalid");
        step.Log.ToString().Should().MatchRegex("::error file=deploy.yaml,line=5,col=[0-9]+,title=SDL[0-9]+::services.web.expose");
    }

    [Fact]
    public async Task An_SDL_of_several_services_that_ask_for_no_build_names_them()
    {
        step.Variables["INPUT_DSEQ"] = "12";
        step.Write("Dockerfile", "FROM scratch");
        step.Variables["INPUT_SDL"] = "services:\n  web:\n    image: nginx:1\n  db:\n    image: redis:7\n";

        (await step.RunAsync()).Should().Be(2);

        step.Outputs["reason-code"].Should().Be("input-invalid");
        step.Log.ToString().Should().Contain("web (nginx:1)").And.Contain("db (redis:7)");
    }

    [Fact]
    public async Task A_variable_that_is_missing_in_the_SDL_is_annotated_where_it_stands()
    {
        step.Variables["INPUT_DSEQ"] = "12";
        step.Variables["INPUT_MNEMONIC"] = StepFixture.Mnemonic;
        step.Write("deploy.yaml", "version: \"2.0\"\nservices:\n  web:\n    image: nginx:1\n    command: [\"${SHELL_VARIABLE}\"]\n    env:\n      - WORDS=${INPUT_MNEMONIC}\n");

        (await step.RunAsync()).Should().Be(2);

        step.Outputs["reason-code"].Should().Be("sdl-invalid");
        step.Log.ToString().Should().Contain("::error file=deploy.yaml,line=7,col=15,title=SDL0017::services.web.env[0]: the variable INPUT_MNEMONIC has no value")
            .And.NotContain("SHELL_VARIABLE");
    }

    [Fact]
    public async Task An_input_that_fits_no_service_ends_with_2_before_anything_is_built()
    {
        step.Variables["INPUT_DSEQ"] = "12";
        step.Variables["INPUT_COUNT"] = "weeb=2";
        step.Write("deploy.yaml", "version: \"2.0\"\nservices:\n  web:\n    image: nginx:1\n");

        (await step.RunAsync()).Should().Be(2);

        step.Outputs["reason-code"].Should().Be("input-invalid");
        step.Log.ToString().Should().Contain("::error::count: line 1: deploy.yaml has no service 'weeb', only web; did you mean 'web'?");
    }

    [Fact]
    public async Task Generate_writes_what_the_inputs_say_and_no_secret()
    {
        step.Variables["INPUT_COMMAND"] = "generate";
        step.Variables["INPUT_CPU"] = "8";
        step.Variables["INPUT_ENV"] = "API_KEY=\nMODE=fast";
        step.Variables["API_KEY"] = "api-key-0123";
        step.Write("index.html", "<h1>hello</h1>");
        await step.RunAsync();

        var sdl = File.ReadAllText(Path.Combine(step.Workspace, "deploy.yaml"));

        sdl.Should().Contain("- \"API_KEY=${API_KEY}\"\n      - \"MODE=fast\"\n").And.Contain("units: 8\n").And.Contain("Changed as the inputs say.").And.NotContain("api-key-0123");
        sdl.Should().MatchRegex("about \\$1[0-9]{2} a month", "the price is one for 8 CPUs");
    }

    [Fact]
    public async Task Inspect_writes_its_result_as_output()
    {
        step.Variables["INPUT_COMMAND"] = "inspect";
        step.Variables["INPUT_MNEMONIC"] = "";
        step.Write("index.html", "<h1>hello</h1>");

        (await step.RunAsync()).Should().Be(0);

        step.Outputs["result"].Should().Contain("a static site");
    }

    [Fact]
    public async Task Generate_writes_the_files_that_the_repository_lacks()
    {
        step.Variables["INPUT_COMMAND"] = "generate";
        step.Write("index.html", "<h1>hello</h1>");
        step.Write("deploy.yaml", "mine");

        (await step.RunAsync()).Should().Be(0);

        File.Exists(Path.Combine(step.Workspace, "Dockerfile")).Should().BeTrue();
        File.ReadAllText(Path.Combine(step.Workspace, "deploy.yaml")).Should().Be("mine");
    }

    [Fact]
    public async Task Closing_what_was_never_recorded_ends_with_2_and_leaves_nothing_on_GitHub()
    {
        await using var github = await GitHubServer.StartAsync();
        step.Variables["INPUT_COMMAND"] = "close";
        step.Variables["GITHUB_API_URL"] = github.Url.ToString();
        step.Variables["INPUT_GITHUB-TOKEN"] = "token-of-the-job";

        (await step.RunAsync()).Should().Be(2);

        step.Outputs["reason-code"].Should().Be("no-record");
        step.State.Should().ContainKey("door");
        github.Deployments.All.Should().BeEmpty();
    }

    [Fact]
    public async Task A_missing_permission_ends_with_2_and_names_it()
    {
        await using var github = await GitHubServer.StartAsync();
        github.Deny("deployments");
        step.Variables["INPUT_COMMAND"] = "close";
        step.Variables["GITHUB_API_URL"] = github.Url.ToString();
        step.Variables["INPUT_GITHUB-TOKEN"] = "token-of-the-job";

        (await step.RunAsync()).Should().Be(2);

        step.Outputs["reason-code"].Should().Be("record-unavailable");
        step.Log.ToString().Should().Contain("'deployments: write'");
    }

    [Fact]
    public async Task The_post_step_of_a_finished_run_does_nothing()
    {
        step.Variables["INPUT_DSEQ"] = "12x";
        await step.RunAsync();
        step.Log.GetStringBuilder().Clear();

        (await step.PostAsync()).Should().Be(0);

        step.Log.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task The_post_step_of_a_killed_run_opens_the_environment_for_the_next()
    {
        await using var github = await GitHubServer.StartAsync();
        step.Variables["INPUT_COMMAND"] = "close";
        step.Variables["GITHUB_API_URL"] = github.Url.ToString();
        step.Variables["INPUT_GITHUB-TOKEN"] = "token-of-the-job";
        using var http = new HttpClient { BaseAddress = github.Url, DefaultRequestHeaders = { { "Authorization", "Bearer token" } } };
        await http.PostAsync("/repos/octo/repo/deployments", new StringContent("""
            {"ref":"0123abc","task":"akash","environment":"production","required_contexts":[],"payload":{"akash":1,"run":{"run_id":7,"attempt":1,"runner":"runner 7","url":"x"}}}
            """));
        step.Variables["STATE_door"] = $"{github.Deployments.All.Single().Id}";

        (await step.PostAsync()).Should().Be(0);

        github.Deployments.All.Should().BeEmpty();
        step.Log.ToString().Should().Contain("nothing is left to finish");
    }
}
