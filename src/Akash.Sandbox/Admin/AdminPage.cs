namespace Akash.Sandbox.Admin;

/// <summary>The files of the page, which are inside the program.</summary>
static class AdminPage
{
    static readonly (string Path, string File, string Type)[] Files =
        [("/", "index.html", "text/html; charset=utf-8"), ("/page.css", "page.css", "text/css"), ("/page.js", "page.js", "text/javascript")];

    public static void Map(WebApplication web)
    {
        foreach (var (path, file, type) in Files)
        {
            web.MapGet(path, async context =>
            {
                context.Response.ContentType = type;
                context.Response.Headers.CacheControl = "no-cache";
                await using var content = typeof(AdminPage).Assembly.GetManifestResourceStream(file)!;
                await content.CopyToAsync(context.Response.Body, context.RequestAborted);
            });
        }
    }
}
