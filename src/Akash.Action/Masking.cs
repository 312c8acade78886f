using Akash.Action.Inputs;
using Akash.Action.Logging;

namespace Akash.Action;

/// <summary>Hides every secret among the inputs, before anything else is said.</summary>
static class Masking
{
    public static void Register(Secrets secrets, InputValues values, string? actor)
    {
        secrets.AddMnemonic(values["mnemonic"]);
        secrets.AddPrivateKey(values["private-key"]);
        secrets.Add(values["private-key-passphrase"]);
        secrets.Add(values["github-token"]);
        secrets.AddLogin(values["registry-username"] ?? actor, values["registry-password"] ?? values["github-token"]);
        secrets.AddLogin(values["pull-username"], values["pull-password"]);
    }
}
