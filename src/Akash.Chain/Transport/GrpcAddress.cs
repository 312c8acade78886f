namespace Akash.Chain.Transport;

/// <summary>Where a gRPC endpoint is.</summary>
static class GrpcAddress
{
    const int TlsPort = 443;

    /// <summary>
    /// Reads <c>host:port</c> or an http or https URL, which may have a path; without a scheme, port 443 means TLS and any
    /// other plain HTTP/2, as the networks' lists mean it (chain.md 15.1). Null where the text is neither.
    /// </summary>
    public static Uri? Parse(string? text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;

        return Uri.TryCreate($"http://{text}", UriKind.Absolute, out var bare) && bare is { AbsolutePath: "/", UserInfo: "" } && text!.Contains(':')
            ? new UriBuilder(bare) { Scheme = bare.Port == TlsPort ? "https" : "http", Port = bare.Port }.Uri
            : null;
    }
}
