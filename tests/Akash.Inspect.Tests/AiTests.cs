using Akash.Sizing;

namespace Akash.Inspect.Tests;

public sealed class AiTests
{
    [Fact]
    public void A_vLLM_command_names_engine_model_and_card_count()
    {
        var inspection = Repository.Inspect(
            ("requirements.txt", "vllm==0.11\n"),
            ("Procfile", "web: vllm serve Qwen/Qwen2.5-32B-Instruct --tensor-parallel-size 2 --port 8000\n"));

        var ai = inspection.Ai!;
        ai.Engine.Value.Should().Be(Engine.Vllm);
        ai.Model.Should().Be(new Found<string>("Qwen/Qwen2.5-32B-Instruct", "the model it loads", new("Procfile", 1)));
        ai.Need.Gpu!.Count.Should().Be(2);
        inspection.HealthPath!.Value.Should().Be("/health");
        inspection.Port!.Value.Should().Be(8000);
    }

    [Fact]
    public void Transformers_with_torch_is_sized_by_the_model_the_source_loads()
    {
        var inspection = Repository.Inspect(
            ("requirements.txt", "torch\ntransformers\nfastapi\nuvicorn\n"),
            ("main.py", "from transformers import AutoModelForCausalLM\napp = FastAPI()\nmodel = AutoModelForCausalLM.from_pretrained(\"Qwen/Qwen2.5-7B-Instruct\")\n"));

        inspection.Ai!.Engine.Should().Be(new Found<Engine>(Engine.Transformers, "depends on torch and transformers", new("requirements.txt", 2)));
        inspection.Ai.Model!.Evidence.Should().Be(new Evidence("main.py", 3));
        inspection.Ai.Need.Gpu.Should().NotBeNull();
        inspection.Ai.Need.SharedMemoryGiB.Should().BePositive();
    }

    [Theory]
    [InlineData("transformers\n", "", "a tokenizer library alone")]
    [InlineData("openai\n", "", "a client of somebody else's GPU")]
    [InlineData("torch\n", "x = torch.zeros(3)", "nothing asks for CUDA")]
    public void A_library_alone_asks_for_no_GPU(string requirements, string source, string because) =>
        Repository.Inspect(("requirements.txt", requirements), ("main.py", source)).Ai.Should().BeNull(because);

    [Fact]
    public void The_CPU_wheels_of_torch_keep_it_on_the_CPU()
    {
        var inspection = Repository.Inspect(
            ("requirements.txt", "--extra-index-url https://download.pytorch.org/whl/cpu\ntorch\ntransformers\n"),
            ("main.py", "pipeline('text-generation', model=\"Qwen/Qwen2.5-0.5B-Instruct\")"));

        inspection.Ai!.Need.Gpu.Should().BeNull();
    }

    [Fact]
    public void A_Modelfile_is_served_by_Ollama_as_a_user_without_rights()
    {
        var inspection = Repository.Inspect(("Modelfile", "FROM llama3.1:8b\nPARAMETER num_ctx 8192\n"));

        inspection.Application!.Ecosystem.Should().Be("ollama");
        inspection.Ai!.Model!.Value.Should().Be("llama3.1:8b");
        inspection.Port!.Value.Should().Be(11434);
        inspection.Application.Dockerfile.Should().Contain("USER 10001");
    }

    [Fact]
    public void An_engine_as_base_image_is_seen_too()
    {
        var inspection = Repository.Inspect(
            ("Dockerfile", "FROM vllm/vllm-openai:v0.11.0\nEXPOSE 8000\nCMD [\"--model\", \"mistralai/Mistral-7B-Instruct-v0.3\"]\n"));

        inspection.Ai!.Model!.Value.Should().Be("mistralai/Mistral-7B-Instruct-v0.3");
    }

    [Fact]
    public void A_framework_without_a_model_says_what_it_assumed()
    {
        var inspection = Repository.Inspect(("requirements.txt", "diffusers\ntorch\ngradio\n"), ("app.py", "import gradio\n"));

        inspection.Ai!.Need.Origin.Should().Be(Origin.Guess);
        inspection.Notes.Should().ContainSingle(note => note.Code == "RES001");
    }
}
