namespace Akash.Deploy.Images;

/// <summary>Reads the commit a clone stands on, without running git.</summary>
static class GitHead
{
    /// <param name="folder">The <c>.git</c> folder.</param>
    /// <returns>Null when it is no clone or has no commit yet.</returns>
    public static string? Of(string folder)
    {
        if (ReadLine(Path.Combine(folder, "HEAD")) is not { } head) return null;
        if (!head.StartsWith("ref: ", StringComparison.Ordinal)) return head;

        var reference = head[5..].Trim();
        return ReadLine(Path.Combine(folder, reference)) ?? Packed(folder, reference);
    }

    static string? Packed(string folder, string reference)
    {
        var path = Path.Combine(folder, "packed-refs");
        return File.Exists(path)
            ? File.ReadLines(path).FirstOrDefault(line => line.EndsWith(" " + reference, StringComparison.Ordinal))?.Split(' ')[0]
            : null;
    }

    static string? ReadLine(string path) => File.Exists(path) ? File.ReadLines(path).FirstOrDefault()?.Trim() : null;
}
