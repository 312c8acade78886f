using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Transactions;
using Akash.Sandbox.Ledger.Values;
using Akash.Sandbox.Node.Queries;

namespace Akash.Sandbox.Node;

/// <summary>A transaction that is in a block.</summary>
sealed record IndexedTransaction(string Hash, long Height, int Index, Instant Time, ReadOnlyMemory<byte> Bytes, TransactionResult Result);

/// <summary>A block with what it did.</summary>
sealed record StoredBlock(BlockHeader Header, IReadOnlyList<IndexedTransaction> Transactions, IReadOnlyList<LedgerEvent> Events)
{
    /// <summary>The block's name; a function of height and time, since nothing here hashes states.</summary>
    public byte[] Hash { get; } = System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Header.Height}/{Header.Time.Nanoseconds}")));
}

/// <summary>A chain as it was at one moment.</summary>
sealed record LedgerSnapshot(LedgerState State, BlockHeader Header, IReadOnlyList<StoredBlock> Blocks, ImmutableDictionary<long, LedgerState> History);

/// <summary>What the mempool said; a transaction it has seen before has no result of its own.</summary>
readonly record struct Submission(string Hash, TransactionResult? Result)
{
    public bool IsDuplicate => Result is null;
}

/// <summary>
/// Chain, mempool and index of one node. Blocks come when they are made from outside: by the block producer, or by a recorded
/// history.
/// </summary>
sealed class LedgerNode : INode
{
    /// <summary>How many old states can still be asked about; older ones are pruned, as on public nodes.</summary>
    const long KeptStates = 1_000;

    readonly Lock gate = new();
    readonly Chain chain;
    readonly QueryRouter queries;
    readonly HashSet<string> seen = [];
    readonly List<ReadOnlyMemory<byte>> pending = [];
    readonly Dictionary<string, IndexedTransaction> index = [];
    readonly SortedDictionary<long, StoredBlock> blocks = [];
    readonly Dictionary<long, LedgerState> history = [];
    readonly List<Channel<StoredBlock>> readers = [];
    readonly AsyncLocal<View?> view = new();

    public LedgerNode(Genesis genesis)
    {
        chain = new Chain(genesis);
        queries = new QueryRouter(this);
    }

    public string ChainId => chain.Committed.ChainId;

    public Dec MinimumGasPrice => chain.MinimumGasPrice;

    public long Height => Header.Height;

    public DateTimeOffset BlockTime => Header.Time.ToDateTimeOffset();

    public BlockHeader Header
    {
        get { lock (gate) return HeaderInView(); }
    }

    public QueryRouter Queries => queries;

    /// <summary>The committed state and its block, as one.</summary>
    public (LedgerState State, BlockHeader Header) Snapshot()
    {
        lock (gate) return HeaderInView() is var header && header.Height < chain.Header.Height ? (history[header.Height], header) : (chain.Committed, chain.Header);
    }

    /// <summary>The state after a block that isn't pruned; null for others.</summary>
    public (LedgerState State, BlockHeader Header)? SnapshotAt(long height)
    {
        lock (gate) return height <= HeaderInView().Height && history.TryGetValue(height, out var state) ? (state, blocks[height].Header) : null;
    }

    public QueryAnswer Query(string path, ReadOnlySpan<byte> request) => queries.Answer(path, request, height: null);

    public BroadcastAnswer Broadcast(ReadOnlyMemory<byte> transaction)
    {
        var submission = Submit(transaction);
        return submission.Result is { } result
            ? new BroadcastAnswer(result.Code, result.Codespace, result.Log, submission.Hash)
            : new BroadcastAnswer(SdkErrors.InMempoolCache.Code, SdkErrors.InMempoolCache.Codespace, "tx already exists in cache", submission.Hash);
    }

    /// <summary>CheckTx, and a place in the next block for what passes.</summary>
    public Submission Submit(ReadOnlyMemory<byte> transaction)
    {
        var hash = Transaction.Hash(transaction.Span);
        lock (gate)
        {
            if (seen.Contains(hash)) return new Submission(hash, null);
            var result = chain.Check(transaction);
            if (result.Code == 0)
            {
                seen.Add(hash);
                pending.Add(transaction);
            }
            return new Submission(hash, result);
        }
    }

    public TransactionResult Simulate(ReadOnlyMemory<byte> transaction)
    {
        lock (gate) return chain.Simulate(transaction);
    }

    /// <summary>Makes the next block of everything that waits.</summary>
    public StoredBlock ProduceBlock(Instant time)
    {
        lock (gate)
        {
            ReadOnlyMemory<byte>[] transactions = [.. pending];
            pending.Clear();
            return Store(chain.Deliver(new BlockHeader(chain.Header.Height + 1, time), transactions), transactions);
        }
    }

    /// <summary>Delivers a recorded block. <paramref name="outOfGas"/> names transactions that are known to run out of gas.</summary>
    public StoredBlock Deliver(BlockHeader header, IReadOnlyList<ReadOnlyMemory<byte>> transactions, Func<int, bool> outOfGas)
    {
        lock (gate)
        {
            pending.Clear();
            return Store(chain.Deliver(header, transactions, outOfGas), transactions);
        }
    }

    /// <summary>Changes the state by the sandbox's own means.</summary>
    public void Amend(Action<Execution> change)
    {
        lock (gate) chain.Amend(change);
    }

    public IndexedTransaction? FindTransaction(string hash)
    {
        lock (gate) return index.GetValueOrDefault(hash.ToUpperInvariant()) is { } found && found.Height <= IndexedInView() ? found : null;
    }

    /// <summary>Included transactions in order of inclusion.</summary>
    public IReadOnlyList<IndexedTransaction> Transactions()
    {
        lock (gate) return [.. blocks.Values.TakeWhile(block => block.Header.Height <= IndexedInView()).SelectMany(block => block.Transactions)];
    }

    public StoredBlock? FindBlock(long height)
    {
        lock (gate) return height <= HeaderInView().Height ? blocks.GetValueOrDefault(height) : null;
    }

    public IReadOnlyList<StoredBlock> BlocksDescending()
    {
        lock (gate) return [.. blocks.Values.TakeWhile(block => block.Header.Height <= HeaderInView().Height).Reverse()];
    }

    /// <summary>The first block that was made; the genesis before there is one.</summary>
    public StoredBlock FirstBlock
    {
        get { lock (gate) return blocks.Count > 0 ? blocks.First().Value : new StoredBlock(chain.Header, [], []); }
    }

    /// <summary>The last block that was made; the genesis before there is one.</summary>
    public StoredBlock LastBlock
    {
        get { lock (gate) return blocks.GetValueOrDefault(HeaderInView().Height) ?? new StoredBlock(chain.Header, [], []); }
    }

    /// <summary>
    /// From here on, and only within this flow of execution, the node answers as one that is some blocks behind, or whose index is.
    /// It still takes transactions.
    /// </summary>
    public void LookBack(int blocks, bool indexOnly) => view.Value = new View(blocks, indexOnly);

    /// <summary>All there is to know at this moment, apart from what waits in the mempool.</summary>
    public LedgerSnapshot Save()
    {
        lock (gate) return new LedgerSnapshot(chain.Committed, chain.Header, [.. blocks.Values], history.ToImmutableDictionary());
    }

    /// <summary>Goes to a snapshot, as when a node's disk is restored: later blocks never were, and the mempool is empty.</summary>
    public void Restore(LedgerSnapshot snapshot)
    {
        lock (gate)
        {
            chain.Restore(snapshot.State, snapshot.Header);
            pending.Clear();
            seen.Clear();
            index.Clear();
            blocks.Clear();
            history.Clear();
            foreach (var (height, state) in snapshot.History) history[height] = state;
            foreach (var block in snapshot.Blocks)
            {
                blocks[block.Header.Height] = block;
                foreach (var transaction in block.Transactions)
                {
                    index[transaction.Hash] = transaction;
                    seen.Add(transaction.Hash);
                }
            }
        }
    }

    public async IAsyncEnumerable<CommittedBlock> ReadBlocksAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var block in ReadStoredBlocksAsync(cancellationToken))
        {
            yield return new CommittedBlock(block.Header.Height, block.Header.Time.ToDateTimeOffset(),
                [.. block.Transactions.Select(t => new CommittedTransaction(t.Hash, t.Result.Code, t.Result.Codespace, t.Result.Log))]);
        }
    }

    /// <summary>Every block from the next one on, with all it did.</summary>
    public async IAsyncEnumerable<StoredBlock> ReadStoredBlocksAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<StoredBlock>();
        lock (gate) readers.Add(channel);
        try
        {
            await foreach (var block in channel.Reader.ReadAllAsync(cancellationToken)) yield return block;
        }
        finally
        {
            lock (gate) readers.Remove(channel);
        }
    }

    StoredBlock Store(BlockResult result, IReadOnlyList<ReadOnlyMemory<byte>> transactions)
    {
        var included = transactions.Select((bytes, i) => new IndexedTransaction(
            Transaction.Hash(bytes.Span), result.Header.Height, i, result.Header.Time, bytes, result.Transactions[i])).ToList();
        foreach (var transaction in included)
        {
            seen.Add(transaction.Hash);
            index[transaction.Hash] = transaction;
        }

        var block = new StoredBlock(result.Header, included, result.Events);
        blocks[result.Header.Height] = block;
        history[result.Header.Height] = chain.Committed;
        history.Remove(result.Header.Height - KeptStates);
        foreach (var reader in readers) reader.Writer.TryWrite(block);
        return block;
    }

    BlockHeader HeaderInView() =>
        view.Value is { IndexOnly: false, Blocks: var behind } && blocks.Count > 0
            ? blocks[Math.Max(blocks.First().Key, chain.Header.Height - behind)].Header
            : chain.Header;

    long IndexedInView() => chain.Header.Height - (view.Value?.Blocks ?? 0);

    sealed record View(int Blocks, bool IndexOnly);
}
