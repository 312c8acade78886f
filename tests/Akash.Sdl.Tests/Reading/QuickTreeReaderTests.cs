using System.Text;
using Akash.Fuzz;
using Akash.Sdl.Tests.Fixtures;
using Akash.Sdl.Yaml;
using Akash.Tests;

namespace Akash.Sdl.Tests.Reading;

/// <summary>The quick reader answers as the full one does, or not at all.</summary>
public class QuickTreeReaderTests
{
    const int Mutations = 4000;

    static readonly YamlLimits Narrow = new(MaxDepth: 100, MaxKeyLength: 4096, OneDocument: true, CountScalars: true, TabsMayBeBlank: true);

    public static TheoryData<string> Read() => new(
        "a: 1", "---\na: 1\n", "# comment\n\na: 1 # more\n", "a:\nb:\n", "a:\n- 1\n- 2\nb: 3\n", "a:\n  - b: 1\n    c: 2\n  -\n  - - x\n    - y\n",
        "'a': \"b\"\n\"c d\" : 'it''s'\n", "a: \"x\\\"y\\\\z\\n\\t\"\n", "a: b:c#d\n", "a: -1\nb: --flag\nc: .5\n", "a: [1, 'x', \"y\", [], {}]\n", "a: {b: 1, \"c\":2, d: [e]}\n",
        "a: [\n  1,  # one\n  2\n]\nb: {\n  c: 1\n  }\n", "a: [1, ]\n", "{\"a\":{\"b\":[1,2]}}\n", "a: &x 1\nb: *x\nc: &y\n  d: 1\ne: [*x, *y]\n", "a:\n  - &x 1\n  - *x\n",
        "<<: {a: 1}\n", "a: |\n  one\n\n   two\n\n\nb: |-\n  x\nc: |+\n  y\n\n", "a: >\n  one\n  two\n\n  three\n\nb: >-\n  x", "- a\n", "hello\n", "a:\n  - |\n    text\n  - x\n");

    [Theory]
    [MemberData(nameof(Read))]
    public void Quick_reader_reads_what_files_are_made_of(string text)
    {
        var quick = QuickTreeReader.Read(text, SourceText.Generous);

        quick.Should().NotBeNull();
        TreeText.Of(quick).Should().Be(Full(text, SourceText.Generous));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a: 1\n---\nb: 2\n")]
    [InlineData("a: 1\n...\n")]
    [InlineData("a:\t1\n")]
    [InlineData("a: 1\r\n")]
    [InlineData("a: !!int 1\n")]
    [InlineData("? a\n: b\n")]
    [InlineData("a: one\n  two\n")]
    [InlineData("a: \"one\n  two\"\n")]
    [InlineData("a: \"\\x41\"\n")]
    [InlineData("a: *none\n")]
    [InlineData("a: &x [*x]\n")]
    [InlineData("a: &x 1 2: 3\n")]
    [InlineData("a: [1, 2\n")]
    [InlineData("a: [b: 1]\n")]
    [InlineData("a: b: c\n")]
    [InlineData("a:\n    b: 1\n  c: 2\n")]
    [InlineData("a: >\n  one\n    two\n")]
    [InlineData("a: |2\n    x\n")]
    public void Quick_reader_leaves_the_rest_to_the_full_one(string text) => QuickTreeReader.Read(text, SourceText.Generous).Should().BeNull();

    [Theory]
    [InlineData("a: \"x\"#c\n", "a: \"x\" #c\n")]
    [InlineData("a: ['x'#c\n  , 'y']#c\n", null)]
    [InlineData("a: ['x', #c\n  'y']#c\n", "a: ['x', #c\n  'y'] #c\n")]
    [InlineData("a: {port: &x 80, as: 80}\n", "a: {port:    80, as: 80}\n")]
    public void Quick_reader_reads_as_the_official_tools_what_the_full_one_does_not(string text, string? same) =>
        Values(QuickTreeReader.Read(text, SourceText.Generous)).Should().Equal(Values(same is null ? null : YamlTreeReader.Read(same, new LineTable(same), SourceText.Generous)));

    static IEnumerable<string> Values(YamlNode? node) => node switch
    {
        YamlScalar scalar => [scalar.Value],
        YamlSequence sequence => sequence.Items.SelectMany(Values),
        YamlMapping mapping => mapping.Entries.SelectMany(entry => Values(entry.Key).Concat(Values(entry.Value))),
        _ => [],
    };

    [Fact]
    public void Quick_reader_counts_levels_as_the_full_one_does()
    {
        foreach (var depth in (int[])[98, 99, 100, 101, 102])
        {
            var nested = $"a: {new string('[', depth)}{new string(']', depth)}\n";
            var scalar = $"a: {new string('[', depth)}x{new string(']', depth)}\n";

            foreach (var text in (string[])[nested, scalar]) Quick(text, Narrow).Should().Be(Full(text, Narrow));
        }
    }

    [Fact]
    public void Quick_reader_answers_most_fixtures()
    {
        var texts = FixtureCase.Ids().Select(id => Encoding.UTF8.GetString(FixtureCase.SourceOf(id).Utf8.Span)).ToList();
        Assert.SkipWhen(texts.Count == 0, "the shared fixtures are not here");

        var read = texts.Select(text => (Quick: Quick(text, SourceText.Generous), Full: Full(text, SourceText.Generous))).Where(pair => pair.Quick.Length > 0).ToList();

        read.Should().OnlyContain(pair => pair.Quick == pair.Full).And.HaveCountGreaterThan(texts.Count * 9 / 10);
    }

    [Fact]
    public void Quick_reader_agrees_on_changed_files()
    {
        var corpus = Corpus.Load(SharedData.Require("fixtures/awesome"), SharedData.Require("fixtures/edge"));
        var random = new Random(4711);
        var mutator = new Mutator(random, corpus);
        var answered = 0;

        for (var i = 0; i < Mutations; i++)
        {
            var text = Encoding.UTF8.GetString(mutator.Mutate(corpus[random.Next(corpus.Count)], blind: false));
            if (Quick(text, Narrow) is not { Length: > 0 } quick || quick.StartsWith("nested", StringComparison.Ordinal)) continue;
            var full = Full(text, Narrow);
            if (full.Contains("invalid comment", StringComparison.Ordinal)) continue;
            quick.Should().Be(full, text);
            answered++;
        }

        answered.Should().BeGreaterThan(Mutations / 4);
    }

    /// <summary>Empty where it does not answer.</summary>
    static string Quick(string text, YamlLimits limits) => Answer(() => QuickTreeReader.Read(text, limits));

    static string Full(string text, YamlLimits limits) => Answer(() => YamlTreeReader.Read(text, new LineTable(text), limits));

    static string Answer(Func<YamlNode?> read)
    {
        try
        {
            return read() is { } root ? TreeText.Of(root) : "";
        }
        catch (YamlSyntaxException e)
        {
            return e.Message;
        }
    }
}
