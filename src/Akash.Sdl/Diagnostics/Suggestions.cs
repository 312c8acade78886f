namespace Akash.Sdl.Diagnostics;

/// <summary>Finds what a mistyped word was meant to be.</summary>
static class Suggestions
{
    /// <summary>Longer words are no slips.</summary>
    const int MaxLength = 64;

    /// <summary>So many words are compared or listed; among more, nobody looks for one.</summary>
    const int MaxWords = 200;

    /// <summary>"did you mean `x`?", or what is allowed where nothing is near.</summary>
    public static string For(string word, IEnumerable<string> allowed)
    {
        var words = allowed.Take(MaxWords).ToList();
        return Nearest(word, words) is { } near ? $"did you mean `{near}`?" : words.Count == 0 ? "nothing is allowed here" : $"use one of: {string.Join(", ", words)}";
    }

    /// <summary>"did you mean `x`?", or where to define it.</summary>
    public static string ForReference(string name, IEnumerable<string> defined, string section) =>
        (Nearest(name, defined) ?? Only(defined)) is { } near ? $"did you mean `{near}`?" : $"define it under `{section}:`";

    static string? Only(IEnumerable<string> defined) => defined.Take(2).ToList() is [var one] ? one : null;

    /// <summary>Words that people write for a key of ours.</summary>
    static readonly (string Said, string Meant)[] Synonyms =
    [
        ("replicas", "count"), ("scale", "count"), ("instances", "count"), ("price", "amount"), ("cost", "amount"), ("currency", "denom"), ("protocol", "proto"),
        ("user", "username"), ("pass", "password"), ("registry", "host"), ("server", "host"), ("units", "size"), ("size", "units"), ("cores", "units"),
        ("path", "mount"), ("mountPath", "mount"), ("environment", "env"), ("entrypoint", "command"), ("cmd", "args"), ("ports", "expose"),
        ("hosts", "accept"), ("domains", "accept"), ("nvidia", "vendor"), ("amd", "vendor"), ("target", "to"), ("external", "as"), ("internal", "port"),
    ];

    /// <summary>The unused key that an unknown one was meant to be, or null.</summary>
    public static string? Meant(string key, IReadOnlyCollection<string> unused)
    {
        foreach (var (said, meant) in Synonyms)
        {
            if (said == key && unused.Contains(meant)) return meant;
        }

        return Nearest(key, unused);
    }

    /// <summary>Keys of other tools with what does their work here.</summary>
    /// <param name="meant">The unused key that it was meant to be, or null.</param>
    public static string ForKey(string key, string? meant, IReadOnlyCollection<string> unused, IReadOnlyCollection<string> known) => key switch
    {
        "ports" => "use `expose:` with `port:`, `as:` and `to: - global: true`",
        "environment" => "use `env:` with items `NAME=value`",
        "entrypoint" => "use `command:`",
        "volumes" => "declare `storage` in the compute profile and mount it with `params.storage`",
        "depends_on" or "depends-on" => "leave it out: all services start together, so wait for others in the container",
        "restart" => "leave it out: containers are always restarted",
        "build" => "leave it out: an image is named with `image:`",
        "networks" or "links" or "container_name" or "hostname" => "leave it out: services reach each other by name",
        "persistent" or "class" when known.Contains("attributes") => "write it under `attributes:`",
        "nvidia" or "amd" when known.Contains("vendor") => "write it under `vendor:`",
        "count" when known.Contains("image") => "write it under `deployment:`, beside `profile:`",
        "healthcheck" or "cap_add" or "privileged" or "working_dir" => "leave it out: providers decide this",
        "user" when !unused.Contains("username") => "leave it out: providers decide this",
        _ when meant is not null => $"did you mean `{meant}`?",
        _ when unused.Count == 0 => $"check its indentation: only {string.Join(" and ", known)} can stand here",
        _ => $"use one of: {string.Join(", ", unused)}",
    };

    public static string? Nearest(string word, IEnumerable<string> allowed)
    {
        if (word.Length > MaxLength) return null;

        var (best, near, said) = ((string?)null, Math.Max(1, word.Length / 3) + 1, Simplified(word));
        foreach (var candidate in allowed.Take(MaxWords))
        {
            var meant = Simplified(candidate);
            if (meant.Length > MaxLength || Math.Abs(meant.Length - said.Length) >= near || Distance(said, meant) is var distance && distance >= near) continue;
            (best, near) = (candidate, distance);
        }

        return best;
    }

    /// <summary>Case and separators are the commonest slips, so they cost nothing.</summary>
    static string Simplified(string word) => word.ToLowerInvariant().Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    /// <summary>Edits between two words, a swap of neighbours counting once.</summary>
    static int Distance(string from, string to)
    {
        var costs = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++) costs[i, 0] = i;
        for (var j = 0; j <= to.Length; j++) costs[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var change = costs[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                costs[i, j] = Math.Min(change, Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
            }
        }

        return costs[from.Length, to.Length];
    }
}
