namespace Akash.Inspect.Tests;

public sealed class NodeTests
{
    [Fact]
    public void A_start_script_of_one_file_is_run_without_npm_in_between()
    {
        var inspection = Repository.Inspect(
            Repository.Package("""  "scripts": { "start": "node server.js" }"""),
            ("server.js", "const http = require('http');\nhttp.createServer().listen(process.env.PORT || 4321);\n"));

        var application = inspection.Application!;
        application.Ecosystem.Should().Be("node");
        application.Kind.Should().Be(ApplicationKind.Web);
        application.Start.Should().Be(new Found<string>("node server.js", "the start script", new("package.json", 3)));
        application.Port.Should().Be(new Found<int>(4321, "the source names it", new("server.js", 2)));
        application.Dockerfile.Should().Contain("CMD [\"node\", \"server.js\"]").And.Contain("USER node").And.Contain("EXPOSE 4321");
        application.Dockerfile.Should().NotContain("npm", "there is nothing to install");
    }

    [Theory]
    [InlineData("pnpm-lock.yaml", "pnpm")]
    [InlineData("bun.lockb", "bun")]
    [InlineData(".yarnrc.yml", "yarn-berry")]
    [InlineData("package-lock.json", "npm")]
    public void A_lockfile_decides_the_package_manager(string lockfile, string manager)
    {
        var inspection = Repository.Inspect(
            Repository.Package("""  "scripts": { "start": "node index.js" }, "dependencies": { "express": "5" }"""), (lockfile, ""), ("index.js", ""));

        inspection.Application!.PackageManager!.Value.Should().Be(manager);
        inspection.Application.PackageManager.Evidence.Should().Be(new Evidence(lockfile));
    }

    [Fact]
    public void A_lockfile_is_installed_exactly_or_else_as_near_as_possible()
    {
        var inspection = Repository.Inspect(
            Repository.Package("""  "scripts": { "start": "node index.js" }, "dependencies": { "express": "5" }"""), ("package-lock.json", "{}"), ("index.js", ""));

        inspection.Application!.Dockerfile.Should()
            .Contain("COPY package.json package-lock.json ./\nRUN npm ci --no-audit --no-fund || npm install --no-audit --no-fund\nCOPY . .")
            .And.Contain("RUN npm prune --omit=dev");
    }

    [Fact]
    public void A_vite_site_is_built_and_served_with_a_fallback_to_its_first_page()
    {
        var inspection = Repository.Inspect(
            Repository.Package("""  "scripts": { "dev": "vite", "build": "vite build" }, "devDependencies": { "vite": "6" }"""),
            ("index.html", ""), ("vite.config.ts", "export default { build: { outDir: 'theoutput' } }"));

        var application = inspection.Application!;
        application.Kind.Should().Be(ApplicationKind.Static);
        application.StaticDirectory!.Value.Should().Be("theoutput");
        application.Dockerfile.Should().Contain("COPY --from=build /app/theoutput /usr/share/nginx/html").And.Contain("$uri.html /index.html");
        inspection.Port!.Value.Should().Be(8080);
    }

    [Theory]
    [InlineData("", ApplicationKind.Web, 3000)]
    [InlineData("module.exports = { output: 'export' }", ApplicationKind.Static, 8080)]
    public void Next_serves_or_exports_by_its_configuration(string configuration, ApplicationKind kind, int port)
    {
        var inspection = Repository.Inspect(
            Repository.Package("""  "scripts": { "dev": "next dev", "build": "next build" }, "dependencies": { "next": "15" }"""), ("next.config.js", configuration));

        inspection.Application!.Kind.Should().Be(kind);
        inspection.Port!.Value.Should().Be(port);
    }

    [Fact]
    public void A_development_server_is_never_started()
    {
        var inspection = Repository.Inspect(
            Repository.Package("""  "scripts": { "start": "nodemon app.js" }, "dependencies": { "express": "5" }"""), ("app.js", "app.listen(3000)"));

        inspection.Application!.Start!.Value.Should().Be("node app.js");
    }

    [Fact]
    public void A_script_that_listens_on_nothing_is_a_worker_and_says_so()
    {
        var inspection = Repository.Inspect(Repository.Package("""  "scripts": { "start": "node bot.js" }"""), ("bot.js", "setInterval(() => {}, 1000)"));

        inspection.Application!.Kind.Should().Be(ApplicationKind.Worker);
        inspection.Port.Should().BeNull();
        inspection.Notes.Should().ContainSingle(note => note.Code == "RUN005");
        Generator.Generate(inspection).Sdl.Should().BeNull();
    }

    [Fact]
    public void A_server_on_the_loopback_is_warned_about()
    {
        var inspection = Repository.Inspect(
            Repository.Package("""  "scripts": { "start": "node app.js" }"""), ("app.js", "\nserver.listen(3000, '127.0.0.1')"));

        inspection.Notes.Should().ContainSingle(note => note.Code == "RUN003").Which.Evidence.Should().Be(new Evidence("app.js", 2));
    }

    [Theory]
    [InlineData("20.x", "20")]
    [InlineData("^22.11.0", "22")]
    [InlineData(">=18", "22")]
    public void The_engines_field_picks_the_version(string range, string major)
    {
        var inspection = Repository.Inspect(Repository.Package("  \"engines\": { \"node\": \"" + range + "\" }, \"main\": \"index.js\""), ("index.js", ".listen(80"));

        inspection.Application!.Runtime!.Value.Should().Be(major);
    }
}
