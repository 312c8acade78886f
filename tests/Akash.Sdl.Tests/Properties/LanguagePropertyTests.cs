using System.Text;
using CsCheck;

namespace Akash.Sdl.Tests.Properties;

/// <summary>What holds for every document, however it is written. A failure prints the shortest one found and the seed that leads to it.</summary>
public class LanguagePropertyTests
{
    const int Runs = 400;

    static readonly SdlFlavor[] Flavors = [SdlFlavor.Go, SdlFlavor.Ts];

    [Fact]
    public void Most_of_the_documents_tried_are_taken_by_each_tool()
    {
        var taken = new int[Flavors.Length];

        Try(SdlTrees.Document, document =>
        {
            foreach (var (i, flavor) in Flavors.Index())
                if (Examples.Compile(Handwriting.Write(document, 0, Habits.None).Text, flavor).Accepted) Interlocked.Increment(ref taken[i]);
        });

        taken.Should().OnlyContain(count => count > Runs / 4);
    }

    [Fact]
    public void Order_of_keys_and_comments_and_styles_do_not_matter() => Try(Gen.Select(SdlTrees.Document, Gen.Int), written =>
    {
        var (document, seed) = written;
        var plain = Handwriting.Write(document, 0, Habits.None).Text;
        var other = Handwriting.Write(document, seed).Text;

        Meaning(other).Should().Equal(Meaning(plain), "of\n{0}\nand\n{1}", plain, other);
    });

    [Fact]
    public void Formatting_keeps_meaning_and_comments_and_is_done_after_once() => Try(Gen.Select(SdlTrees.Document, Gen.Int), written =>
    {
        var (text, comments) = Handwriting.Write(written.Item1, written.Item2);

        var once = Text(SdlFormatter.Format(Examples.Source(text)));

        Meaning(once).Should().Equal(Meaning(text), "of\n{0}\nand\n{1}", text, once);
        Text(SdlFormatter.Format(Examples.Source(once))).Should().Be(once, "of\n{0}", text);
        CommentsOf(once).Should().BeEquivalentTo(comments.Select(comment => comment.Trim()), "of\n{0}\nand\n{1}", text, once);
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

    static void Try<T>(Gen<T> gen, Action<T> holds) => gen.Sample(holds, iter: Runs, threads: 2, print: _ => "");
}
