using Akash.Action.Logging;
using Akash.Deploy;
using Akash.Sdl;
using Microsoft.Extensions.Logging;

namespace Akash.Action.Verbs;

/// <summary>Compiles an SDL and shows what is wrong with it where it stands.</summary>
static class SdlCheck
{
    /// <exception cref="VerbFailure">It is not valid; every diagnostic has been shown.</exception>
    public static SdlResult Compile(BoundSdl bound, ILogger log, bool quiet = false)
    {
        var result = SdlCompiler.Compile(bound.Source);
        if (!quiet || !result.Valid)
            foreach (var diagnostic in result.Diagnostics) Show(diagnostic, bound, log);
        if (result.Valid) return result;

        var errors = result.Diagnostics.Count(diagnostic => diagnostic.Severity is Severity.Error);
        var refusal = result.Network.ChainGroups ?? result.Network.ProviderManifest ?? result.Network.ProviderHash;
        throw new VerbFailure(Reason.SdlInvalid, errors > 0
            ? $"{bound.Source.FileName} has {errors} error{(errors == 1 ? "" : "s")}: nothing was built or spent"
            : $"{bound.Source.FileName} is refused by the network: {refusal}");
    }

    static void Show(Diagnostic diagnostic, BoundSdl bound, ILogger log)
    {
        var place = bound.Source.Original(diagnostic.Span.Start);
        var message = diagnostic.Hint is { } hint ? $"{diagnostic.Message}; {hint}" : diagnostic.Message;
        var level = diagnostic.Severity switch
        {
            Severity.Error => LogLevel.Error,
            Severity.Warning => LogLevel.Warning,
            _ => LogLevel.Information,
        };
        var annotation = new Annotation(bound.Source.FileName, place.Line, place.Column, $"{diagnostic.Path}: {message}", diagnostic.Code);
        if (bound.IsFile) log.LogAnnotation(level, annotation);
        else log.Log(level, "{Place}", annotation.ToString());
    }
}
