using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;

namespace Akash.Sdl.Network;

/// <summary>What one part of the network has against a file: the first objection is its verdict, all are findings.</summary>
sealed class Objections(FlavorRules rules, Findings findings)
{
    /// <summary>What only follows from an error that has been told is not told again.</summary>
    readonly bool _isAftermath = findings.Refused;

    static readonly HashSet<Rule> Consequences = [Rules.NothingDeployed, Rules.NoGlobal, Rules.GroupTotal, Rules.Port];

    /// <summary>Null where there is none.</summary>
    public string? First { get; private set; }

    /// <summary>Whether what was sent could not even be decoded.</summary>
    public bool IsUndecodable { get; private set; }

    public void Raise(Rule rule, Spot spot, string message, string? hint = null, DocPath? about = null)
    {
        First ??= message;
        IsUndecodable |= rule == Rules.NotEncodable;

        if (_isAftermath && Consequences.Contains(rule)) return;

        // The Go tool runs the same rules before it lets a file pass.
        if (rules.RunsNetworkRules) findings.Refuse(rule, spot, message, hint, about);
        else findings.RefuseByNetwork(rule, spot, message, hint, about);
    }
}
