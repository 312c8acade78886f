namespace Akash.Chain.Keys;

/// <summary>A mnemonic that cannot be one. The message tells what is wrong and never repeats a word of it.</summary>
public sealed class MnemonicException(string message) : FormatException(message);
