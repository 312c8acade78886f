using System.CommandLine;
using Akash.Action.CommandLine;
using Akash.Sdl;

namespace Akash.Action.Sdl;

/// <summary>The language tools: <c>sdl validate|manifest|groups|hash FILE…</c>.</summary>
static class SdlCommand
{
    public static Command Create(Surroundings surroundings, Func<ParseResult, OutputFormat> formatOf) =>
        new("sdl", "Check SDL files and compute what is sent.")
        {
            Verb("validate", "Say what is wrong with a file, and whether the network takes it.", SdlOutput.Validate, surroundings, formatOf),
            Verb("manifest", "Print the manifest that providers get, as it is hashed.", SdlOutput.Manifest, surroundings, formatOf),
            Verb("groups", "Print the groups that go on chain.", SdlOutput.Groups, surroundings, formatOf),
            Verb("hash", "Print the version hash.", SdlOutput.Hash, surroundings, formatOf),
        };

    static Command Verb(string name, string description, SdlOutput output, Surroundings surroundings, Func<ParseResult, OutputFormat> formatOf)
    {
        var files = new Argument<string[]>("FILE") { Description = "SDL files.", Arity = ArgumentArity.OneOrMore };
        var flavor = new Option<string>("--flavor")
        {
            Description = "Whose reading: go (CLI and providers) or ts (Console).",
            HelpName = "go|ts",
            DefaultValueFactory = _ => "go",
        };
        flavor.AcceptOnlyFromAmong("go", "ts");
        var silence = new Option<string[]>("--silence") { Description = "Codes of warnings to leave out.", HelpName = "CODE", AllowMultipleArgumentsPerToken = true };
        var command = new Command(name, description) { files, flavor };
        if (output is SdlOutput.Validate) command.Add(silence);
        command.SetAction((line, cancellationToken) =>
        {
            var read = line.GetValue(flavor) is "ts" ? SdlFlavor.Ts : SdlFlavor.Go;
            var silenced = (line.GetValue(silence) ?? []).ToHashSet(StringComparer.Ordinal);
            return new SdlRun(surroundings, output, read, formatOf(line), silenced).RunAsync(line.GetValue(files)!, cancellationToken);
        });
        return command;
    }
}

enum SdlOutput { Validate, Manifest, Groups, Hash }
