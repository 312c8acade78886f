using System.Text;
using CsCheck;

namespace Akash.Sdl.Tests.Properties;

/// <summary>What holds for every document, however it is written. A failure prints the shortest one found and the seed that leads to it.</summary>
public class LanguagePropertyTests
{
    const int Runs = 250;

    static readonly SdlFlavor[] Flavors = [SdlFlavor.Go, SdlFlavor.Ts];

    static readonly Gen<Written> Documents = Gen.Select(SdlTrees.Document, Gen.Int, (document, seed) =>
    {
        var (text, comments) = Handwriting.Write(document, seed);
        return new Written(text, comments, Handwriting.Write(document, 0, Habits.None).Text);
    });

    [Fact]
    public void Most_of_the_documents_tried_are_taken_by_each_tool()
    {
        var taken = new int[Flavors.Length];

        Try(written =>
        {
            foreach (var (i, flavor) in Flavors.Index())
                if (Examples.Compile(written.Plainly, flavor).Accepted) Interlocked.Increment(ref taken[i]);
        });

        taken.Should().OnlyContain(count => count > Runs / 4);
    }

    [Fact]
    public void Order_of_keys_and_comments_and_styles_do_not_matter() => Try(written =>
        Meaning(written.Text).Should().Equal(Meaning(written.Plainly)));

    [Fact]
    public void Formatting_keeps_meaning_and_comments_and_is_done_after_once() => Try(written =>
    {
        var once = Text(SdlFormatter.Format(Examples.Source(written.Text)));

        Meaning(once).Should().Equal(Meaning(written.Text), "of\n{0}", once);
        Text(SdlFormatter.Format(Examples.Source(once))).Should().Be(once);
        CommentsOf(once).Should().BeEquivalentTo(written.Comments, "of\n{0}", once);
    });

    /// <summary>What each tool answers, and what comes of it.</summary>
    static IEnumerable<string?> Meaning(string text) =>
        from flavor in Flavors
        let result = Examples.Compile(text, flavor)
        from part in (string?[])
        [
            $"{flavor} accepts: {result.Accepted}, valid: {result.Valid}", result.Compiled?.GroupsJson, result.Compiled?.ManifestJson,
            result.Compiled is { } compiled ? Convert.ToHexStringLower(compiled.Hash.AsSpan()) : null,
        ]
        select part;

    /// <summary>Every comment of the handwriting ends in its number.</summary>
    static IEnumerable<string> CommentsOf(string text) =>
        text.Split('\n').Select(line => System.Text.RegularExpressions.Regex.Match(line, @"(?<=^| )(#|# |#- |# a: b |# ""|# - \{x\} |## |#\t|# it's )c[0-9]+$")).Where(match => match.Success).Select(match => match.Value);

    static string Text(SdlSource source) => Encoding.UTF8.GetString(source.Utf8.Span);

    static void Try(Action<Written> holds) => Documents.Sample(holds, iter: Runs, threads: 2, print: written => written.Text);

    /// <param name="Text">In some hand.</param>
    /// <param name="Plainly">The same document in the plainest way.</param>
    sealed record Written(string Text, IReadOnlyList<string> Comments, string Plainly);
}
