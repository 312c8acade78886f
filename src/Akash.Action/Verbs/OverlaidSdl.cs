using Akash.Action.Inputs;
using Akash.Deploy;
using Akash.Sdl;

namespace Akash.Action.Verbs;

/// <summary>Sets in an SDL what the inputs say.</summary>
static class OverlaidSdl
{
    /// <exception cref="VerbFailure">An input names no service of the file, or something that cannot be set there.</exception>
    public static SdlSource Of(SdlSource source, IEnumerable<Overlay> overlays)
    {
        string[] services = [.. SdlOutline.Read(source).Services.Select(service => service.Name)];
        // A file that cannot be read has diagnostics, which say more.
        return services.Length == 0 ? source : overlays.Aggregate(source, (edited, overlay) => Set(edited, overlay, services));
    }

    static SdlSource Set(SdlSource source, Overlay overlay, string[] services)
    {
        try
        {
            return overlay.Edit(source, ServiceOf(overlay, services, source.FileName));
        }
        catch (SdlEditException exception)
        {
            throw Refused(overlay, exception.Message);
        }
    }

    static string ServiceOf(Overlay overlay, string[] services, string file) => (overlay.Service, services) switch
    {
        ({ } name, _) when services.Contains(name) => name,
        ({ } name, _) => throw Refused(overlay, $"{file} has no service '{name}', only {string.Join(", ", services)}{Suggestion.Ask(name, services)}"),
        (null, [var only]) => only,
        _ => throw Refused(overlay, $"{file} has the services {string.Join(", ", services)}; say which one, with {(overlay.Input == "env" ? $"a line [{services[0]}] above" : $"{services[0]}=")}"),
    };

    static VerbFailure Refused(Overlay overlay, string message) => new(Reason.InputInvalid, $"{overlay}: {message}");
}
