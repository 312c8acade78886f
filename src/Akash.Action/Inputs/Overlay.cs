using Akash.Sdl;

namespace Akash.Action.Inputs;

/// <summary>One thing that an input sets in the SDL, whoever wrote that.</summary>
/// <param name="Input">Its name.</param>
/// <param name="Line">Of the input, from 1.</param>
/// <param name="Service">Null for the only one.</param>
/// <param name="Edit">Sets it for a service.</param>
/// <param name="Resize">Sets it in resources that are still to be priced; null where it is none of them.</param>
sealed record Overlay(
    string Input, int Line, string? Service, Func<SdlSource, string, SdlSource> Edit, Func<SdlResources, SdlResources>? Resize = null)
{
    public override string ToString() => PlaceOf(Input, Line);

    public static string PlaceOf(string input, int line) => $"{input}: line {line}";
}
