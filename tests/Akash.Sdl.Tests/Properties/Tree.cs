using System.Collections.Immutable;

namespace Akash.Sdl.Tests.Properties;

/// <summary>What a file says, before anyone decides how to write it.</summary>
abstract record Tree
{
    /// <summary>A text: quoted wherever it could be taken for anything else.</summary>
    public static implicit operator Tree(string text) => new Leaf(text, IsBare: false);

    /// <summary>A number, a boolean or null: never quoted.</summary>
    public static Tree Bare(string text) => new Leaf(text, IsBare: true);

    public static Tree List(params IEnumerable<Tree> items) => new Items([.. items]);

    public static Tree Texts(IEnumerable<string> items) => List(items.Select(item => (Tree)item));

    /// <summary>Entries that are null are left out.</summary>
    public static Keys Of(params IEnumerable<(string Name, Tree? Value)> entries) =>
        new([.. entries.Where(entry => entry.Value is not null).Select(entry => (entry.Name, entry.Value!))]);
}

sealed record Leaf(string Text, bool IsBare) : Tree;

sealed record Items(ImmutableArray<Tree> Each) : Tree;

sealed record Keys(ImmutableArray<(string Name, Tree Value)> Entries) : Tree;
