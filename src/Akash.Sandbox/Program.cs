using Akash.Sandbox;

return await SandboxCommand.Create().Parse(args).InvokeAsync();
