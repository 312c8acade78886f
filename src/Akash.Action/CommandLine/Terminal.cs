using System.CommandLine;
using Akash.Action.Inputs;
using Akash.Action.Sdl;
using Akash.Action.Wallets;

namespace Akash.Action.CommandLine;

/// <summary>The verbs as a person or a script calls them.</summary>
sealed class Terminal(Surroundings surroundings, Parts parts)
{
    const int BadInput = 2;

    readonly Option<string> format = new("--format")
    {
        Description = "text, or json: JSON alone on stdout, logs on stderr.",
        HelpName = "text|json",
        Recursive = true,
        DefaultValueFactory = _ => "text",
    };

    readonly Option<string> network = new("--network")
    {
        Description = InputCatalog.Find("network")!.Description,
        HelpName = "network",
        Recursive = true,
    };

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var line = Build().Parse(surroundings.Arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        foreach (var error in line.Errors) await surroundings.Error.WriteLineAsync($"error: {error.Message}");
        if (line.Errors.Count > 0) return BadInput;
        return await line.InvokeAsync(
            new InvocationConfiguration
            {
                Output = surroundings.Out,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            },
            cancellationToken);
    }

    RootCommand Build()
    {
        format.AcceptOnlyFromAmong("text", "json");
        return new RootCommand("From a repository to a running deployment on Akash.")
        {
            format,
            network,
            VerbCommand(Verb.Inspect, "Say what the repository is and needs."),
            VerbCommand(Verb.Generate, "Write the Dockerfile and SDL that would be used."),
            VerbCommand(Verb.Deploy, "Build, deploy or update, and wait until it serves."),
            VerbCommand(Verb.Status, "Say what runs, where, and what it costs."),
            VerbCommand(Verb.Logs, "Print the logs of the services."),
            VerbCommand(Verb.Close, "Close the deployment and get back what is left in escrow."),
            SdlCommand.Create(surroundings, FormatOf),
            WalletCommand.Create(new WalletRun(surroundings, FormatOf, line => line.GetValue(network))),
        };
    }

    Command VerbCommand(Verb verb, string description)
    {
        var command = new Command(verb.ToString().ToLowerInvariant(), description);
        var options = InputCatalog.All
            .Where(input => input.Verbs.HasFlag(verb) && input.Variable is null && input.Name is not ("command" or "network"))
            .Select(input => (input.Name, Option: OptionOf(input)))
            .ToArray();
        foreach (var (_, option) in options) command.Add(option);

        var path = new Argument<string>("path") { Description = "The application's folder.", Arity = ArgumentArity.ZeroOrOne };
        if (Verb.Reading.HasFlag(verb)) command.Add(path);
        var follow = new Option<bool>("--follow") { Description = "Go on printing until interrupted." };
        if (verb is Verb.Logs) command.Add(follow);

        command.SetAction((line, cancellationToken) =>
        {
            Dictionary<string, string> given = new() { ["command"] = command.Name };
            foreach (var (name, option) in options.Append(("network", network)))
                if (line.GetResult(option) is { Implicit: false }) given[name] = line.GetValue(option) ?? "true";
            if (Verb.Reading.HasFlag(verb) && line.GetValue(path) is { } folder) given["working-directory"] = folder;
            foreach (var secret in InputCatalog.All.Where(input => input.Variable is not null))
                if (surroundings.Variable(secret.Variable!) is { } value) given[secret.Name] = value;

            return new TerminalRun(surroundings, parts, FormatOf(line)).RunAsync(new InputValues(given), line.GetValue(follow), cancellationToken);
        });
        return command;
    }

    OutputFormat FormatOf(ParseResult line) => line.GetValue(format) is "json" ? OutputFormat.Json : OutputFormat.Text;

    static Option<string> OptionOf(Input input) => new("--" + input.Name)
    {
        Description = input.Description,
        HelpName = input.Name,
        // A flag may stand alone, and lines may come one by one.
        Arity = input.Default is "false" ? ArgumentArity.ZeroOrOne : input.HasLines ? ArgumentArity.OneOrMore : ArgumentArity.ExactlyOne,
        CustomParser = input.HasLines ? result => string.Join('\n', result.Tokens.Select(token => token.Value)) : null,
    };
}

enum OutputFormat { Text, Json }
