using System.Globalization;
using Akash.Sdl.Writing;
using Akash.Sdl.Yaml;

namespace Akash.Sdl;

/// <summary>Changes a file by source span: every other byte stays. Each throws <see cref="SdlEditException"/> where it cannot.</summary>
public static partial class SdlEdit
{
    /// <summary>Sets the image of a service, adding the key where it is absent.</summary>
    /// <remarks>Where services share their image by an anchor, all of them get the new one.</remarks>
    /// <exception cref="SdlEditException">The file is no YAML, has no such service, or uses the image for something else as well.</exception>
    public static SdlSource SetImage(SdlSource source, string service, string image)
    {
        var draft = EditDraft.Of(source);
        var images = SdlOutline.ServicesOf(draft.Root).Select(entry => $"services.{entry.Key.Value}.image").ToArray();
        return draft.With(YamlKeys.Set(draft.Text, draft.Service(service), "image", (_, _) => " " + YamlText.Scalar(draft.Literal(image))))
            .Checked(draft, $"the image of {service}", images);
    }

    /// <summary>Sets the registry credentials of a service, adding or replacing the block.</summary>
    /// <exception cref="SdlEditException">The file is no YAML, or has no such service.</exception>
    public static SdlSource SetCredentials(SdlSource source, string service, string host, string username, string password)
    {
        var draft = EditDraft.Of(source);
        return draft.With(YamlKeys.Set(draft.Text, draft.Service(service), "credentials", (indent, flow) =>
        {
            (string Key, string Value)[] fields = [("host", host), ("username", username), ("password", password)];
            return flow
                ? $" {{ {string.Join(", ", fields.Select(field => $"{field.Key}: {YamlText.Quoted(draft.Literal(field.Value))}"))} }}"
                : string.Concat(fields.Select(field => $"\n{indent}  {field.Key}: {YamlText.Quoted(draft.Literal(field.Value))}"));
        })).Source;
    }

    /// <summary>Sets the number of replicas of a service.</summary>
    /// <exception cref="SdlEditException">The service runs in none or in several placements, or shares its count by an anchor.</exception>
    public static SdlSource SetCount(SdlSource source, string service, uint count)
    {
        var draft = EditDraft.Of(source);
        draft.Service(service);
        string[] placements = [.. Meaning.EntriesOf(draft.At("deployment", service)).Select(entry => entry.Key)];
        return placements switch
        {
            [] => throw NotDeployed(source, service),
            [var placement] => draft.With(YamlKeys.Set(draft.Text, draft.Root, ["deployment", service, placement, "count"], Number(count)))
                .Checked(draft, $"the count of {service}", $"deployment.{service}.{placement}.count"),
            _ => throw new SdlEditException($"{service} runs in the placements {string.Join(" and ", placements)}; write the count of each in {source.FileName}"),
        };
    }

    static SdlEditException NotDeployed(SdlSource source, string service) =>
        new($"{service} is not deployed: `deployment:` in {source.FileName} has no placement for it");

    /// <summary>Without the quotes that may be there: the official tools take no text for it.</summary>
    static Rendering Number(uint number) => (_, _) => string.Create(CultureInfo.InvariantCulture, $" {number}");

    /// <summary>In the quotes that are there.</summary>
    static Rendering Quantity(EditDraft draft, string value, params ReadOnlySpan<string> path)
    {
        var quote = QuoteOf(draft.Text, draft.At(path));
        return (_, _) => $" {quote}{value}{quote}";
    }

    /// <summary>The mark that a scalar is quoted with; empty for any other.</summary>
    static string QuoteOf(string text, YamlNode? node) => node is YamlScalar { Form: ScalarForm.Quoted } ? text[text.AfterProperties(node.Range.Start)].ToString() : "";
}
