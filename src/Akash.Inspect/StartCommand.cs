using System.Globalization;
using System.Text.RegularExpressions;

namespace Akash.Inspect;

/// <summary>What a start command says of itself.</summary>
static partial class StartCommand
{
    /// <summary>A port written into a command: <c>--port 3000</c>, <c>-p 3000</c>, <c>:3000</c>, <c>PORT=3000</c>, <c>${PORT:-3000}</c>.</summary>
    public static int? Port(string command)
    {
        foreach (var match in (Match[])[PortOption().Match(command), PortVariable().Match(command), BindOption().Match(command)])
            if (match.Success && ValidPort(match.Groups[1].Value) is { } port) return port;
        return null;
    }

    /// <summary>Whether it starts a server made for development, which is never what to deploy.</summary>
    public static bool IsForDevelopment(string command) => DevelopmentServer().IsMatch(command);

    /// <summary>A command as Docker's CMD: the exec form, with a shell only where the command needs one.</summary>
    public static string ToCmd(string command)
    {
        if (!NeedsShell().IsMatch(command)) return "CMD [" + string.Join(", ", command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Quote)) + "]";
        var line = command.Contains("&&", StringComparison.Ordinal) || command.Contains(';', StringComparison.Ordinal) ? command : "exec " + command;
        return $"CMD [\"/bin/sh\", \"-c\", {Quote(line)}]";
    }

    public static string Quote(string word) => "\"" + word.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    public static int? ValidPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : null;

    [GeneratedRegex(@"(?:--(?:server[.-])?port[= ]|(?<=\s)-p[= ]?)\s*(?:\$\{?PORT:-)?(\d{2,5})\b")]
    private static partial Regex PortOption();

    [GeneratedRegex(@"\bPORT(?:=|:-)(\d{2,5})\b")]
    private static partial Regex PortVariable();

    [GeneratedRegex(@"(?:--bind|-b|--listen|--http)[= ]\s*[\w.\[\]]*:(?:\$\{?PORT:-)?(\d{2,5})\b")]
    private static partial Regex BindOption();

    [GeneratedRegex(
        @"(^|[\s/])(next dev|vite(?!\S)(?! (build|preview))|nodemon|ts-node-dev|tsx watch|ng serve|react-scripts start|expo start|gatsby develop|astro dev|nuxt dev|remix dev|"
        + @"react-router dev|svelte-kit dev|webpack(-dev-server| serve)|vue-cli-service serve|docusaurus start|eleventy --serve|vitepress dev|parcel(?! build)|storybook dev|nest start( --watch)?$|"
        + @"vinxi dev|flask run|manage\.py runserver|fastapi dev)")]
    private static partial Regex DevelopmentServer();

    [GeneratedRegex(@"[$&|;<>*?`'""\\()]")]
    private static partial Regex NeedsShell();
}
