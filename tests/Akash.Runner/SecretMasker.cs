namespace Akash.Runner;

/// <summary>Keeps out of the log what a step asked to be masked, and the asking too, as the runner does.</summary>
sealed class SecretMasker
{
    const string Command = "::add-mask::";

    readonly HashSet<string> secrets = [];

    /// <summary>The line as the log shows it; null for one that only asks for a mask.</summary>
    public string? Mask(string line)
    {
        if (line.StartsWith(Command, StringComparison.Ordinal))
        {
            var secret = line[Command.Length..].Replace("%0D", "\r").Replace("%0A", "\n").Replace("%25", "%");
            if (secret.Length > 0) secrets.Add(secret);
            return null;
        }

        return secrets.OrderByDescending(secret => secret.Length).Aggregate(line, (shown, secret) => shown.Replace(secret, "***"));
    }
}
