namespace Akash.Sdl;

/// <summary>A file cannot be changed as asked; the message says why and what to do instead.</summary>
public sealed class SdlEditException(string message, Exception? inner = null) : Exception(message, inner);
