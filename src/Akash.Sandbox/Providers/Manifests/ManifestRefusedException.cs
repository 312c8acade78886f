namespace Akash.Sandbox.Providers.Manifests;

/// <summary>A manifest that is not taken: the HTTP status and the text the gateway answers with (provider.md 3.4).</summary>
sealed class ManifestRefusedException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
