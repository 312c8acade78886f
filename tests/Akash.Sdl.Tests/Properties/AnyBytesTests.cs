using System.Text;
using Akash.Fuzz;
using Akash.Tests;
using CsCheck;

namespace Akash.Sdl.Tests.Properties;

/// <summary>Whatever the bytes are, each flavor answers: with a compiled file, or with an error that has a place.</summary>
public class AnyBytesTests
{
    static readonly IReadOnlyList<byte[]> Files = Corpus.Load(
        Path.Combine(SharedData.RepositoryRoot(), "examples"), SharedData.Has("fixtures/edge") ? SharedData.Require("fixtures/edge") : "");

    static readonly Gen<byte[]> Document = Gen.Select(SdlTrees.Document, Gen.Int, (document, seed) => Encoding.UTF8.GetBytes(Handwriting.Write(document, seed).Text));

    static readonly Gen<byte[]> File = Gen.Frequency((1, Gen.Int[0, Files.Count - 1].Select(i => Files[i])), (1, Document));

    [Fact]
    public void Random_bytes_get_an_answer() => Gen.Byte.Array[0, 200].Sample(GetsAnAnswer, iter: 1000, threads: 2);

    [Fact]
    public void Random_text_gets_an_answer() =>
        Gen.Char["ab01:-?#&*!|>'\"%@`{}[],.~<= \n\t\r\\\0\u0085\u2028\ufeff\ud800é"].Array[0, 60]
            .Select(characters => Encoding.UTF8.GetBytes(new string(characters))).Sample(GetsAnAnswer, iter: 1000, threads: 2);

    [Fact]
    public void Truncated_files_get_an_answer() =>
        Gen.Select(File, Gen.Double[0, 1], (file, part) => file[..(int)(file.Length * part)]).Sample(GetsAnAnswer, iter: 300, threads: 2);

    [Fact]
    public void Files_with_broken_encoding_get_an_answer() =>
        Gen.Select(File, Gen.Double[0, 1], Gen.Byte.Array[1, 4], (file, place, bytes) => Inserted(file, (int)(file.Length * place), bytes)).Sample(GetsAnAnswer, iter: 300, threads: 2);

    [Fact]
    public void Mutated_files_get_an_answer() =>
        Gen.Select(File, Gen.Int, (file, seed) => new Mutator(new Random(seed), Files).Mutate(file)).Sample(GetsAnAnswer, iter: 300, threads: 2);

    [Fact]
    public void Nests_get_an_answer() =>
        Gen.Select(Gen.OneOf("[", "{", "{a: ", "- ", "? ", "a:\n", "[\n", "&a [", "!!map {", "\"", "- - ", "a: [b, "), Gen.Int[1, 3000], File, (unit, times, file) => Inserted(file, file.Length / 2, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, times)))))
            .Sample(GetsAnAnswer, iter: 100, threads: 2);

    static void GetsAnAnswer(byte[] bytes)
    {
        foreach (var flavor in (SdlFlavor[])[SdlFlavor.Go, SdlFlavor.Ts])
        {
            var result = SdlCompiler.Compile(new SdlSource("any.yaml", bytes), flavor);

            (result.Compiled is not null).Should().Be(result.Accepted);
            result.Diagnostics.Should().NotContain(told => told.Span.Start.Line < 1 || told.Span.Start.Column < 1);
            if (!result.Valid) result.Diagnostics.Should().Contain(told => told.Severity == Severity.Error);
            SdlText.Diagnostics(result).Should().NotBeNull();
        }
    }

    static byte[] Inserted(byte[] file, int at, byte[] bytes) => [.. file[..at], .. bytes, .. file[at..]];
}
