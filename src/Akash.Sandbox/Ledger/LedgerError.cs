using Grpc.Core;

namespace Akash.Sandbox.Ledger;

/// <summary>An error the chain has registered: clients decide on codespace and code (chain.md section 6).</summary>
sealed record LedgerError(string Codespace, uint Code, string Text, StatusCode Status = StatusCode.Unknown)
{
    public LedgerException Refusal() => new(this, null);

    /// <summary>The error with what led to it in front, code kept.</summary>
    public LedgerException Refusal(string cause) => new(this, cause);

    /// <summary>The error's text with a detail behind it; like that the chain loses the code, and it arrives as undefined/1.</summary>
    public LedgerException PlainRefusal(string detail) => Plain($"{Text}: {detail}");

    /// <summary>A text that was never registered as an error.</summary>
    public static LedgerException Plain(string text) => new(new LedgerError("undefined", 1, text), null);
}

/// <summary>A refusal of the ledger; <see cref="Log"/> is the text the chain answers with.</summary>
sealed class LedgerException(LedgerError error, string? cause) : Exception(cause is null ? error.Text : $"{cause}: {error.Text}")
{
    public LedgerError Error => error;

    public string Log => Message;

    /// <summary>The text as a query's answer words it: the registered error first, its cause last.</summary>
    public string StatusText => error.Codespace == "undefined"
        ? Message
        : $"codespace {error.Codespace} code {error.Code}: {error.Text}{(cause is null ? "" : $": {cause}")}";

    public LedgerException Within(string outer) => new(error, cause is null ? outer : $"{outer}: {cause}");
}
