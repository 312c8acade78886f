namespace Akash.Chain.Networks;

/// <summary>A network that cannot be used as described: the message names the file, the key and what was expected.</summary>
public sealed class NetworkDefinitionException(string message, Exception? inner = null) : Exception(message, inner);
