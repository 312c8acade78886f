using Akash.Action.Inputs;
using Akash.Action.Logging;

namespace Akash.Action;

/// <summary>Hides every secret among the inputs, before anything else is said.</summary>
static class Masking
{
    public static void Register(Secrets secrets, InputValues values, string? actor, IReadOnlyDictionary<string, string> variables)
    {
        secrets.AddMnemonic(values["mnemonic"]);
        secrets.AddPrivateKey(values["private-key"]);
        secrets.Add(values["private-key-passphrase"]);
        secrets.Add(values["github-token"]);
        secrets.AddLogin(values["registry-username"] ?? actor, values["registry-password"] ?? values["github-token"]);
        secrets.AddLogin(values["pull-username"], values["pull-password"]);
        foreach (var line in EnvLines.Read(values.Lines("env")))
            if (line.Value is null && variables.GetValueOrDefault(line.Name) is { } value) secrets.AddText(value);
    }
}
