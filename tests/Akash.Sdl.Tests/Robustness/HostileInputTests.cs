using System.Diagnostics;
using System.Text;
using Akash.Sdl;

namespace Akash.Sdl.Tests.Robustness;

/// <summary>Whatever the bytes are, the answer is a result with diagnostics, and it comes at once.</summary>
public class HostileInputTests
{
    /// <summary>Far above what any of them takes on a busy machine, far below a hang.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static readonly Dictionary<string, byte[]> Inputs = new()
    {
        ["empty"] = [],
        ["comment"] = "# nothing"u8.ToArray(),
        ["document mark"] = "---"u8.ToArray(),
        ["document end"] = "..."u8.ToArray(),
        ["NUL"] = "version: \"2.0\"\0"u8.ToArray(),
        ["bad UTF-8"] = [(byte)'a', (byte)':', 0xC3, 0x28, (byte)'\n'],
        ["UTF-16 without its end"] = [0xFF, 0xFE, 0x41],
        ["tab"] = "services:\n\tweb: 1\n"u8.ToArray(),
        ["open quote"] = "a: \"b\n\n\n"u8.ToArray(),
        ["open brackets"] = Encoding.UTF8.GetBytes("a: " + new string('[', 100_000)),
        ["open brackets on lines"] = Encoding.UTF8.GetBytes("a: " + string.Concat(Enumerable.Repeat("[\n", 100_000))),
        ["open braces"] = Encoding.UTF8.GetBytes("a: " + string.Concat(Enumerable.Repeat("{a: ", 50_000))),
        ["dashes"] = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("- ", 50_000))),
        ["question marks"] = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("? ", 50_000))),
        ["staircase"] = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1300).Select(i => new string(' ', i) + "a:\n"))),
        ["huge scalar"] = Encoding.UTF8.GetBytes("version: " + new string('x', 900_000)),
        ["huge file"] = new byte[5_000_000],
        ["long key"] = Encoding.UTF8.GetBytes(new string('k', 500_000) + ": v"),
        ["self reference"] = "a: &a [*a]"u8.ToArray(),
        ["merged self"] = "a: &a {<<: *a}"u8.ToArray(),
        ["bomb in services"] = Bomb("services"),
        ["bomb in attributes"] = Bomb("profiles"),
        ["merge bomb"] = MergeBomb(),
        ["many quoted lines"] = Encoding.UTF8.GetBytes("a:\n  - " + string.Concat(Enumerable.Repeat("\"x\ny\"\n  - ", 300))),
    };

    public static TheoryData<string> Names() => new(Inputs.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Compiler_answers_hostile_input_with_a_diagnostic(string name)
    {
        foreach (var flavor in (SdlFlavor[])[SdlFlavor.Go, SdlFlavor.Ts])
        {
            var clock = Stopwatch.StartNew();

            var result = SdlCompiler.Compile(new SdlSource(name, Inputs[name]), flavor);

            result.Accepted.Should().BeFalse();
            result.Diagnostics.Should().Contain(diagnostic => diagnostic.Severity == Severity.Error);
            SdlText.Diagnostics(result).Should().NotBeEmpty();
            clock.Elapsed.Should().BeLessThan(Patience);
        }
    }

    /// <summary>Changes of a valid file at random places, the same in every run.</summary>
    [Fact]
    public void Compiler_never_throws_on_damaged_files()
    {
        var random = new Random(20);
        const string Alphabet = ":-#'\"[]{}|>&*!%@,?\t\n \\<0a.~\u2028\u0085\uD83D\uF8A3";
        for (var round = 0; round < 1500; round++)
        {
            var text = new StringBuilder(Examples.Minimal);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(text.Length);
                if (random.Next(3) == 0) text.Remove(at, Math.Min(random.Next(1, 9), text.Length - at));
                else text.Insert(at, Alphabet[random.Next(Alphabet.Length)]);
            }

            var source = Examples.Source(text.ToString());
            var act = () =>
            {
                foreach (var flavor in (SdlFlavor[])[SdlFlavor.Go, SdlFlavor.Ts])
                {
                    var result = SdlCompiler.Compile(source, flavor);
                    SdlText.Diagnostics(result);
                    using var output = new MemoryStream();
                    SdlReport.WriteJson(output, [result]);
                }

                SdlOutline.Read(source);
                Format(source);
            };
            act.Should().NotThrow("of {0}", text);
        }
    }

    static void Format(SdlSource source)
    {
        try
        {
            SdlFormatter.Format(source);
        }
        catch (FormatException)
        {
            // The one answer besides a formatted file.
        }
    }

    static byte[] Bomb(string key)
    {
        var text = new StringBuilder("version: \"2.0\"\n").Append(key).Append(":\n  placement:\n    a: {attributes: {x: &a0 [x, x, x, x, x, x, x, x, x]");
        for (var level = 1; level < 12; level++)
            text.Append($", x{level}: &a{level} [").AppendJoin(", ", Enumerable.Repeat($"*a{level - 1}", 9)).Append(']');
        return Encoding.UTF8.GetBytes(text.Append("}}\n").ToString());
    }

    static byte[] MergeBomb()
    {
        var text = new StringBuilder("version: \"2.0\"\ninclude: []\nservices:\n  m0: &m0 {image: x}\n");
        for (var level = 1; level < 20; level++)
            text.Append($"  m{level}: &m{level} {{<<: [").AppendJoin(", ", Enumerable.Repeat($"*m{level - 1}", 15)).Append("]}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
