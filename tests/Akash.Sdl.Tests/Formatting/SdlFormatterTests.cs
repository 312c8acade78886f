using System.Text;
using Akash.Sdl;
using Akash.Sdl.Tests.Fixtures;

namespace Akash.Sdl.Tests.Formatting;

public class SdlFormatterTests
{
    [Fact]
    public void Formatter_orders_keys_and_keeps_comments()
    {
        var source = Examples.Source("""
            # The site.
            version: "2.0"
            deployment:
              web:
                dcloud: { profile: web, count: 1 }   # one is enough
            services:
                web:
                    expose:
                    # the page
                    - to:
                      - global: true
                      port: 80   # http
                      as: 80


                    env:
                       - "A=1"

                       # second
                       - B=2
                    # pinned
                    image: nginx:1.25.3
                    args:
                        - |
                          echo a
                            b
            profiles:
              placement:
                dcloud:
                  pricing:
                    web: {denom: uact, amount: 1000}
              compute:
                web:
                  resources:
                    storage: {size: 512Mi}
                    cpu: {units: 0.1}
                    memory: {size: 512Mi}
            # the end
            """);

        Text(SdlFormatter.Format(source)).Should().Be("""
            # The site.
            version: "2.0"

            services:
              web:
                # pinned
                image: nginx:1.25.3
                args:
                  - |
                    echo a
                      b

                env:
                  - "A=1"

                  # second
                  - B=2
                expose:
                  # the page
                  - port: 80 # http
                    as: 80
                    to:
                      - global: true

            profiles:
              compute:
                web:
                  resources:
                    cpu: {units: 0.1}
                    memory: {size: 512Mi}
                    storage: {size: 512Mi}
              placement:
                dcloud:
                  pricing:
                    web: {denom: uact, amount: 1000}

            deployment:
              web:
                dcloud: { profile: web, count: 1 } # one is enough
            # the end

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("        to:\n\n\n          - global: true")]
    [InlineData("        to:\n          -\n            # all\n\n            global: true")]
    [InlineData("        to:\n          - # all\n            global: true")]
    [InlineData("        to: # all\n\n          # of them\n\n          - global:\n              true # yes")]
    public void Formatting_twice_changes_nothing_more_where_blank_lines_and_comments_stand_in_odd_places(string targets)
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n").Replace("        to:\n          - global: true", targets, StringComparison.Ordinal);

        var once = Text(SdlFormatter.Format(Examples.Source(text)));

        text.Should().Contain(targets);
        once.Count(c => c == '#').Should().Be(text.Count(c => c == '#'));
        Text(SdlFormatter.Format(Examples.Source(once))).Should().Be(once);
    }

    [Fact]
    public void Formatter_gives_blocks_with_counted_indentation_its_own()
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n").Replace("    image:", "    args:\n        - |4- # indented\n               a\n              b\n    image:", StringComparison.Ordinal);

        Text(SdlFormatter.Format(Examples.Source(text))).Should().Contain("      - |2- # indented\n           a\n          b\n");
    }

    [Fact]
    public void Formatter_keeps_spaces_at_the_end_of_a_block()
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n").Replace("    image:", "    args:\n    - |-\n      a \n      b  \n\n    image:", StringComparison.Ordinal);

        Text(SdlFormatter.Format(Examples.Source(text))).Should().Contain("      - |-\n        a \n        b  \n");
    }

    public static TheoryData<string> Cases() => new(FixtureCase.Ids());

    /// <summary>What cannot be moved safely is refused, never changed in meaning: the formatter compiles both and compares.</summary>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Formatting_twice_changes_nothing_more(string id)
    {
        SdlSource once;
        try
        {
            once = SdlFormatter.Format(FixtureCase.Load(id).Source);
        }
        catch (FormatException)
        {
            return;
        }

        Text(SdlFormatter.Format(once)).Should().Be(Text(once));
    }

    [Fact]
    public void Formatter_keeps_the_meaning_of_nearly_all_real_files()
    {
        var real = FixtureCase.Ids().Where(id => id.StartsWith("awesome/", StringComparison.Ordinal)).ToList();
        if (real.Count == 0) Assert.Skip("the shared fixtures are not there");

        var refused = real.Where(id => !CanFormat(id)).ToList();

        refused.Should().HaveCountLessThanOrEqualTo(real.Count / 20, string.Join(", ", refused));
    }

    static bool CanFormat(string id)
    {
        try
        {
            SdlFormatter.Format(FixtureCase.Load(id).Source);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    static string Text(SdlSource source) => Encoding.UTF8.GetString(source.Utf8.Span);

    [Fact]
    public void Formatter_reads_no_file_that_the_compiler_does_not()
    {
        var source = new SdlSource("deploy.yaml", new byte[SdlCompiler.MaxBytes + 1]);

        var format = () => SdlFormatter.Format(source);

        format.Should().Throw<FormatException>().WithMessage("*has 131073 bytes, 131072 are read");
    }

    [Fact]
    public void Formatter_keeps_a_comment_right_behind_a_quote()
    {
        var source = new SdlSource("deploy.yaml", "version: \"2.0\"#c\n"u8.ToArray());

        Encoding.UTF8.GetString(SdlFormatter.Format(source).Utf8.Span).Should().Be("version: \"2.0\" #c\n");
    }
}
