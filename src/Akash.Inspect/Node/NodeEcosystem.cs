using System.Text.Json;
using System.Text.RegularExpressions;
using Akash.Inspect.Node;

namespace Akash.Inspect;

/// <summary>Packages for Node: servers, and sites that a build turns into files (spec/detection.md section 3.1).</summary>
sealed partial class NodeEcosystem : IEcosystem
{
    const string DefaultVersion = "22";

    static readonly string[] Entries =
    [
        "server.js", "index.js", "app.js", "main.js", "server.mjs", "index.mjs", "app.mjs", "src/server.js", "src/index.js", "src/app.js", "src/main.js",
        "server.ts", "index.ts", "app.ts", "src/server.ts", "src/index.ts", "src/app.ts", "src/main.ts",
    ];

    public string Id => "node";

    public Detection? Detect(RepositorySnapshot repository)
    {
        if (repository.Read("package.json") is not { } text) return null;
        PackageJson package;
        try
        {
            package = PackageJson.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }

        var framework = NodeFramework.Find(repository, package);
        var (manager, managerFound) = PackageManager.Choose(repository, package);
        var build = package.Scripts.ContainsKey("build")
            ? new Found<string>($"{manager.RunPrefix} build", "the build script", package.At("build"))
            : framework?.Build is { } command ? new(command, $"how {framework.Name} is built") : null;
        var start = Start(repository, package, framework, manager);
        var site = framework?.StaticDirectory is { } directory && !ServesItself(package, framework) && (build is not null || repository.Has(directory + "/index.html"))
            ? new Found<string>(directory, $"where {framework!.Name} puts its files", package.At(framework.Package))
            : null;
        if (site is null && start is null) return null;

        var plan = new NodePlan(Version(repository, package), manager, managerFound, framework, build, package);
        return site is not null ? StaticSite(repository, plan, site) : Program(repository, plan, start!);
    }

    /// <summary>A start script that runs a real server, not the framework's development server, wins over static files.</summary>
    static bool ServesItself(PackageJson package, NodeFramework framework) =>
        framework.Name is "vite" or "astro"
        && package.Scripts.TryGetValue("start", out var script) && script.StartsWith("node ", StringComparison.Ordinal);

    static Detection StaticSite(RepositorySnapshot repository, NodePlan plan, Found<string> directory) =>
        new(Score.Framework, new()
        {
            Ecosystem = "node",
            Kind = ApplicationKind.Static,
            Framework = plan.FrameworkFound,
            Runtime = plan.Version,
            PackageManager = plan.ManagerFound,
            Build = plan.Build,
            StaticDirectory = directory,
            Port = new(DockerfileText.StaticPort, "the web server of the generated image"),
            HealthPath = new("/", "the first page"),
            Resources = new(250, 128, 512, "a static site"),
            DockerIgnore = ["**/node_modules"],
            Dockerfile = NodeDockerfile.StaticSite(repository, plan, directory.Value),
        });

    static Detection Program(RepositorySnapshot repository, NodePlan plan, Found<string> start)
    {
        var sources = Sources(repository, start.Value).ToArray();
        var listens = plan.Framework is not null || sources.Any(source => Listens().IsMatch(source.Text));
        var port = listens ? Port(repository, plan, start, sources) : null;
        List<Note> notes = [];
        if (SourceScan.LoopbackBinding(sources) is { } loopback) notes.Add(loopback);
        if (port is { Evidence: null }) notes.Add(new("RUN004", $"no port is named, so {port.Value} is assumed: {port.Reason}", "read it from PORT, which is set"));
        return new(plan.Framework is null ? Score.ManifestWithStart : Score.Framework, new()
        {
            Ecosystem = "node",
            Kind = listens ? ApplicationKind.Web : ApplicationKind.Worker,
            Framework = plan.FrameworkFound,
            Runtime = plan.Version,
            PackageManager = plan.ManagerFound,
            Build = plan.Build,
            Start = start,
            Port = port,
            HealthPath = listens ? SourceScan.HealthPath(sources) ?? new("/", "the default") : null,
            Resources = plan.Framework?.Start is not null ? new(1000, 1024, 2048, $"a {plan.Framework.Name} server") : new(500, 512, 1024, "a Node server"),
            DockerIgnore = ["**/node_modules"],
            Dockerfile = NodeDockerfile.Program(repository, plan, start.Value, port?.Value),
        }, [.. notes]);
    }

    static Found<string>? Start(RepositorySnapshot repository, PackageJson package, NodeFramework? framework, PackageManager manager)
    {
        if (Procfile.Web(repository) is { } web) return web;
        foreach (var name in (string[])["start:prod", "start", "serve:prod", "production"])
            if (package.Scripts.TryGetValue(name, out var script) && !StartCommand.IsForDevelopment(script))
                return new(Direct(script) ?? $"{manager.RunPrefix} {name}", $"the {name} script", package.At(name));
        if (framework?.Start is { } served) return new(served, $"how {framework.Name} is served", package.At(framework.Package));
        if (package.Main is { } main && repository.Has(main.StartsWith("./", StringComparison.Ordinal) ? main[2..] : main))
            return new($"node {main}", "the main file", package.At("main"));
        // What a build makes of a TypeScript entry only Bun can do without.
        return repository.FirstOf(Entries) is { } entry && (manager.Name == "bun" || !package.Scripts.ContainsKey("build"))
            ? new(manager.Name == "bun" ? $"bun {entry}" : $"node {entry}", "an entry file by its name", new(entry))
            : null;
    }

    /// <summary>A script that only starts one file is run without npm in between, which would swallow signals.</summary>
    static string? Direct(string script) => SingleNodeFile().IsMatch(script) ? script : null;

    static Found<int> Port(RepositorySnapshot repository, NodePlan plan, Found<string> start, RepositoryText[] sources)
    {
        var script = plan.Package.Scripts.TryGetValue("start", out var text) ? text : start.Value;
        if ((StartCommand.Port(start.Value) ?? StartCommand.Port(script)) is { } named) return new(named, "the start command names it", start.Evidence);
        if (SourceScan.Port(sources) is { } literal) return literal;
        if (EnvExample(repository) is { } example) return example;
        var assumed = plan.Framework?.Port ?? 3000;
        return new(assumed, plan.Framework is null ? "the usual one of Node servers" : $"the usual one of {plan.Framework.Name}");
    }

    static Found<int>? EnvExample(RepositorySnapshot repository)
    {
        if (repository.FirstOf(".env.example", ".env.sample") is not { } path || repository.Read(path) is not { } text) return null;
        return StartCommand.Port(text.Text) is { } port ? new(port, "the example environment names it", text.At("PORT=")) : null;
    }

    /// <summary>The file the start command names, then files that are usually the entry.</summary>
    static IEnumerable<RepositoryText> Sources(RepositorySnapshot repository, string start)
    {
        var named = start.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.StartsWith("./", StringComparison.Ordinal) ? word[2..] : word);
        return named.Concat(Entries).Concat(["src/main.ts"]).Distinct().Where(repository.Has).Select(repository.Read).OfType<RepositoryText>()
            .Where(text => !text.Path.EndsWith(".json", StringComparison.Ordinal));
    }

    /// <summary>The major version asked for; ranges mean the default where it satisfies them.</summary>
    static Found<string> Version(RepositorySnapshot repository, PackageJson package)
    {
        foreach (var file in (string[])[".nvmrc", ".node-version"])
            if (repository.Read(file) is { } pin && Major().Match(pin.Text) is { Success: true } match) return new(match.Groups[1].Value, "pinned", new(file, 1));
        if (package.Engines.TryGetValue("node", out var range))
        {
            var exact = Exact().Match(range);
            if (exact.Success) return new(exact.Groups[1].Value, $"engines asks for {range}", package.At("engines"));
            return new(DefaultVersion, $"engines asks for {range}", package.At("engines"));
        }
        return new(DefaultVersion, "the default");
    }

    [GeneratedRegex(@"^\s*v?(\d{2})(?:\.|\s|$)")]
    private static partial Regex Major();

    [GeneratedRegex(@"^\s*[\^~]?v?(\d{2})(?:\.[\dx*]+)*\s*$")]
    private static partial Regex Exact();

    [GeneratedRegex(@"createServer\s*\(|\.listen\s*\(|Bun\.serve|Deno\.serve|\bserve\s*\(")]
    private static partial Regex Listens();

    [GeneratedRegex(@"^(node|bun) [\w./-]+$")]
    private static partial Regex SingleNodeFile();
}
