using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;

namespace Akash.Sdl.Lint;

static class ExposeLint
{
    /// <summary>No tool looks whether a target exists; a mistyped one is reached by nobody.</summary>
    public static void Check(SdlModel model, ServiceModel service, Findings findings)
    {
        foreach (var target in service.Expose.SelectMany(expose => expose.To ?? []).Where(target => !target.Service.IsEmpty && !model.Services.TryGet(target.Service.Value, out _)))
            findings.Warn(Rules.UnknownTarget, target.Service.Spot, $"there is no service '{target.Service.Value}' to connect to this port", Suggestions.ForReference(target.Service.Value, model.Services.Names, "services"));
    }
}
