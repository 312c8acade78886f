using System.Text.RegularExpressions;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Lint;

static partial class EnvLint
{
    /// <summary>The manifest goes to the provider as it is, and the file goes into the repository.</summary>
    public static void Check(ServiceModel service, Findings findings)
    {
        foreach (var item in service.Env?.Items ?? [])
        {
            if (item.Spot.Node?.Target is YamlScalar { Written: not null }) continue;
            var parts = item.Value.Split('=', 2);
            if (parts.Length < 2 || parts[1].Length < 4 || parts[1].StartsWith("${", StringComparison.Ordinal) || !SecretName().IsMatch(parts[0])) continue;
            findings.Warn(Rules.PlainSecret, item.Spot, $"'{parts[0]}' looks like a secret, and its value is in the file", "take it from the workflow's secrets, and change it now that it has been written down");
        }
    }

    [GeneratedRegex(@"(^|_)(PASSWORD|PASSWD|PASS|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|MNEMONIC|CREDENTIALS?)($|_)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}
