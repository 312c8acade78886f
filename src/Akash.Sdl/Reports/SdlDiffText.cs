using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Akash.Sdl;

/// <summary>A comparison for people and for scripts.</summary>
public static class SdlDiffText
{
    /// <summary>A line for each change, then the verdict; ends in a line feed.</summary>
    public static string Write(SdlDiff diff)
    {
        if (diff.IsSame) return "nothing changed\n";
        var text = new StringBuilder();
        foreach (var change in diff.Changes) text.Append(change.InPlace ? "~ " : "! ").Append(change).Append(change.InPlace ? "" : $" ({change.Obstacle})").Append('\n');
        return text.Append(diff.InPlace ? "can be applied to the running deployment\n" : "needs a new deployment\n").ToString();
    }

    /// <summary><c>{"inPlace","changes":[{"path","old","new","inPlace","obstacle"}]}</c></summary>
    public static string WriteJson(SdlDiff diff)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteBoolean("inPlace", diff.InPlace);
            json.WriteStartArray("changes");
            foreach (var change in diff.Changes)
            {
                json.WriteStartObject();
                json.WriteString("path", change.Path);
                json.WriteString("old", change.Old);
                json.WriteString("new", change.New);
                json.WriteBoolean("inPlace", change.InPlace);
                json.WriteString("obstacle", change.Obstacle);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
