namespace Akash.Chain.Keys;

/// <summary>A private key that cannot be read. The message tells what is wrong and never repeats any of it.</summary>
public sealed class PrivateKeyException(string message, Exception? inner = null) : FormatException(message, inner);
