using System.Text.RegularExpressions;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;

namespace Akash.Sdl.Lint;

static partial class EnvLint
{
    const string Hint = "take it from the workflow's secrets, and change it now that it has been written down";

    /// <summary>The manifest goes to the provider as it is, and the file goes into the repository.</summary>
    public static void Check(ServiceModel service, Findings findings)
    {
        foreach (var item in service.Env?.Items ?? [])
        {
            var parts = item.Value.Split('=', 2);
            if (parts.Length < 2 || IsStandIn(parts[1])) continue;
            if (SecretName().IsMatch(parts[0]) || SecretValue().IsMatch(parts[1]))
                findings.Warn(Rules.PlainSecret, item.Spot, $"'{parts[0]}' looks like a secret, and its value is in the file", Hint);
        }

        foreach (var word in new[] { service.Args, service.Command }.SelectMany(list => list?.Items ?? []).Where(word => SecretValue().IsMatch(word.Value)))
            findings.Warn(Rules.PlainSecret, word.Spot, "there is a secret in this text", Hint);
        if (service.Credentials is { Password: { IsEmpty: false } password } && !IsStandIn(password.Value))
            findings.Warn(Rules.PlainSecret, password.Spot, "the password of the registry is in the file", Hint);
    }

    /// <summary>A variable, a switch, or words that wait to be replaced.</summary>
    static bool IsStandIn(string value) => value.Length < 4 || value.Contains("${", StringComparison.Ordinal) || value.StartsWith('$') || StandIn().IsMatch(value);

    [GeneratedRegex(@"(^|_)(PASSWORD|PASSWD|PASSPHRASE|PASS|SECRET|TOKEN|(API|SECRET|PRIVATE|ACCESS|ENCRYPTION|MASTER|LICENSE)_?KEY|MNEMONIC|CREDENTIALS?)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    /// <summary>Tokens by their makers' marks, private keys, and addresses with a password.</summary>
    [GeneratedRegex(@"\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{20,}|sk-[A-Za-z0-9_-]{20,}|AKIA[0-9A-Z]{16}|xox[abprs]-[A-Za-z0-9-]{10,}|hf_[A-Za-z0-9]{30,})|-----BEGIN [A-Z ]*PRIVATE KEY-----|[a-z]://[^/\s:@]*:[^/\s:@<${]{4,}@", RegexOptions.CultureInvariant)]
    private static partial Regex SecretValue();

    [GeneratedRegex(@"^(true|false|null|none)\z|^<.*>\z|\*{3,}|x{4,}|change[-_ ]?(me|this|it)|replace[-_ ]?(me|this)|^(your|my)[-_ ]|your[-_ ]?(key|token|password|secret|api)|placeholder|^example", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StandIn();
}
