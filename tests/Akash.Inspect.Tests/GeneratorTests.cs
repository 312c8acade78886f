using System.Text;
using Akash.Sdl;

namespace Akash.Inspect.Tests;

public sealed class GeneratorTests
{
    static readonly (string, string)[] Hello = [Repository.Package("""  "scripts": { "start": "node server.js" }"""), ("server.js", "server.listen(3000)")];

    static SdlResult Compile(string sdl) => SdlCompiler.Compile(new("deploy.yaml", Encoding.UTF8.GetBytes(sdl)));

    [Fact]
    public void The_written_SDL_exposes_the_port_found_as_public_HTTP_and_compiles()
    {
        var generated = Generator.Generate(Repository.Inspect(Hello), new("ghcr.io/owner/app"));

        generated.Sdl.Should().Contain("- port: 3000").And.Contain("as: 80").And.Contain("global: true").And.Contain("ghcr.io/owner/app");
        var result = Compile(generated.Sdl!);
        result.Valid.Should().BeTrue(string.Join('\n', result.Diagnostics));
        generated.DockerIgnore!.Split('\n').Should().Contain([".git", "**/node_modules", ".env"]);
    }

    [Fact]
    public void Without_an_image_name_the_image_is_left_to_the_deploy() =>
        Generator.Generate(Repository.Inspect(Hello)).Sdl.Should().NotContain("image:");

    [Fact]
    public void An_AI_server_gets_GPU_shared_memory_and_the_reasoning_with_it()
    {
        var inspection = Repository.Inspect(
            ("Dockerfile", "FROM vllm/vllm-openai:v0.11.0\nEXPOSE 8000\nCMD [\"--model\", \"Qwen/Qwen2.5-7B-Instruct\"]\n"));

        var generated = Generator.Generate(inspection, new("ghcr.io/owner/app"));

        generated.Sdl.Should().Contain("nvidia").And.Contain("model: rtx4090").And.Contain("/dev/shm").And.Contain("class: ram");
        generated.Explanation.Should().Contain(line => line.StartsWith("weights ")).And.Contain(line => line.StartsWith("Price cap "));
        var result = Compile(generated.Sdl!);
        result.Valid.Should().BeTrue(string.Join('\n', result.Diagnostics));
    }

    [Fact]
    public void Files_the_repository_brings_are_left_alone()
    {
        var generated = Generator.Generate(Repository.Inspect([.. Hello, ("deploy.yaml", "x"), (".dockerignore", "y")]));

        generated.Sdl.Should().BeNull();
        generated.DockerIgnore.Should().BeNull();
        generated.Dockerfile.Should().NotBeNull();
    }

    [Fact]
    public void The_same_repository_gives_the_same_bytes() =>
        Generator.Generate(Repository.Inspect(Hello)).Should().BeEquivalentTo(Generator.Generate(Repository.Inspect(Hello)));

    [Fact]
    public void The_JSON_has_camel_case_names_and_evidence()
    {
        var json = InspectionJson.Write(Repository.Inspect(Hello));

        json.Should().Contain("\"ecosystem\": \"node\"").And.Contain("\"kind\": \"web\"").And.Contain("\"file\": \"server.js\"").And.NotContain("FROM node");
    }
}
