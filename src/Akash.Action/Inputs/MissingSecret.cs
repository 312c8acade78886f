using Akash.Action.GitHub;

namespace Akash.Action.Inputs;

/// <summary>Why there is no wallet, in one message.</summary>
static class MissingSecret
{
    public static string Explain(Workflow? workflow) => workflow?.Origin switch
    {
        null => "is empty; set AKASH_MNEMONIC in the environment to the wallet's words",
        { IsDependabot: true } =>
            "is empty, since Dependabot's runs do not get the secrets of Actions; add the secret under Settings, Secrets, Dependabot, " +
            "or leave this step out with if: github.event.pull_request.user.login != 'dependabot[bot]'",
        { Fork: { } fork } =>
            $"is empty, since pull requests from a fork ({fork}) do not get secrets; deploy after the merge, " +
            "or leave this step out with if: github.event.pull_request.head.repo.full_name == github.repository",
        _ => "is empty; pass mnemonic: ${{ secrets.AKASH_MNEMONIC }} and check that this repository or environment has that secret",
    };
}
