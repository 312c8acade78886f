using Akash.Action;

return await Composition.RunAsync(Surroundings.OfProcess(args));
