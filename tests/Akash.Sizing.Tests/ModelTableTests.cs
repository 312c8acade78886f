namespace Akash.Sizing.Tests;

public sealed class ModelTableTests
{
    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", 8.03)]
    [InlineData("llama3.1:8b", 8.03)]
    [InlineData("https://huggingface.co/Qwen/Qwen2.5-7B-Instruct", 7.616)]
    [InlineData("hf.co/bartowski/Meta-Llama-3.1-8B-Instruct-GGUF:Q4_K_M", 8.03)]
    [InlineData("RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic", 70.554)]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1", 46.703)]
    public void A_known_model_is_found_by_any_of_its_names(string name, double billions)
    {
        var facts = ModelTable.Find(name)!;

        facts.Origin.Should().Be(Origin.Table);
        (facts.Parameters!.Value / 1e9).Should().BeApproximately(billions, 0.01);
    }

    [Theory]
    [InlineData("someone/Quixotic-13B-Chat", 13)]
    [InlineData("someone/Quixotic-0.5B", 0.5)]
    [InlineData("someone/Quixotic-350M", 0.35)]
    public void An_unknown_model_is_sized_by_its_name_with_five_percent_on_top(string name, double billions)
    {
        var facts = ModelTable.Find(name)!;

        facts.Origin.Should().Be(Origin.Name);
        (facts.Parameters!.Value / 1e9).Should().BeApproximately(billions * 1.05, 0.001);
    }

    [Fact]
    public void A_mixture_counts_less_than_the_product_of_its_experts() =>
        (ModelTable.Find("someone/Quixotic-4x10B")!.Parameters!.Value / 1e9).Should().BeApproximately(0.82 * 40 * 1.05, 0.01);

    [Fact]
    public void A_name_without_a_size_says_nothing() => ModelTable.Find("someone/quixotic-chat").Should().BeNull();
}
