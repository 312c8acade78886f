using System.Collections.Immutable;
using System.Text;
using Akash.Sdl;

namespace Akash.Action.Verbs;

/// <summary>An SDL with images and credentials written into it, which still knows where everything stood before.</summary>
/// <param name="IsFile">Whether it is a file of the workspace.</param>
/// <param name="Added">Where lines were added: after how many lines, and how many.</param>
sealed record BoundSdl(SdlSource Source, bool IsFile, ImmutableStack<(int After, int Lines)> Added)
{
    public static BoundSdl Of(SdlSource source, bool isFile = true) => new(source, isFile, []);

    public BoundSdl WithImage(string service, string image) => Edited(SdlEdit.SetImage(Source, service, image));

    public BoundSdl WithCredentials(string service, string host, string username, string password) =>
        Edited(SdlEdit.SetCredentials(Source, service, host, username, password));

    /// <summary>Where in the file as the user wrote it.</summary>
    public SourcePosition Original(SourcePosition position)
    {
        var line = position.Line;
        foreach (var (after, lines) in Added)
            if (line > after) line = Math.Max(Math.Max(after, 1), line - lines);
        return position with { Line = line };
    }

    BoundSdl Edited(SdlSource edited)
    {
        var (before, after) = (Lines(Source), Lines(edited));
        var same = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return this with { Source = edited, Added = after.Length == before.Length ? Added : Added.Push((same, after.Length - before.Length)) };
    }

    static string[] Lines(SdlSource source) => Encoding.UTF8.GetString(source.Utf8.Span).Split('\n');
}
