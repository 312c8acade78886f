using System.Collections.Immutable;

namespace Akash.Action.Inputs;

/// <summary>Every input there is: the reader, <c>action.yml</c>, <c>--help</c> and the documentation follow it.</summary>
static class InputCatalog
{
    /// <summary>The verbs that write or complete an SDL.</summary>
    const Verb Writing = Verb.Deploy | Verb.Generate;

    public static readonly ImmutableArray<Input> All =
    [
        new("command", "What to do: deploy, inspect, generate, status, logs or close.", Verb.Any, "deploy"),

        new("working-directory", "The application's folder in the workspace.", Verb.Any, "."),
        new("sdl", "Path of the SDL file, or the SDL itself. Without it: deploy.yaml, deploy.yml or .akash/deploy.yaml, else one is generated.", Verb.Reading),
        new("image", "Deploy this image and build nothing. Lines of service=image set the images of single services instead.", Verb.Reading, HasLines: true),
        new("image-name", "Where the built image is pushed, without tag. Default: ghcr.io/<owner>/<repo> in lower case.", Verb.Reading),
        new("dockerfile", "Path of the Dockerfile, from the application's folder. Default: Dockerfile, else one is generated.", Verb.Reading),
        new("build-args", "Build arguments, one NAME=value a line.", Verb.Deploy, HasLines: true),
        new("registry", "Host that the built image is pushed to. Default: that of image-name.", Verb.Deploy),
        new("registry-username", "Who pushes. Default: the actor of the run.", Verb.Deploy),
        new("registry-password", "Password or token for pushing. Default: github-token, where the registry is GitHub's own.", Verb.Deploy, Variable: "AKASH_REGISTRY_PASSWORD"),
        new("pull-username", "Who the provider pulls the image as. It is written into the manifest only.", Verb.Deploy),
        new("pull-password", "Token the provider pulls the image with; one that outlives the job. It is written into the manifest only.", Verb.Deploy, Variable: "AKASH_PULL_PASSWORD"),

        new("env", "Environment of the container, one KEY=value a line; KEY= takes the value from the step's own env, for secrets. A line [service] says whose the lines below it are.", Writing, HasLines: true),
        new("cpu", "CPU of a replica: 0.5 or 500m. Lines of service=value where there are several services.", Writing, HasLines: true),
        new("memory", "Memory of a replica: 512Mi or 2Gi. Lines of service=value where there are several services.", Writing, HasLines: true),
        new("storage", "Ephemeral disk of a replica: 512Mi or 5Gi. Lines of service=value where there are several services.", Writing, HasLines: true),
        new("gpu", "GPUs of a replica, and models that will do: 1, or 1 h100, or 2 a100/80Gi,h100. Lines of service=value where there are several services.", Writing, HasLines: true),
        new("count", "Replicas. Lines of service=value where there are several services.", Writing, HasLines: true),

        new("mnemonic", "The wallet's words, from a secret.", Verb.Addressing, Variable: "AKASH_MNEMONIC"),
        new("private-key", "The wallet's key instead of its words, from a secret: 64 hex digits, or what akash keys export prints.", Verb.Addressing, Variable: "AKASH_PRIVATE_KEY"),
        new("private-key-passphrase", "Passphrase that private-key was exported with, from a secret.", Verb.Addressing, Variable: "AKASH_PRIVATE_KEY_PASSPHRASE"),
        new("network", "mainnet, sandbox, or the path of a network file.", Verb.Addressing, "mainnet"),
        new("deposit", "Put into escrow at creation: 5ACT, $5 or 5000000uact; a bare number is uact. Default: the chain's minimum.", Verb.Deploy),
        new("deposit-sources", "Where the deposit comes from, in this order: balance, grant, or both. What a grant paid goes back to who granted it.", Verb.Deploy, "balance"),
        new("mint-act", "The most ACT to mint from the wallet's AKT where the deposit lacks it: 10ACT, which is the least the chain mints. Default: none, and the step says what to do.", Verb.Deploy),
        new("fee-granter", "Account whose fee grant pays for the transactions; the wallet then needs no AKT.", Verb.Deploy | Verb.Close),
        new("max-price", "Ceiling for all groups together: $30/month, $0.05/hour or 1000uact/block.", Verb.Deploy),
        new("bid-timeout", "How long to wait for the first acceptable bid: 90s, 5m.", Verb.Deploy, "5m"),
        new("bid-window", "How long to collect further bids after the first: 20s, or 0s for not at all. Default: 3 blocks.", Verb.Deploy),
        new("ready-timeout", "How long every service may take until it has its replicas and answers.", Verb.Deploy, "10m"),
        new("timeout", "How long the whole step may take.", Verb.Any, "30m"),
        new("health-path", "Path that must answer 2xx or 3xx on the public URL. Default: found by inspection, else /.", Verb.Deploy),
        new("environment", "Name of the GitHub environment; it is the key of the deployment.", Verb.Addressing, "production"),
        new("github-token", "Records the deployment; needs deployments: write. May be empty where deployment-details-path or dseq is given.", Verb.Addressing, "${{ github.token }}", "GITHUB_TOKEN"),
        new("owner", "With close: account whose deployment it is, which has allowed the wallet to close it. Providers take orders from the owner's own wallet only, so nothing else works for another account.", Verb.Deploy | Verb.Close),
        new("dseq", "Address this existing deployment.", Verb.Addressing),
        new("deployment-details-path", "The official action's state file, read and written.", Verb.Addressing),
        new("keep-on-failure", "true leaves open what could not become healthy.", Verb.Deploy, "false"),

        new("bid-filter", "Bids that may be chosen, as a query in JSON: {\"price.amount\": {\"$lte\": 1000}}. As in the official action.", Verb.Deploy),
        new("pick-bid-strategy", "cheapest or first. As in the official action.", Verb.Deploy, "cheapest"),
        new("lease-timeout", "bid-timeout in seconds. As in the official action.", Verb.Deploy),
        new("rest-url", "Accepted for the official action's sake: queries go to the RPC endpoint.", Verb.Addressing),
        new("tx-rpc-url", "Base of a node's RPC instead of the network's own. As in the official action.", Verb.Addressing),
        new("denom", "Accepted for the official action's sake: deposits are in uact and gas in uakt, which is all that the chain takes.", Verb.Deploy),
        new("gas", "Accepted for the official action's sake: gas is found exactly, by simulation.", Verb.Deploy),
        new("gas-multiplier", "Accepted for the official action's sake: gas is found exactly, by simulation.", Verb.Deploy),
        new("fee", "Accepted for the official action's sake: the fee follows from gas and the network's gas price.", Verb.Deploy),
    ];

    public static Input? Find(string name) => All.FirstOrDefault(input => input.Name == name);
}
