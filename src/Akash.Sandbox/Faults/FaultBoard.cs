using System.IO.Enumeration;

namespace Akash.Sandbox.Faults;

/// <summary>
/// The faults that are switched on. Each rule throws dice of its own, seeded, so that the same requests in the same order meet
/// the same faults.
/// </summary>
sealed class FaultBoard(int seed)
{
    readonly Lock gate = new();
    readonly List<Switched> rules = [];
    int seed = seed;
    int last;

    /// <summary>What is switched on, with how often it has struck.</summary>
    public IReadOnlyList<(FaultRule Rule, int Struck)> Rules
    {
        get { lock (gate) return [.. rules.Select(rule => (rule.Rule, rule.Struck))]; }
    }

    /// <summary>Switches a fault on; <see cref="FormatException"/> says why it can't be.</summary>
    public FaultRule Add(FaultRule rule)
    {
        rule.Checked();
        lock (gate)
        {
            var added = rule with { Id = ++last };
            rules.Add(new Switched(added, new Random(HashCode(seed, last))));
            return added;
        }
    }

    public bool Remove(int id)
    {
        lock (gate) return rules.RemoveAll(rule => rule.Rule.Id == id) > 0;
    }

    /// <summary>Switches everything off and begins anew with a seed.</summary>
    public void Reset(int newSeed)
    {
        lock (gate)
        {
            rules.Clear();
            (seed, last) = (newSeed, 0);
        }
    }

    /// <summary>Which faults strike a request now; certificates are drawn for connections, by <see cref="DrawCertificate"/>.</summary>
    public IReadOnlyList<FaultRule> Draw(string target, IReadOnlyList<string> names) =>
        Draw(rule => rule.Fault is not Fault.WrongCertificate && rule.IsFor(target)
            && (rule.Method is not { } pattern || names.Any(name => FileSystemName.MatchesSimpleExpression(pattern, name))));

    /// <summary>Whether a new connection gets a wrong certificate.</summary>
    public bool DrawCertificate(string target) => Draw(rule => rule.Fault is Fault.WrongCertificate && rule.IsFor(target)).Count > 0;

    List<FaultRule> Draw(Predicate<FaultRule> matches)
    {
        lock (gate) return [.. rules.Where(rule => matches(rule.Rule) && rule.Strikes()).Select(rule => rule.Rule)];
    }

    static int HashCode(int seed, int id) => unchecked((seed * 397) ^ id);

    sealed class Switched(FaultRule rule, Random dice)
    {
        public FaultRule Rule => rule;

        public int Struck { get; private set; }

        public bool Strikes()
        {
            if (Struck >= rule.Times || dice.NextDouble() >= rule.Probability) return false;
            Struck++;
            return true;
        }
    }
}
