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
    readonly List<Channel<CommittedBlock>> readers = [];

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
        get { lock (gate) return chain.Header; }
    }

    public QueryRouter Queries => queries;

    /// <summary>The committed state and its block, as one.</summary>
    public (LedgerState State, BlockHeader Header) Snapshot()
    {
        lock (gate) return (chain.Committed, chain.Header);
    }

    /// <summary>The state after a block that isn't pruned; null for others.</summary>
    public (LedgerState State, BlockHeader Header)? SnapshotAt(long height)
    {
        lock (gate) return history.TryGetValue(height, out var state) ? (state, blocks[height].Header) : null;
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
        lock (gate) return index.GetValueOrDefault(hash.ToUpperInvariant());
    }

    /// <summary>Included transactions in order of inclusion.</summary>
    public IReadOnlyList<IndexedTransaction> Transactions()
    {
        lock (gate) return [.. blocks.Values.SelectMany(block => block.Transactions)];
    }

    public StoredBlock? FindBlock(long height)
    {
        lock (gate) return blocks.GetValueOrDefault(height);
    }

    public IReadOnlyList<StoredBlock> BlocksDescending()
    {
        lock (gate) return [.. blocks.Values.Reverse()];
    }

    /// <summary>The first block that was made; the genesis before there is one.</summary>
    public StoredBlock FirstBlock
    {
        get { lock (gate) return blocks.Count > 0 ? blocks.First().Value : new StoredBlock(chain.Header, [], []); }
    }

    /// <summary>The last block that was made; the genesis before there is one.</summary>
    public StoredBlock LastBlock
    {
        get { lock (gate) return blocks.GetValueOrDefault(chain.Header.Height) ?? new StoredBlock(chain.Header, [], []); }
    }

    public async IAsyncEnumerable<CommittedBlock> ReadBlocksAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<CommittedBlock>();
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
        var committed = new CommittedBlock(result.Header.Height, result.Header.Time.ToDateTimeOffset(),
            [.. included.Select(t => new CommittedTransaction(t.Hash, t.Result.Code, t.Result.Codespace, t.Result.Log))]);
        foreach (var reader in readers) reader.Writer.TryWrite(committed);
        return block;
    }
}
