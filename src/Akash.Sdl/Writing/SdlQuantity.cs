using System.Text.RegularExpressions;
using Akash.Sdl.Reading;

namespace Akash.Sdl;

/// <summary>Amounts in the spelling that every tool reads alike.</summary>
public static partial class SdlQuantity
{
    /// <summary>Thousandths of a CPU from <c>0.5</c> or <c>500m</c>; null for anything else, or nothing.</summary>
    public static uint? CpuMillis(string text) =>
        CpuForm().IsMatch(text) && GoQuantities.Cpu(text) is > 0 and <= uint.MaxValue and var millis ? (uint)millis : null;

    /// <summary>Bytes from <c>512Mi</c> or <c>2G</c>; null for anything else, or nothing.</summary>
    public static long? Bytes(string text) =>
        SizeForm().IsMatch(text) && GoQuantities.Size(text) is > 0 and <= long.MaxValue and var bytes ? (long)bytes : null;

    [GeneratedRegex(@"^[0-9]+(m|\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex CpuForm();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+)?([KMGTPE]i|[kMGTPE])\z", RegexOptions.CultureInvariant)]
    private static partial Regex SizeForm();
}
