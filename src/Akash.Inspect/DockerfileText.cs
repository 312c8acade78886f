namespace Akash.Inspect;

/// <summary>Pieces that every generated Dockerfile shares.</summary>
static class DockerfileText
{
    const string Header = "# Written by akash-action generate. Keep it in the repository to change it; it is used as it is from then on.";

    public static string Join(params IEnumerable<string?> lines) =>
        string.Join('\n', lines.Where(line => line is not null).Prepend(Header)) + "\n";

    /// <summary>Files behind a web server on port 8080 that runs without root.</summary>
    /// <param name="copy">The COPY arguments up to the target.</param>
    /// <param name="singlePage">Whether unknown paths are the client's to route.</param>
    public static IEnumerable<string> StaticServer(string copy, bool singlePage)
    {
        var fallback = singlePage ? "/index.html" : "=404";
        string[] configuration =
        [
            "server {",
            $"  listen {StaticPort};",
            "  root /usr/share/nginx/html;",
            "  location / {",
            $"    try_files $uri $uri/ $uri.html {fallback};",
            "  }",
            "  error_page 404 /404.html;",
            "}",
        ];
        return
        [
            "FROM nginxinc/nginx-unprivileged:1.29-alpine",
            "USER root",
            $"RUN printf '%s\\n' {string.Join(' ', configuration.Select(line => $"'{line}'"))} > /etc/nginx/conf.d/default.conf",
            "USER 101",
            $"COPY {copy} /usr/share/nginx/html",
            $"EXPOSE {StaticPort}",
        ];
    }

    public const int StaticPort = 8080;
}
