using System.CommandLine;
using Akash.Sandbox;

// Ending includes removing containers, which takes longer than the two seconds a command is given by default.
return await SandboxCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
