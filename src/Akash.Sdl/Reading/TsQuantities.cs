using System.Text.RegularExpressions;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>CPU and sizes as the TypeScript SDK reads them: JavaScript numbers, any letter case, rounded up (spec/sdl.md section 4).</summary>
static partial class TsQuantities
{
    const string Prefixes = "kmgtpe";

    public static Quantity? Cpu(Spot spot, ValueReader reader)
    {
        if (spot.Node is null) return null;
        var value = spot.Node.Target is YamlScalar scalar ? TsScalars.Resolve(scalar) : default;
        if (value.Kind is ValueKind.Number && value.Number > 0) return new Quantity(JsNumbers.ToText(value.Number * 1000), spot);
        if (value.Kind is ValueKind.Text && CpuForm().Match(((YamlScalar)spot.Node.Target).Value) is { Success: true } text && !ZeroCpu().IsMatch(text.Value))
        {
            var number = JsNumbers.ParseFloatPrefix(text.Groups[1].Value);
            return new Quantity(JsNumbers.ToText(text.Groups[2].Value is "m" or "M" ? number : number * 1000), spot);
        }

        reader.Findings.Refuse(Rules.CpuUnits, spot, $"{ValueReader.Name(spot)} is not an amount of CPU above zero", "write millicores such as `500m`, or CPUs such as `0.5`");
        return null;
    }

    public static Quantity? Size(Spot spot, ValueReader reader)
    {
        var text = reader.Text(spot);
        if (spot.Node?.Target is not YamlScalar scalar || TsScalars.Resolve(scalar).Kind is not ValueKind.Text) return null;
        return Bytes(text.Value) is { } bytes
            ? new Quantity(JsNumbers.ToText(bytes), spot)
            : new Quantity("0", spot, $"{ValueReader.Name(spot)} is '{text.Value}', which is not a size");
    }

    static double? Bytes(string text)
    {
        if (SizeForm().Match(text.ToLowerInvariant()) is not { Success: true } match) return null;
        var value = JsNumbers.ParseFloatPrefix(match.Groups[1].Value);
        var power = Prefixes.IndexOf(match.Groups[2].Value[0], StringComparison.Ordinal) + 1;
        var unit = match.Groups[3].Value == "i" ? 1024.0 : 1000.0;
        return Math.Ceiling(power == 0 ? value : value * Math.Pow(unit, power));
    }

    [GeneratedRegex(@"^([0-9]+(?:\.[0-9]+)?)([a-zA-Z]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex CpuForm();

    [GeneratedRegex(@"^0+(\.0+)?m?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ZeroCpu();

    [GeneratedRegex(@"^([0-9.]+)([a-zA-Z])([a-zA-Z]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex SizeForm();
}
