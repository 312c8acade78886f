using System.Globalization;

namespace Akash.Sizing.Tests;

/// <summary>The worked results of spec/ai-sizing.md section 5.7: GiB per GPU within half a GiB.</summary>
public sealed class MemoryPlanTests
{
    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "bf16", 1, 18.7)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "fp8", 1, 12.2)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "int4", 1, 9.0)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "bf16", 2, 10.7)]
    [InlineData("Qwen/Qwen2.5-7B-Instruct", "bf16", 1, 16.8)]
    [InlineData("Qwen/Qwen2.5-7B-Instruct", "int4", 1, 7.8)]
    [InlineData("Qwen/Qwen3-8B", "bf16", 1, 19.2)]
    [InlineData("google/gemma-3-12b-it", "bf16", 1, 28.6)]
    [InlineData("microsoft/phi-4", "bf16", 1, 32.2)]
    [InlineData("openai/gpt-oss-20b", "mxfp4", 1, 14.9)]
    [InlineData("google/gemma-3-27b-it", "bf16", 1, 58.3)]
    [InlineData("Qwen/Qwen3.5-27B", "bf16", 1, 54.0)]
    [InlineData("Qwen/Qwen3-30B-A3B", "bf16", 1, 60.0)]
    [InlineData("Qwen/Qwen2.5-32B-Instruct", "int4", 1, 23.9)]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1", "bf16", 2, 47.0)]
    [InlineData("meta-llama/Llama-3.3-70B-Instruct", "bf16", 2, 70.6)]
    [InlineData("meta-llama/Llama-3.3-70B-Instruct", "bf16", 4, 36.9)]
    [InlineData("meta-llama/Llama-3.3-70B-Instruct", "int4", 1, 44.1)]
    [InlineData("Qwen/Qwen2.5-72B-Instruct", "bf16", 4, 37.9)]
    [InlineData("openai/gpt-oss-120b", "mxfp4", 1, 63.1)]
    [InlineData("meta-llama/Llama-4-Scout-17B-16E-Instruct", "bf16", 4, 54.2)]
    public void A_server_needs_per_gpu_what_the_formulas_give(string model, string precision, int gpus, double expected)
    {
        var facts = ModelTable.Find(model)!;

        var plan = MemoryPlan.Of(Engine.Vllm, facts, Precision.Named(precision)!, gpus);

        plan.NeedGiB.Should().BeApproximately(expected, 0.5, "{0}", plan.ToString());
    }

    [Fact]
    public void A_quantised_file_is_held_at_its_bits_per_weight()
    {
        var facts = ModelTable.Find("llama3.1:8b")!;

        var plan = MemoryPlan.Of(Engine.Ollama, facts, Precision.Q4KM, 1);

        plan.Weights.Should().BeApproximately(4.58, 0.05);
        plan.Cache.Should().BeApproximately(1.0, 0.05, "8,192 tokens of 128 KiB");
    }

    [Theory]
    [InlineData("Qwen/Qwen2.5-7B-Instruct-AWQ", "int4")]
    [InlineData("RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8-dynamic", "fp8")]
    [InlineData("TheBloke/Mistral-7B-Instruct-v0.2-GPTQ", "int4")]
    [InlineData("llama3.1:70b-instruct-q4_K_M", "Q4_K_M")]
    [InlineData("qwen2.5:7b-instruct-q8_0", "Q8_0")]
    [InlineData("unsloth/Llama-3.2-3B-Instruct-bnb-4bit", "nf4")]
    [InlineData("nvidia/Llama-3.3-70B-Instruct-NVFP4", "nvfp4")]
    [InlineData("neuralmagic/Qwen2-7B-quantized.w8a8", "int8")]
    public void A_name_tells_the_precision(string model, string expected) =>
        Precision.FromModelName(model)!.Name.Should().Be(expected);

    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct")]
    [InlineData("Qwen/Qwen2.5-14B-Instruct-1M")]
    public void A_name_without_a_precision_tells_none(string model) => Precision.FromModelName(model).Should().BeNull();

    [Fact]
    public void Stated_bits_per_weight_are_taken_as_they_are() =>
        Precision.FromModelName("someone/Big-70B-exl2-4.0bpw")!.BytesPerWeight.ToString(CultureInfo.InvariantCulture).Should().Be("0.5");
}
