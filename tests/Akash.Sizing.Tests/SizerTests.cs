namespace Akash.Sizing.Tests;

public sealed class SizerTests
{
    [Fact]
    public void An_8B_chat_server_gets_one_card_of_24_GB_and_memory_beside_it()
    {
        var need = Sizer.Size(new(Engine.Vllm, "meta-llama/Llama-3.1-8B-Instruct"));

        need.Gpu!.Count.Should().Be(1);
        need.Gpu.Models.Select(model => model.Name).Should().Contain(["rtx3090", "rtx4090", "a5000"]).And.NotContain(["t4", "rtx3060", "p40"]);
        need.Gpu.Models.Select(model => $"{model.Name}/{model.Ram}").Should().BeInAscendingOrder(StringComparer.Ordinal);
        need.MemoryGiB.Should().Be(16);
        need.SharedMemoryGiB.Should().Be(2);
        need.Gated.Should().BeTrue();
        need.Reasoning.Should().Contain(line => line.StartsWith("weights 15 GiB")).And.Contain(line => line.StartsWith("cache 2 GiB"));
    }

    [Fact]
    public void A_70B_model_is_spread_over_several_cards_with_shared_memory_between_them()
    {
        var need = Sizer.Size(new(Engine.Vllm, "meta-llama/Llama-3.3-70B-Instruct"));

        need.Gpu!.Count.Should().BeOneOf(2, 4);
        need.SharedMemoryGiB.Should().Be(10);
        need.StorageGiB.Should().BeGreaterThan(177, "131 GiB are downloaded");
    }

    [Fact]
    public void A_card_of_several_sizes_is_named_with_the_size_that_fits()
    {
        var need = Sizer.Size(new(Engine.Vllm, "google/gemma-3-27b-it"));

        need.Gpu!.Models.Should().Contain(new GpuAlternative("a100", "80Gi")).And.NotContain(new GpuAlternative("a100", "40Gi"));
        need.Gpu.Models.Should().Contain(new GpuAlternative("h100", null));
    }

    [Fact]
    public void A_small_encoder_runs_on_the_cpu() =>
        Sizer.Size(new(Engine.SentenceTransformers, "sentence-transformers/all-MiniLM-L6-v2")).Gpu.Should().BeNull();

    [Fact]
    public void A_repository_that_asks_for_the_cpu_gets_no_gpu() =>
        Sizer.Size(new(Engine.Transformers, "Qwen/Qwen2.5-7B-Instruct", CpuOnly: true)).Gpu.Should().BeNull();

    [Fact]
    public void Ollama_takes_a_four_bit_copy_of_its_own_accord()
    {
        var need = Sizer.Size(new(Engine.Ollama, "llama3.1:8b"));

        need.Gpu!.GiBPerCard.Should().BeInRange(6, 7.5);
        need.Reasoning[0].Should().Contain("Q4_K_M");
    }

    [Theory]
    [InlineData(Engine.Vllm, "rtx4090", "t4")]
    [InlineData(Engine.Diffusers, "rtx3060", "rtx2060")]
    [InlineData(Engine.Torch, "rtx4090", "rtx3060")]
    public void Without_a_model_the_usual_one_of_the_engine_is_assumed_and_said(Engine engine, string offered, string tooSmall)
    {
        var need = Sizer.Size(new(engine, null));

        need.Origin.Should().Be(Origin.Guess);
        need.Reasoning[0].Should().Contain("no model is named").And.Contain("assumed");
        need.Gpu!.Models.Select(model => model.Name).Should().Contain(offered).And.NotContain(tooSmall);
    }

    [Fact]
    public void An_image_pipeline_goes_by_what_its_publisher_measured()
    {
        var need = Sizer.Size(new(Engine.Diffusers, "black-forest-labs/FLUX.1-dev"));

        need.Gpu!.Count.Should().Be(1);
        need.Gpu.GiBPerCard.Should().BeApproximately(32.6, 0.2);
        need.Gpu.Models.Select(model => model.Name).Should().NotContain("rtx4090");
    }

    [Fact]
    public void A_model_no_machine_holds_is_refused_with_a_way_out()
    {
        var size = () => Sizer.Size(new(Engine.Vllm, "someone/Colossus-2000B"));

        size.Should().Throw<ModelTooLargeException>().WithMessage("*Colossus-2000B*quantised*");
    }

    [Fact]
    public void Every_known_model_is_sized_or_refused_with_a_reason()
    {
        foreach (var row in Table.Read("models.csv"))
        {
            try
            {
                var need = Sizer.Size(new(Engine.Vllm, row["id"]));
                need.Reasoning.Should().NotBeEmpty();
                need.MemoryGiB.Should().BePositive(row["id"]);
                need.Gpu?.Models.Should().NotBeEmpty(row["id"]);
            }
            catch (ModelTooLargeException tooLarge)
            {
                tooLarge.Message.Should().Contain(row["id"]);
            }
        }
    }
}
