using System.Text.RegularExpressions;

namespace Akash.Inspect.Python;

/// <summary>How a project is served.</summary>
/// <param name="ToInstall">A server that the command needs and the project does not name.</param>
sealed record PythonServer(string Framework, Evidence Evidence, Found<string> Start, int Port, string? HealthPath = null, string? ToInstall = null);

/// <summary>From the framework a project depends on to the command that serves it (spec/detection.md section 3.4).</summary>
static partial class PythonServers
{
    static readonly string[] Asgi = ["fastapi", "starlette", "litestar", "quart"];
    static readonly string[] Wsgi = ["flask", "bottle", "falcon", "dash"];
    static readonly string[] EntryFolders = ["", "src/", "app/", "api/"];
    static readonly string[] EntryNames = ["main", "app", "server", "index", "asgi", "wsgi", "api"];

    public static PythonServer? Find(RepositorySnapshot repository, PythonManifest manifest)
    {
        if (manifest["django"] is { } django && repository.Has("manage.py")) return Django(repository, manifest, django);
        if (manifest["streamlit"] is { } streamlit) return Streamlit(repository, streamlit);
        if (manifest["gradio"] is { } gradio && EntryFile(repository, "gradio") is { } demo)
            return new("gradio", gradio, new($"python {demo.Path}", "the file that imports gradio", new(demo.Path)), 7860);
        if (manifest["chainlit"] is { } chainlit && EntryFile(repository, "chainlit") is { } chat)
            return new("chainlit", chainlit, new($"chainlit run {chat.Path} --host 0.0.0.0 --port $PORT -h", "the file that imports chainlit", new(chat.Path)), 8000);
        foreach (var name in Asgi)
            if (manifest[name] is { } evidence && Variable(repository) is { } asgi) return Served(name, evidence, asgi, manifest, "uvicorn");
        foreach (var name in Wsgi)
            if (manifest[name] is { } evidence && Variable(repository) is { } wsgi) return Served(name, evidence, wsgi, manifest, "gunicorn");
        return ByServer(repository, manifest);
    }

    /// <summary>A server without a known framework, as long as an application object can be found.</summary>
    static PythonServer? ByServer(RepositorySnapshot repository, PythonManifest manifest)
    {
        foreach (var server in (string[])["uvicorn", "gunicorn"])
            if (manifest[server] is { } evidence && Variable(repository) is { } application) return Served(server, evidence, application, manifest, server);
        return null;
    }

    static PythonServer Served(string framework, Evidence evidence, Found<string> application, PythonManifest manifest, string server)
    {
        var command = server == "uvicorn"
            ? $"uvicorn {application.Value} --host 0.0.0.0 --port $PORT --proxy-headers --forwarded-allow-ips=*"
            : $"gunicorn {application.Value} --bind 0.0.0.0:$PORT";
        return new(framework, evidence, new(command, application.Reason, application.Evidence), 8000, ToInstall: manifest[server] is null ? server : null);
    }

    static PythonServer? Django(RepositorySnapshot repository, PythonManifest manifest, Evidence django)
    {
        var settings = repository.Paths.FirstOrDefault(path => path.EndsWith("/wsgi.py", StringComparison.Ordinal));
        if (settings is null) return null;
        var module = settings[..^3].Replace('/', '.');
        return new(
            "django", django, new($"python manage.py migrate --noinput && exec gunicorn {module}:application --bind 0.0.0.0:$PORT", "Django's project module", new(settings)),
            8000, ToInstall: manifest["gunicorn"] is null ? "gunicorn" : null);
    }

    static PythonServer? Streamlit(RepositorySnapshot repository, Evidence evidence)
    {
        var entry = repository.FirstOf("streamlit_app.py", "app.py", "Home.py", "main.py") ?? EntryFile(repository, "streamlit")?.Path;
        return entry is null ? null : new(
            "streamlit", evidence,
            new($"streamlit run {entry} --server.port $PORT --server.address 0.0.0.0 --server.headless true", "Streamlit's entry file", new(entry)),
            8501, "/_stcore/health");
    }

    /// <summary>The object a server loads, as <c>module:variable</c>; factories as gunicorn spells them.</summary>
    static Found<string>? Variable(RepositorySnapshot repository)
    {
        foreach (var file in EntryCandidates(repository))
        {
            if (ApplicationObject().Match(file.Text) is { Success: true } match)
                return new($"{Module(file.Path)}:{match.Groups[1].Value}", $"the {match.Groups[2].Value} object", file.AtOffset(match.Index));
        }
        foreach (var file in EntryCandidates(repository))
            if (Factory().Match(file.Text) is { Success: true } match)
                return new($"{Module(file.Path)}:create_app()", "the application factory", file.AtOffset(match.Index));
        return null;
    }

    static IEnumerable<RepositoryText> EntryCandidates(RepositorySnapshot repository) => EntryFolders
        .SelectMany(folder => EntryNames, (folder, name) => $"{folder}{name}.py")
        .Concat(repository.Paths.Where(path => path.EndsWith("/__init__.py", StringComparison.Ordinal) || (path.EndsWith(".py", StringComparison.Ordinal) && !path.Contains('/', StringComparison.Ordinal))))
        .Distinct().Select(repository.Read).OfType<RepositoryText>();

    static RepositoryText? EntryFile(RepositorySnapshot repository, string import) => repository.Paths
        .Where(path => path.EndsWith(".py", StringComparison.Ordinal) && path.Count(letter => letter == '/') <= 1)
        .OrderBy(path => path is "app.py" or "main.py" ? 0 : 1)
        .Select(repository.Read).OfType<RepositoryText>()
        .FirstOrDefault(file => Regex.IsMatch(file.Text, $@"^\s*(import|from)\s+{import}\b", RegexOptions.Multiline));

    static string Module(string path)
    {
        var module = path[..^3].Replace('/', '.');
        if (module.StartsWith("src.", StringComparison.Ordinal)) module = module[4..];
        return module.EndsWith(".__init__", StringComparison.Ordinal) ? module[..^9] : module;
    }

    [GeneratedRegex(@"^(\w+)\s*(?::\s*\w+\s*)?=\s*(?:\w+\.)?(FastAPI|Flask|Starlette|Litestar|Quart|Sanic|Bottle|App|Dash|get_wsgi_application|get_asgi_application)\(", RegexOptions.Multiline)]
    private static partial Regex ApplicationObject();

    [GeneratedRegex(@"^def create_app\(\s*\)", RegexOptions.Multiline)]
    private static partial Regex Factory();
}
