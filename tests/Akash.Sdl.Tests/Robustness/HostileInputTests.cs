using System.Diagnostics;
using Akash.Fuzz;
using Akash.Sdl;
using Akash.Tests;

namespace Akash.Sdl.Tests.Robustness;

/// <summary>Whatever the bytes are, the answer is a result with diagnostics, and it comes at once.</summary>
public class HostileInputTests
{
    /// <summary>Far above what any of them takes on a busy machine, far below a hang. The budget itself is measured by <c>make bench</c>.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Names() => new(HostileInputs.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Compiler_answers_hostile_input_with_a_diagnostic(string name)
    {
        foreach (var flavor in (SdlFlavor[])[SdlFlavor.Go, SdlFlavor.Ts])
        {
            var clock = Stopwatch.StartNew();

            var result = SdlCompiler.Compile(new SdlSource(name, HostileInputs.All[name]), flavor);

            result.Valid.Should().BeFalse();
            result.Diagnostics.Should().Contain(diagnostic => diagnostic.Severity == Severity.Error);
            SdlText.Diagnostics(result).Should().NotBeEmpty();
            clock.Elapsed.Should().BeLessThan(Patience);
        }
    }

    [Fact]
    public void Compiler_stops_listing_where_there_are_too_many_problems()
    {
        var result = SdlCompiler.Compile(new SdlSource("many", HostileInputs.All["services that are text"]));

        result.Diagnostics.Should().HaveCount(201).And.Contain(diagnostic => diagnostic.Code == "SDL0019" && diagnostic.Severity == Severity.Error);
    }

    [Fact]
    public void Errors_are_told_however_many_warnings_there_are()
    {
        var unknown = string.Concat(Enumerable.Range(0, 2000).Select(i => $"    k{i}: v\n"));

        var result = Examples.Compile(Examples.Minimal.ReplaceLineEndings("\n").Replace("    image: nginx:1.25.3\n", unknown, StringComparison.Ordinal));

        result.Diagnostics.Should().Contain(diagnostic => diagnostic.Severity == Severity.Error && diagnostic.Path == "services.web");
    }

    /// <summary>A thousand mutations of real files, the same in every run; <c>eng/fuzz</c> does the same for as long as one likes.</summary>
    [Fact]
    public void Invariants_hold_for_mutations_of_the_corpus()
    {
        var fixtures = SharedData.Has("fixtures/edge") ? SharedData.Require("fixtures/edge") : "";
        var corpus = Corpus.Load(Path.Combine(SharedData.RepositoryRoot(), "examples"), fixtures);
        var random = new Random(20);
        var mutator = new Mutator(random, corpus);

        for (var round = 0; round < 1000; round++)
        {
            var input = mutator.Mutate(corpus[random.Next(corpus.Count)]);

            Invariants.Violation(input).Should().BeNull("of {0}", System.Text.Encoding.UTF8.GetString(input));
        }
    }

    [Theory]
    [InlineData("2020-13-45")]
    [InlineData("2020-10-05")]
    [InlineData("[]")]
    public void Refused_file_has_an_error_also_where_problems_seem_to_follow_from_each_other(string mount)
    {
        var text = Examples.Minimal.Replace("    expose:", $"    params:\n      storage:\n        data: {{ mount: {mount} }}\n    expose:", StringComparison.Ordinal);

        foreach (var flavor in (SdlFlavor[])[SdlFlavor.Go, SdlFlavor.Ts])
        {
            var result = Examples.Compile(text, flavor);

            result.Valid.Should().BeFalse();
            result.Diagnostics.Should().Contain(diagnostic => diagnostic.Severity == Severity.Error);
        }
    }
}
