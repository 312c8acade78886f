using System.Globalization;
using Akash.Fuzz;
using SharpFuzz;

// eng/fuzz runs this twice: to instrument the library beside it, and then to fuzz that.
switch (args)
{
    case ["instrument", var library]:
        Fuzzer.Instrument(library, _ => true, Options.Value);
        return 0;

    case ["run", var minutes, var seed, var findings, .. var folders]:
        using (var stop = new CancellationTokenSource())
        using (var fuzzing = new Fuzzing(Corpus.Load(folders), int.Parse(seed, CultureInfo.InvariantCulture), findings))
        {
            Console.CancelKeyPress += (_, press) =>
            {
                press.Cancel = true;
                stop.Cancel();
            };
            fuzzing.Run(TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture)), stop.Token);
            return fuzzing.Findings == 0 ? 0 : 1;
        }

    default:
        Console.Error.WriteLine("usage: instrument LIBRARY | run MINUTES SEED FINDINGS FOLDER...");
        return 2;
}
