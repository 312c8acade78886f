using System.Globalization;
using System.Text;
using Akash.Proto.Gogoproto;
using Akash.Proto.Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>Descriptors as the recorder's tool prints them.</summary>
static class DescriptorText
{
    static readonly IReadOnlyList<(string Name, Extension<FieldOptions, string> Extension)> Texts =
    [
        (".gogoproto.customname", GogoExtensions.Customname), (".gogoproto.jsontag", GogoExtensions.Jsontag), (".gogoproto.moretags", GogoExtensions.Moretags),
    ];

    static readonly IReadOnlyList<(string Name, Extension<FieldOptions, bool> Extension)> Flags =
    [
        (".gogoproto.nullable", GogoExtensions.Nullable), (".gogoproto.stdtime", GogoExtensions.Stdtime), (".gogoproto.stdduration", GogoExtensions.Stdduration),
    ];

    /// <summary>What the options of a descriptor may hold.</summary>
    public static ExtensionRegistry Registry => [.. Texts.Select(text => text.Extension), .. Flags.Select(flag => flag.Extension), ApiAnnotationsExtensions.Http];

    public static string Of(ServiceDescriptor service)
    {
        var text = new StringBuilder($"{service.FullName} is a service:\nservice {service.Name} {{\n");
        foreach (var method in service.Methods.OrderBy(method => method.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"  rpc {method.Name} ( .{method.InputType.FullName} ) returns ( {(method.IsServerStreaming ? "stream " : "")}.{method.OutputType.FullName} )");
            text.Append(method.GetOptions() is { } options && options.HasExtension(ApiAnnotationsExtensions.Http) ? $" {{\n    option (.google.api.http) = {Rule(options.GetExtension(ApiAnnotationsExtensions.Http))};\n  }}\n" : ";\n");
        }

        return text.Append("}\n").ToString();
    }

    public static string Of(MessageDescriptor message)
    {
        var text = new StringBuilder($"{message.FullName} is a message:\nmessage {message.Name} {{\n");
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            var type = field.FieldType == FieldType.Message ? "." + field.MessageType.FullName : field.FieldType.ToString().ToLowerInvariant();
            var options = Options(field.GetOptions()).OrderBy(option => option.Name, StringComparer.Ordinal).Select(option => $"    ({option.Name}) = {option.Value}");
            text.Append(CultureInfo.InvariantCulture, $"  {(field.IsRepeated ? "repeated " : "")}{type} {field.Name} = {field.FieldNumber} [\n{string.Join(",\n", options)}\n  ];\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>A short rule on one line, a longer one on several.</summary>
    static string Rule(HttpRule rule)
    {
        var members = HttpRule.Descriptor.Fields.InFieldNumberOrder().Where(field => field.Accessor.GetValue(rule) is string { Length: > 0 }).Select(field => $"{field.Name}: {Quoted((string)field.Accessor.GetValue(rule))}").ToList();
        return members.Count <= 2 ? $"{{ {string.Join(", ", members)} }}" : $"{{\n      {string.Join(",\n      ", members)}\n    }}";
    }

    static IEnumerable<(string Name, string Value)> Options(FieldOptions options)
    {
        foreach (var (name, extension) in Texts)
        {
            if (options.HasExtension(extension)) yield return (name, Quoted(options.GetExtension(extension)));
        }

        foreach (var (name, extension) in Flags)
        {
            if (options.HasExtension(extension)) yield return (name, options.GetExtension(extension) ? "true" : "false");
        }
    }

    static string Quoted(string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
