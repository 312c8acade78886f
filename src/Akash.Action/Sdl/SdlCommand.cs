using System.CommandLine;
using Akash.Action.CommandLine;
using Akash.Sdl;

namespace Akash.Action.Sdl;

/// <summary>The language tools: <c>sdl validate|manifest|groups|hash FILE…</c>, <c>sdl diff OLD NEW</c>, <c>sdl format FILE…</c>, <c>sdl schema</c>.</summary>
static class SdlCommand
{
    public static Command Create(Surroundings surroundings, Func<ParseResult, OutputFormat> formatOf) =>
        new("sdl", "Check SDL files, compare and format them, and compute what is sent.")
        {
            Validate(surroundings, formatOf),
            Verb("manifest", "Print the manifest that providers get, as it is hashed.", SdlOutput.Manifest, surroundings, formatOf),
            Verb("groups", "Print the groups that go on chain.", SdlOutput.Groups, surroundings, formatOf),
            Verb("hash", "Print the version hash.", SdlOutput.Hash, surroundings, formatOf),
            Diff(surroundings, formatOf),
            Format(surroundings),
            Schema(surroundings),
        };

    static Command Validate(Surroundings surroundings, Func<ParseResult, OutputFormat> formatOf)
    {
        var (files, flavor, substitute) = (Files(), Flavor(), Substitute());
        var silence = new Option<string[]>("--silence") { Description = "Codes of warnings to leave out.", HelpName = "CODE", AllowMultipleArgumentsPerToken = true };
        var report = new Option<string>("--report") { Description = "sarif for code scanning, or github for annotations of a workflow, on stdout.", HelpName = "sarif|github" };
        report.AcceptOnlyFromAmong("sarif", "github");
        var command = new Command("validate", "Say what is wrong with a file, and whether the network takes it.") { files, flavor, substitute, silence, report };
        command.SetAction((line, cancellationToken) =>
        {
            var output = line.GetValue(report) switch { "sarif" => SdlOutput.Sarif, "github" => SdlOutput.Annotations, _ => SdlOutput.Validate };
            var silenced = (line.GetValue(silence) ?? []).ToHashSet(StringComparer.Ordinal);
            return new SdlRun(surroundings, output, FlavorOf(line, flavor), line.GetValue(substitute), formatOf(line), silenced).RunAsync(line.GetValue(files)!, cancellationToken);
        });
        return command;
    }

    static Command Verb(string name, string description, SdlOutput output, Surroundings surroundings, Func<ParseResult, OutputFormat> formatOf)
    {
        var (files, flavor, substitute) = (Files(), Flavor(), Substitute());
        var command = new Command(name, description) { files, flavor, substitute };
        command.SetAction((line, cancellationToken) =>
            new SdlRun(surroundings, output, FlavorOf(line, flavor), line.GetValue(substitute), formatOf(line), new HashSet<string>()).RunAsync(line.GetValue(files)!, cancellationToken));
        return command;
    }

    static Command Diff(Surroundings surroundings, Func<ParseResult, OutputFormat> formatOf)
    {
        var (old, @new) = (new Argument<string>("OLD") { Description = "What runs." }, new Argument<string>("NEW") { Description = "What shall run." });
        var (flavor, substitute) = (Flavor(), Substitute());
        var command = new Command("diff", "Say what changed, and whether a running deployment can take it.") { old, @new, flavor, substitute };
        command.SetAction((line, cancellationToken) =>
            new SdlDiffRun(surroundings, FlavorOf(line, flavor), line.GetValue(substitute), formatOf(line)).RunAsync(line.GetValue(old)!, line.GetValue(@new)!, cancellationToken));
        return command;
    }

    static Command Format(Surroundings surroundings)
    {
        var files = Files();
        var check = new Option<bool>("--check") { Description = "Change nothing; end with 2 if a file is not formatted." };
        var command = new Command("format", "Bring files to one layout, comments kept.") { files, check };
        command.SetAction((line, cancellationToken) =>
            new SdlFormatRun(surroundings, line.GetValue(check)).RunAsync(line.GetValue(files)!, cancellationToken));
        return command;
    }

    static Command Schema(Surroundings surroundings)
    {
        var command = new Command("schema", "Print the language as JSON schema, for editors.");
        command.SetAction((_, cancellationToken) => surroundings.Out.WriteAsync(SdlSchema.Write([.. Market.Read().Gpus.Select(gpu => gpu.Name)]).AsMemory(), cancellationToken));
        return command;
    }

    static Argument<string[]> Files() => new("FILE") { Description = "SDL files.", Arity = ArgumentArity.OneOrMore };

    static Option<bool> Substitute() => new("--substitute") { Description = "Put in values for ${NAME} and ${NAME:-default} from the environment, as a deploy does." };

    static Option<string> Flavor()
    {
        var flavor = new Option<string>("--flavor")
        {
            Description = "Whose reading: go (CLI and providers) or ts (Console).",
            HelpName = "go|ts",
            DefaultValueFactory = _ => "go",
        };
        flavor.AcceptOnlyFromAmong("go", "ts");
        return flavor;
    }

    static SdlFlavor FlavorOf(ParseResult line, Option<string> flavor) => line.GetValue(flavor) is "ts" ? SdlFlavor.Ts : SdlFlavor.Go;
}

enum SdlOutput { Validate, Sarif, Annotations, Manifest, Groups, Hash }
