using Akash.Action.Logging;

namespace Akash.Action.Tests.Logging;

public class SecretsTests
{
    [Fact]
    public void Secret_is_hidden_wherever_it_stands_and_announced_once()
    {
        List<string> announced = [];
        var secrets = new Secrets(announced.Add);

        secrets.Add("correct-horse");
        secrets.Add(" correct-horse ");

        secrets.Scrub("a correct-horse, twice: correct-horse").Should().Be("a ***, twice: ***");
        announced.Should().Equal("correct-horse");
    }

    [Fact]
    public void Short_values_stay_since_hiding_them_would_blank_out_ordinary_text()
    {
        var secrets = new Secrets();

        secrets.Add("abandon");
        secrets.Add("");
        secrets.Add(null);

        secrets.Scrub("abandon ship").Should().Be("abandon ship");
    }

    [Fact]
    public void Mnemonic_is_hidden_as_given_and_with_single_spaces_but_no_word_of_it()
    {
        List<string> announced = [];
        var secrets = new Secrets(announced.Add);

        secrets.AddMnemonic("abandon  ability\nable   absorbent");

        secrets.Scrub("abandon ability able absorbent").Should().Be("***");
        secrets.Scrub("abandon  ability\nable   absorbent").Should().Be("***");
        secrets.Scrub("absorbent").Should().Be("absorbent");
        announced.Should().Equal("abandon ability able absorbent");
    }

    [Fact]
    public void Login_is_hidden_in_the_form_that_registries_are_sent()
    {
        var secrets = new Secrets();

        secrets.AddLogin("octocat", "s3cret-token");

        secrets.Scrub("Basic " + Convert.ToBase64String("octocat:s3cret-token"u8)).Should().Be("Basic ***");
        secrets.Scrub("octocat").Should().Be("octocat");
    }

    [Theory]
    [InlineData("""{"key":"pass+word \"of\" <mine>/1"}""", """{"key":"***"}""")]
    [InlineData("""{"key":"pass\u002Bword \u0022of\u0022 \u003Cmine\u003E/1"}""", """{"key":"***"}""")]
    [InlineData("?key=pass%2Bword%20%22of%22%20%3Cmine%3E%2F1&x=1", "?key=***&x=1")]
    [InlineData("cGFzcyt3b3JkICJvZiIgPG1pbmU+LzE=", "***E=")]
    [InlineData("cGFzcyt3b3JkICJvZiIgPG1pbmU-LzE", "***E")]
    [InlineData("b2N0b2NhdDpwYXNzK3dvcmQgIm9mIiA8bWluZT4vMQ==", "b2N0b2NhdDp***Q==")]
    public void Secret_is_hidden_in_the_forms_that_other_texts_give_it(string text, string shown)
    {
        List<string> announced = [];
        var secrets = new Secrets(announced.Add);

        secrets.Add("pass+word \"of\" <mine>/1");

        secrets.Scrub(text).Should().Be(shown);
        announced.Should().ContainSingle("the runner finds these forms by itself");
    }

    [Fact]
    public void A_secret_within_a_secret_leaves_nothing_of_the_longer_one()
    {
        var secrets = new Secrets();

        secrets.Add("inner-secret");
        secrets.Add("outer-inner-secret-outer");

        secrets.Scrub("outer-inner-secret-outer").Should().Be("***");
    }
}
