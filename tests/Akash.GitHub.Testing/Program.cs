using Akash.GitHub.Testing;

// akash-github [ADDRESS]: the small GitHub API on its own, for scripts.
await using var server = await GitHubServer.StartAsync(args is [var address] ? address : "http://127.0.0.1:0");
Console.WriteLine(server.Url);
await server.WaitForShutdownAsync();
