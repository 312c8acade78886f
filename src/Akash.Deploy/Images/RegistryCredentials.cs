namespace Akash.Deploy.Images;

/// <summary>Name and password for a registry; printing it shows no password.</summary>
public sealed record RegistryCredentials(string Username, string Password)
{
    public override string ToString() => $"{Username} with a password";
}
