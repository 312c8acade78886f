namespace Akash.Inspect.Node;

/// <summary>What was decided about a package before its image is written.</summary>
sealed record NodePlan(
    Found<string> Version, PackageManager Manager, Found<string> ManagerFound, NodeFramework? Framework, Found<string>? Build, PackageJson Package)
{
    public Found<string>? FrameworkFound => Framework is null ? null : new(Framework.Name, $"depends on {Framework.Package}", Package.At(Framework.Package));

    public string Image => $"node:{Version.Value}-slim";

    public bool HasDependencies => Package.Dependencies.Count + Package.DevDependencies.Count > 0 || Package.HasWorkspaces;
}

/// <summary>The generated image of a Node package: built with everything, run with what production needs, as user node.</summary>
static class NodeDockerfile
{
    static readonly string[] InstallHooks = ["preinstall", "postinstall", "prepare"];

    public static string Program(RepositorySnapshot repository, NodePlan plan, string start, int? port) => DockerfileText.Join(
    [
        .. BuildStages(repository, plan),
        plan.HasDependencies && plan.Manager.Prune is { } prune ? "RUN " + prune : null,
        "",
        $"FROM {(plan.Manager.Setup is null ? plan.Image : "base")}",
        $"ENV NODE_ENV=production{(port is null ? "" : $" PORT={port} HOST=0.0.0.0 HOSTNAME=0.0.0.0")}",
        "WORKDIR /app",
        "COPY --from=build --chown=node:node /app ./",
        "USER node",
        port is null ? null : $"EXPOSE {port}",
        StartCommand.ToCmd(start),
    ]);

    public static string StaticSite(RepositorySnapshot repository, NodePlan plan, string directory) => DockerfileText.Join(
    [
        .. BuildStages(repository, plan),
        "",
        .. DockerfileText.StaticServer($"--from=build /app/{directory}", plan.Framework!.SinglePage),
    ]);

    static IEnumerable<string?> BuildStages(RepositorySnapshot repository, NodePlan plan)
    {
        if (plan.Manager.Setup is { } setup)
        {
            yield return $"FROM {plan.Image} AS base";
            yield return "RUN " + setup;
            yield return "";
            yield return "FROM base AS build";
        }
        else yield return $"FROM {plan.Image} AS build";
        yield return "WORKDIR /app";

        if (plan.HasDependencies && !NeedsSourceToInstall(repository, plan.Package))
        {
            string[] manifests = ["package.json", .. plan.Manager.Lockfiles, ".npmrc", "pnpm-workspace.yaml"];
            yield return $"COPY {string.Join(' ', manifests.Where(repository.Has))} ./";
            yield return "RUN " + plan.Manager.InstallFrom(repository);
            yield return "COPY . .";
        }
        else
        {
            yield return "COPY . .";
            if (plan.HasDependencies) yield return "RUN " + plan.Manager.InstallFrom(repository);
        }
        if (plan.Build is not null)
        {
            // SvelteKit's automatic adapter writes a Node server only where it believes it is on a known platform.
            yield return plan.Framework?.Name == "sveltekit" ? $"RUN GCP_BUILDPACKS=true {plan.Build.Value}" : $"RUN {plan.Build.Value}";
        }
    }

    /// <summary>Install hooks, workspaces, patches and local packages read files that only the whole tree has.</summary>
    static bool NeedsSourceToInstall(RepositorySnapshot repository, PackageJson package) =>
        package.HasWorkspaces
        || InstallHooks.Any(package.Scripts.ContainsKey)
        || repository.Paths.Any(path => path.StartsWith("patches/", StringComparison.Ordinal) || path.StartsWith(".yarn/", StringComparison.Ordinal))
        || package.DependsOn("@prisma/client")
        || package.Dependencies.Values.Concat(package.DevDependencies.Values).Any(IsLocal);

    static bool IsLocal(string version) =>
        version.StartsWith("file:", StringComparison.Ordinal) || version.StartsWith("link:", StringComparison.Ordinal) || version.StartsWith("workspace:", StringComparison.Ordinal);
}
