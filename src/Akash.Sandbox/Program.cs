using Akash.Sandbox.Replay;
HistoryReplay.Run(args[0], args[1..^1], args[^1]);
return 0;
