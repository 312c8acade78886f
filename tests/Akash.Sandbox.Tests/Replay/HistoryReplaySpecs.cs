using System.Diagnostics;
using Akash.Sandbox.Replay;
using Akash.Tests;

namespace Akash.Sandbox.Tests.Replay;

public class HistoryReplaySpecs
{
    [Fact]
    public void Replay_of_a_recorded_history_agrees_with_the_real_node()
    {
        // Given
        var history = SharedData.Require("recordings/chain-history.jsonl.gz");
        string[] cases = [SharedData.Require("recordings/chain-cases.json"), SharedData.Require("recordings/chain-walk.json.gz")];
        var rule = SharedData.Require("recordings/compare.py");
        if (!Runs("python3", "--version").Ran) Assert.Skip("python3 is not there: the rule of comparison is a Python program");
        var directory = Directory.CreateTempSubdirectory("akash-sandbox-replay-");
        try
        {
            // When
            HistoryReplay.Run(history, cases, directory.FullName);

            // Then
            var (_, code, output) = Runs("python3", rule, history, cases[0], cases[1], "--out", directory.FullName, "--at-least", "1317");
            code.Should().Be(0, output);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    static (bool Ran, int Code, string Output) Runs(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
            process.WaitForExit();
            return (true, process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (false, -1, "");
        }
    }
}
