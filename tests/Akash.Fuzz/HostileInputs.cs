using System.Text;
using Akash.Sdl;

namespace Akash.Fuzz;

/// <summary>Files made to exhaust or confuse a reader; each must end in a diagnostic, soon and in little memory.</summary>
static class HostileInputs
{
    const int Mebibyte = 1 << 20;

    /// <summary>The largest file that is read.</summary>
    const int Largest = SdlCompiler.MaxBytes;

    static readonly string[] Units =
    [
        "[", "{", "[],", "{a: ", "[\n", "- ", "? ", ": ", "&a ", "*a ", "- &a x\n", "- *a\n", "- !!str x\n", "- !x x\n", "- ''\n", "\"", "- |\n", "\n", " ", "%YAML 1.2\n", "\u2028", "- a\n", "a: b\n",
    ];

    /// <summary>By name; the network takes none of them, in whatever reading.</summary>
    public static readonly IReadOnlyDictionary<string, byte[]> All = new Dictionary<string, byte[]>(Repeated())
    {
        ["empty"] = [],
        ["comment"] = "# nothing"u8.ToArray(),
        ["document mark"] = "---"u8.ToArray(),
        ["document end"] = "..."u8.ToArray(),
        ["several documents"] = Text(string.Concat(Enumerable.Repeat("--- {}\n", 18_000))),
        ["NUL"] = "version: \"2.0\"\0"u8.ToArray(),
        ["nothing but NUL"] = new byte[Largest],
        ["bad UTF-8"] = [(byte)'a', (byte)':', 0xC3, 0x28, (byte)'\n'],
        ["nothing but bad UTF-8"] = [.. Enumerable.Repeat((byte)0xFF, Largest)],
        ["UTF-16 without its end"] = [0xFF, 0xFE, 0x41],
        ["tab"] = "services:\n\tweb: 1\n"u8.ToArray(),
        ["lines of tabs"] = Text("a:\n" + string.Concat(Enumerable.Repeat("\t\n", 60_000)) + "\tb"),
        ["comments behind tabs"] = Text("a:\n" + string.Concat(Enumerable.Repeat("\t# c\n  b: c\n", 10_000))),
        ["open quote"] = "a: \"b\n\n\n"u8.ToArray(),
        ["quotes to the left"] = Text("a:\n" + string.Concat(Enumerable.Repeat("   b: \"c\nd\"\n", 10_000))),
        ["many quoted lines"] = Text("a:\n  - " + string.Concat(Enumerable.Repeat("\"x\ny\"\n  - ", 300))),

        ["escapes"] = Text("a: \"" + Repeat("\\u0041", Largest - 10) + "\""),
        ["half characters"] = Text("a: \"" + Repeat("\\uD800", Largest - 10) + "\""),
        ["unknown keys"] = Numbered("k{0}: v\n"),
        ["unknown keys in a service"] = Numbered("    k{0}: v\n", "version: \"2.0\"\nservices:\n  web:\n"),
        ["services"] = Numbered("  s{0}: {{}}\n", "version: \"2.0\"\nservices:\n"),
        ["services that are text"] = Numbered("  s{0}: x\n", "version: \"2.0\"\nservices:\n"),
        ["exposes"] = Text("version: \"2.0\"\nservices:\n  web:\n    expose:\n" + Repeat("    - x\n", Largest - 100)),
        ["bad ports"] = Text("version: \"2.0\"\nservices:\n  web:\n    expose:\n" + Repeat("    - port: -1\n", Largest - 100)),
        ["variables"] = Numbered("    - {0}=x\n", Valid("1").Replace("    expose:", "    env:\n%%    expose:", StringComparison.Ordinal)),
        ["deployments"] = Numbered("  s{0}: {{p: {{profile: q, count: 1}}}}\n", "version: \"2.0\"\nservices: {}\nprofiles: {compute: {}, placement: {}}\ndeployment:\n"),
        ["duplicate services"] = Text("version: \"2.0\"\nservices:\n" + Repeat("  web: {}\n", Largest - 100)),

        ["staircase"] = Text(string.Concat(Enumerable.Range(0, 700).Select(i => new string(' ', i) + "a:\n"))),
        ["huge scalar"] = Text("version: " + new string('x', 120_000)),
        ["huge quoted scalar"] = Text("version: \"" + new string('x', 120_000) + "\""),
        ["huge block"] = Text("version: |\n" + string.Concat(Enumerable.Repeat("  x\n", 30_000))),
        ["huge folded text"] = Text("version: a\n" + string.Concat(Enumerable.Repeat("  x\n", 30_000))),
        ["huge file"] = new byte[50_000_000],
        ["long key"] = Text(new string('k', 120_000) + ": v"),
        ["long quoted key"] = Text("\"" + new string('k', 120_000) + "\": v"),
        ["long number"] = Text(Valid(new string('9', 120_000))),
        ["long hexadecimal number"] = Text(Valid("0x" + new string('f', 120_000))),
        ["huge exponent"] = Text(Valid("1e999999999")),
        ["tiny exponent"] = Text(Valid("1e-999999999")),
        ["huge exponents everywhere"] = Text(Valid("1e999999999").Replace("512Mi", "1e999999999Gi", StringComparison.Ordinal).Replace("1000", "1e999999999", StringComparison.Ordinal).Replace("port: 80", "port: 1e999999999", StringComparison.Ordinal)),
        ["long price"] = Text(Valid("x").Replace("1000", new string('9', 120_000), StringComparison.Ordinal)),
        ["long size"] = Text(Valid("x").Replace("512Mi", new string('9', 100_000) + "Mi", StringComparison.Ordinal)),
        ["long window"] = Text("reclamation: {min_window: " + new string('9', 120_000) + "h}\n" + Valid("x")),
        ["long version"] = Text("version: \"2." + new string('9', 120_000) + "\"\n"),

        ["self reference"] = "a: &a [*a]"u8.ToArray(),
        ["merged self"] = "a: &a {<<: *a}"u8.ToArray(),
        ["bomb in services"] = Bomb("services"),
        ["bomb in attributes"] = Bomb("profiles"),
        ["bomb in unread parts"] = Bomb("x"),
        ["bomb of keys"] = Text("a0: &a0 {k: v}\n" + string.Concat(Enumerable.Range(1, 3000).Select(level => $"a{level}: &a{level} {{? *a{level - 1} : v}}\n"))),
        ["merge bomb"] = MergeBomb(),
        ["merge chain"] = Text("version: \"2.0\"\nservices:\n  m0: &m0 {image: x}\n" + string.Concat(Enumerable.Range(1, 3_500).Select(i => $"  m{i}: &m{i} {{<<: *m{i - 1}, k{i}: v}}\n"))),
        ["wide merges"] = Text("version: \"2.0\"\nservices:\n  m: &m {" + string.Join(", ", Enumerable.Range(0, 5_000).Select(i => $"k{i}: v")) + "}\n" + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"  n{i}: {{<<: *m}}\n"))),
    };

    static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    static string Repeat(string unit, int bytes) => string.Concat(Enumerable.Repeat(unit, bytes / Encoding.UTF8.GetByteCount(unit)));

    static IEnumerable<KeyValuePair<string, byte[]>> Repeated() =>
        from unit in Units
        from size in (int[])[Largest, Mebibyte]
        select KeyValuePair.Create($"{size >> 10} KiB of {unit.Replace("\n", "\\n", StringComparison.Ordinal)}", Text(Repeat(unit, size)));

    /// <summary>A line with growing numbers as often as it fits, after a head, or where the head has <c>%%</c>.</summary>
    static byte[] Numbered(string line, string head = "")
    {
        var lines = new StringBuilder();
        for (var i = 0; lines.Length < Largest - head.Length - 100; i++) lines.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, line, i);
        return Text(head.Contains("%%", StringComparison.Ordinal) ? head.Replace("%%", lines.ToString(), StringComparison.Ordinal) : head + lines);
    }

    /// <summary>Valid but for what is put in place of its processor units.</summary>
    static string Valid(string units) => $$$"""
        version: "2.0"
        services:
          web:
            image: nginx:1.25.3
            expose:
              - port: 80
                as: 80
                to:
                  - global: true
        profiles:
          compute:
            web:
              resources:
                cpu: {units: {{{units}}}}
                memory: {size: 512Mi}
                storage: {size: 512Mi}
          placement:
            dcloud:
              pricing:
                web: {denom: uact, amount: 1000}
        deployment:
          web:
            dcloud: {profile: web, count: 1}
        """;

    static byte[] Bomb(string key)
    {
        var text = new StringBuilder("version: \"2.0\"\n").Append(key).Append(":\n  placement:\n    a: {attributes: {x: &a0 [x, x, x, x, x, x, x, x, x]");
        for (var level = 1; level < 12; level++)
            text.Append($", x{level}: &a{level} [").AppendJoin(", ", Enumerable.Repeat($"*a{level - 1}", 9)).Append(']');
        return Text(text.Append("}}\n").ToString());
    }

    static byte[] MergeBomb()
    {
        var text = new StringBuilder("version: \"2.0\"\ninclude: []\nservices:\n  m0: &m0 {image: x}\n");
        for (var level = 1; level < 20; level++)
            text.Append($"  m{level}: &m{level} {{<<: [").AppendJoin(", ", Enumerable.Repeat($"*m{level - 1}", 15)).Append("]}\n");
        return Text(text.ToString());
    }
}
