namespace Akash.Provider.Answers;

/// <param name="Status">HTTP status.</param>
/// <param name="Body">The whole text, which says more than the status.</param>
readonly record struct GatewayAnswer(int Status, string Body)
{
    public bool Says(string text) => Body.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>For messages: the beginning of the text on one line.</summary>
    public string Brief
    {
        get
        {
            var line = string.Join(' ', Body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return line.Length switch
            {
                0 => $"status {Status} without text",
                > 300 => $"status {Status}: {line[..300]}…",
                _ => $"status {Status}: {line}",
            };
        }
    }
}
