namespace Akash.Inspect.Node;

/// <summary>How a manager installs, and drops what only the build needs.</summary>
/// <param name="Setup">Run once in the image before it can be used; null for npm.</param>
sealed record PackageManager(string Name, string? Setup, string Install, string? Prune, string RunPrefix, string[] Lockfiles)
{
    static readonly PackageManager Npm = new(
        "npm", null, "npm install --no-audit --no-fund", "npm prune --omit=dev", "npm run", ["package-lock.json", "npm-shrinkwrap.json"]);

    static readonly PackageManager Pnpm = new(
        "pnpm", "npm install --global pnpm@9", "pnpm install", "pnpm prune --prod --ignore-scripts", "pnpm run", ["pnpm-lock.yaml"]);

    static readonly PackageManager Yarn = new(
        "yarn", "npm install --global --force yarn@1", "yarn install", "yarn install --production --ignore-scripts --prefer-offline", "yarn run", ["yarn.lock"]);

    static readonly PackageManager YarnBerry = new("yarn-berry", "corepack enable", "yarn install", null, "yarn run", ["yarn.lock", ".yarnrc.yml"]);

    static readonly PackageManager Bun = new("bun", "npm install --global bun@1", "bun install", null, "bun run", ["bun.lock", "bun.lockb"]);

    /// <summary>First hit: packageManager, lockfiles, engines, npm (spec/detection.md section 3.1).</summary>
    public static (PackageManager Manager, Found<string> Found) Choose(RepositorySnapshot repository, PackageJson package)
    {
        if (package.PackageManager is { } pinned && Named(pinned) is { } named)
            return (named, new(named.Name, "packageManager names it", package.At("packageManager")));
        if (repository.Has("pnpm-lock.yaml")) return Locked(Pnpm, "pnpm-lock.yaml");
        if (repository.FirstOf("bun.lock", "bun.lockb") is { } bunLock) return Locked(Bun, bunLock);
        if (repository.Has(".yarnrc.yml")) return Locked(YarnBerry, ".yarnrc.yml");
        if (repository.Has("yarn.lock")) return Locked(IsYarnOne(repository) ? Yarn : YarnBerry, "yarn.lock");
        foreach (var manager in (PackageManager[])[Pnpm, Bun, Yarn])
            if (package.Engines.ContainsKey(manager.Name)) return (manager, new(manager.Name, "engines names it", package.At("engines")));
        return repository.FirstOf("package-lock.json", "npm-shrinkwrap.json") is { } npmLock
            ? Locked(Npm, npmLock)
            : (Npm, new("npm", "the default"));
    }

    /// <summary>Installs what the lockfile says, or what is nearest to it when the lockfile has fallen behind.</summary>
    public string InstallFrom(RepositorySnapshot repository) =>
        !Lockfiles.Any(repository.Has) ? Install : Name switch
        {
            "npm" => "npm ci --no-audit --no-fund || npm install --no-audit --no-fund",
            "yarn-berry" => "yarn install --immutable || yarn install",
            _ => $"{Install} --frozen-lockfile || {Install}",
        };

    static (PackageManager, Found<string>) Locked(PackageManager manager, string file) => (manager, new(manager.Name, "its lockfile is there", new(file)));

    static bool IsYarnOne(RepositorySnapshot repository) =>
        repository.Read("yarn.lock") is not { } text || text.Text.Contains("yarn lockfile v1", StringComparison.Ordinal);

    static PackageManager? Named(string pinned)
    {
        var at = pinned.IndexOf('@', StringComparison.Ordinal);
        var (name, version) = at < 0 ? (pinned, "") : (pinned[..at], pinned[(at + 1)..].Split('+')[0]);
        return name switch
        {
            "npm" => Npm,
            "pnpm" when version.Length > 0 => Pnpm with { Setup = $"npm install --global pnpm@{version}" },
            "pnpm" => Pnpm,
            "yarn" when version.StartsWith("1.", StringComparison.Ordinal) || version.Length == 0 => Yarn,
            "yarn" => YarnBerry,
            "bun" when version.Length > 0 => Bun with { Setup = $"npm install --global bun@{version}" },
            "bun" => Bun,
            _ => null,
        };
    }
}
