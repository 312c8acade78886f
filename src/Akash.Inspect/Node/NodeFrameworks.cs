namespace Akash.Inspect.Node;

/// <summary>What a framework's dependency says about running it.</summary>
/// <param name="Package">The dependency that marks it.</param>
/// <param name="Start">How its build result is served; null where the package's own start script or entry file is.</param>
/// <param name="StaticDirectory">Where its build puts files to serve; null for a server.</param>
/// <param name="SinglePage">Unknown paths are routed in the browser.</param>
/// <param name="Build">Run when there is no build script.</param>
sealed record NodeFramework(
    string Name, string Package, int Port, string? Start = null, string? StaticDirectory = null, bool SinglePage = false, string? Build = null)
{
    /// <summary>In order of precedence: most meta-frameworks carry Vite, so it comes last (spec/detection.md section 3.1).</summary>
    static readonly NodeFramework[] All =
    [
        new("next", "next", 3000, "npx next start", Build: "npx next build"),
        new("nuxt", "nuxt", 3000, "node .output/server/index.mjs", Build: "npx nuxt build"),
        new("tanstack-start", "@tanstack/react-start", 3000, "node .output/server/index.mjs"),
        new("solid-start", "@solidjs/start", 3000, "node .output/server/index.mjs"),
        new("sveltekit", "@sveltejs/kit", 3000, "node build"),
        new("react-router", "@react-router/dev", 3000, "npx react-router-serve ./build/server/index.js"),
        new("remix", "@remix-run/dev", 3000, "npx remix-serve build/server/index.js"),
        new("astro", "astro", 4321, StaticDirectory: "dist"),
        new("angular", "@angular/core", 8080, StaticDirectory: "dist", SinglePage: true),
        new("gatsby", "gatsby", 8080, StaticDirectory: "public"),
        new("docusaurus", "@docusaurus/core", 8080, StaticDirectory: "build"),
        new("vitepress", "vitepress", 8080, StaticDirectory: "docs/.vitepress/dist"),
        new("eleventy", "@11ty/eleventy", 8080, StaticDirectory: "_site"),
        new("create-react-app", "react-scripts", 8080, StaticDirectory: "build", SinglePage: true),
        new("vue-cli", "@vue/cli-service", 8080, StaticDirectory: "dist", SinglePage: true),
        new("nestjs", "@nestjs/core", 3000, "node dist/main.js"),
        new("fastify", "fastify", 3000),
        new("express", "express", 3000),
        new("koa", "koa", 3000),
        new("hono", "@hono/node-server", 3000),
        new("hapi", "@hapi/hapi", 3000),
        new("vite", "vite", 8080, StaticDirectory: "dist", SinglePage: true),
    ];

    public static NodeFramework? Find(RepositorySnapshot repository, PackageJson package) =>
        All.FirstOrDefault(framework => package.DependsOn(framework.Package)) is { } found ? Adapt(found, repository, package) : null;

    /// <summary>Frameworks that serve or export, depending on their configuration.</summary>
    static NodeFramework Adapt(NodeFramework framework, RepositorySnapshot repository, PackageJson package) => framework.Name switch
    {
        "next" when Config(repository, "next.config").Contains("output:export", StringComparison.Ordinal) =>
            framework with { StaticDirectory = Setting(repository, "next.config", "distDir") ?? "out" },
        "sveltekit" when package.DependsOn("@sveltejs/adapter-static") => framework with { StaticDirectory = "build" },
        "react-router" when Config(repository, "react-router.config").Contains("ssr:false", StringComparison.Ordinal) =>
            framework with { StaticDirectory = "build/client", SinglePage = true },
        "astro" when package.DependsOn("@astrojs/node") || Config(repository, "astro.config").Contains("output:server", StringComparison.Ordinal) =>
            framework with { StaticDirectory = null, Start = "node ./dist/server/entry.mjs" },
        "angular" => framework with { StaticDirectory = AngularOutput(repository) },
        "vite" => framework with { StaticDirectory = ViteOutput(repository, package) },
        _ => framework,
    };

    static string ViteOutput(RepositorySnapshot repository, PackageJson package) =>
        (package.Scripts.TryGetValue("build", out var build) && Option(build, "--outDir") is { } option ? option : null)
        ?? Setting(repository, "vite.config", "outDir")
        ?? "dist";

    static string? Option(string command, string name)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var index = Array.IndexOf(words, name);
        return index >= 0 && index + 1 < words.Length ? words[index + 1] : null;
    }

    static string AngularOutput(RepositorySnapshot repository) =>
        Setting(repository, "angular", "outputPath") is { } path ? path : $"dist/{repository.Name}/browser";

    /// <summary>A configuration file without spaces and quotes, so that spellings compare.</summary>
    static string Config(RepositorySnapshot repository, string name) =>
        ConfigFile(repository, name) is { } text
            ? text.Text.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)
            : "";

    static string? Setting(RepositorySnapshot repository, string name, string key)
    {
        var text = Config(repository, name);
        var at = text.IndexOf(key + ":", StringComparison.Ordinal);
        if (at < 0) return null;
        var value = text[(at + key.Length + 1)..];
        var end = value.IndexOfAny([',', '\n', '\r', '}', ';', '`']);
        var path = (end < 0 ? value : value[..end]).Trim('/', '.');
        return path.Length > 0 && path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '_' or '.') ? path : null;
    }

    static RepositoryText? ConfigFile(RepositorySnapshot repository, string name) =>
        repository.FirstOf(name + ".ts", name + ".js", name + ".mjs", name + ".cjs", name + ".mts", name + ".json") is { } path ? repository.Read(path) : null;
}
