using System.Security.Cryptography;
using System.Text;

namespace Akash.Action.Logging;

/// <summary>The runner's workflow commands and their escaping (spec/action-ux.md section 3.3).</summary>
static class WorkflowCommand
{
    public static string Write(string command, string message, params ReadOnlySpan<(string Name, string Value)> properties)
    {
        var line = new StringBuilder("::").Append(command);
        var separator = ' ';
        foreach (var (name, value) in properties)
        {
            line.Append(separator).Append(name).Append('=').Append(EscapeProperty(value));
            separator = ',';
        }

        return line.Append("::").Append(EscapeData(message)).ToString();
    }

    /// <summary>Text that is only to be read: lines which the runner would take for commands are fenced off.</summary>
    public static string Plain(string text)
    {
        if (!text.Split('\n').Any(IsCommand)) return text;
        var fence = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return $"::stop-commands::{fence}\n{text}\n::{fence}::";
    }

    // Version 2 commands start a line, after spaces; version 1 commands may stand anywhere in it.
    static bool IsCommand(string line) =>
        line.AsSpan().TrimStart().StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal) || line.Contains('\r');

    static string EscapeData(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    static string EscapeProperty(string text) => EscapeData(text).Replace(":", "%3A").Replace(",", "%2C");
}
