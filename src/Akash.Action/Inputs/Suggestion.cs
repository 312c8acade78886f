namespace Akash.Action.Inputs;

/// <summary>Finds what a person may have meant.</summary>
static class Suggestion
{
    const int FarthestMeant = 3;

    /// <summary>The nearest candidate by edits of one letter, or null where none is near.</summary>
    public static string? For(string text, IEnumerable<string> candidates) =>
        candidates
            .Select(candidate => (candidate, distance: Distance(text.ToLowerInvariant(), candidate)))
            .Where(pair => pair.distance <= Math.Min(FarthestMeant, Math.Max(1, pair.candidate.Length / 3)))
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();

    /// <summary><c>; did you mean '…'?</c> or nothing.</summary>
    public static string Ask(string text, IEnumerable<string> candidates) =>
        For(text, candidates) is { } meant ? $"; did you mean '{meant}'?" : "";

    static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        foreach (var (row, letter) in left.Index())
        {
            var current = new int[right.Length + 1];
            current[0] = row + 1;
            for (var column = 1; column <= right.Length; column++)
                current[column] = Math.Min(
                    Math.Min(previous[column], current[column - 1]) + 1,
                    previous[column - 1] + (letter == right[column - 1] ? 0 : 1));
            previous = current;
        }

        return previous[^1];
    }
}
