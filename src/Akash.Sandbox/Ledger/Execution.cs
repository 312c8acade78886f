using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Transactions;
using Akash.Sandbox.Ledger.Values;
using Akash.Sandbox.Wire;
using Google.Protobuf;

namespace Akash.Sandbox.Ledger;

/// <summary>The block that is being worked on.</summary>
readonly record struct BlockHeader(long Height, Instant Time);

/// <summary>Something that happened, as the chain announces it.</summary>
sealed record LedgerEvent(string Type, IReadOnlyList<KeyValuePair<string, string>> Attributes)
{
    public LedgerEvent With(string key, string value) => this with { Attributes = [.. Attributes, new(key, value)] };
}

/// <summary>One run over a fork of the state: a transaction, or the end of a block. What it changed counts only when it is kept.</summary>
sealed class Execution(LedgerState state, BlockHeader block, GasMeter gas)
{
    readonly List<LedgerEvent> events = [];

    /// <summary>A fork that belongs to this run alone.</summary>
    public LedgerState State { get; private set; } = state.Fork();

    public BlockHeader Block => block;
    public long Height => block.Height;
    public Instant Time => block.Time;
    public GasMeter Gas => gas;
    public IReadOnlyList<LedgerEvent> Events => events;

    public void Emit(string type, params ReadOnlySpan<(string Key, string Value)> attributes)
    {
        var list = new List<KeyValuePair<string, string>>(attributes.Length);
        foreach (var (key, value) in attributes) list.Add(new(key, value));
        events.Add(new LedgerEvent(type, list));
        gas.UseEvent(type);
    }

    /// <summary>A typed event: an attribute for each field, whose value is the field's JSON.</summary>
    public void Emit(IMessage message)
    {
        var attributes = message.Descriptor.Fields.InFieldNumberOrder()
            .Select(field => KeyValuePair.Create(field.Name, GogoJson.Field(message, field)))
            .OrderBy(attribute => attribute.Key, StringComparer.Ordinal);
        events.Add(new LedgerEvent(message.Descriptor.FullName, [.. attributes]));
        gas.UseEvent(message.Descriptor.FullName);
    }

    /// <summary>Runs a part of the work that must happen wholly or not at all; its refusal is passed on.</summary>
    public void Atomically(Action part)
    {
        var (before, count) = (State.Fork(), events.Count);
        try
        {
            part();
        }
        catch (LedgerException)
        {
            State = before;
            events.RemoveRange(count, events.Count - count);
            throw;
        }
    }

    /// <summary>What happened since a mark, taken out so that it can be marked itself.</summary>
    public List<LedgerEvent> TakeEventsFrom(int mark)
    {
        var taken = events.GetRange(mark, events.Count - mark);
        events.RemoveRange(mark, events.Count - mark);
        return taken;
    }

    public void Append(IEnumerable<LedgerEvent> others) => events.AddRange(others);
}
