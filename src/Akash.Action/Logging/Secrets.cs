namespace Akash.Action.Logging;

/// <summary>
/// What must not be seen, in any of its forms: every sink passes its text through <see cref="Scrub"/>, and the runner is told to mask it too.
/// Short values are let through, since hiding them would blank out ordinary text (and outputs that contain it).
/// </summary>
/// <param name="announce">Tells the runner of a new secret; null where nobody listens.</param>
sealed class Secrets(Action<string>? announce = null)
{
    const int ShortestHidden = 8;
    const string Mask = "***";

    readonly Lock gate = new();
    readonly HashSet<string> known = [];
    string[] hidden = [];

    /// <summary>Hides a value from now on.</summary>
    public void Add(string? secret)
    {
        if (secret is null || secret.Trim() is not { Length: >= ShortestHidden } value) return;
        lock (gate)
        {
            if (!known.Add(value)) return;
            // Longest first: a secret inside another must not leave the rest of the longer one behind.
            hidden = [.. hidden.Concat(SecretForms.Of(value)).Distinct().OrderByDescending(text => text.Length)];
        }

        // The runner masks each line of a value, which for a mnemonic on many lines would be single words.
        if (!value.Contains('\n')) announce?.Invoke(value);
    }

    /// <summary>A wallet's words as given and with single spaces; never one word alone.</summary>
    public void AddMnemonic(string? mnemonic)
    {
        if (mnemonic?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not { Length: > 0 } words) return;
        if (words.Length == 1 && words[0].Length < 16) return;
        Add(mnemonic);
        Add(string.Join(' ', words));
    }

    /// <summary>A key in hex, or an export whole and line by line: its headers are no secret.</summary>
    public void AddPrivateKey(string? key)
    {
        Add(key);
        foreach (var line in key?.Split('\n', StringSplitOptions.TrimEntries) ?? [])
        {
            if (!line.StartsWith('-') && !line.Contains(':')) Add(line);
        }
    }

    /// <summary>A value of any form, a key of several lines as well: programs may print it whole or line by line.</summary>
    public void AddText(string value)
    {
        Add(value);
        foreach (var line in value.Split('\n')) Add(line);
    }

    /// <summary>A password, alone and as registries are sent it.</summary>
    public void AddLogin(string? username, string? password)
    {
        if (string.IsNullOrEmpty(password)) return;
        Add(password);
        Add(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{username}:{password}")));
    }

    public string Scrub(string text)
    {
        foreach (var secret in hidden) text = text.Replace(secret, Mask, StringComparison.Ordinal);
        return text;
    }
}
