using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Akash.Deploy.Images;

/// <summary>Requests about one image: finds the scheme, and answers the registry's challenge once.</summary>
sealed partial class RegistrySession(HttpClient http, ImageReference image, RegistryCredentials? credentials)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    AuthenticationHeaderValue? _authorization;
    string? _base;

    /// <returns>A success or 404; everything else is an <see cref="ImageException"/>.</returns>
    public async Task<HttpResponseMessage> GetAsync(string path, IReadOnlyList<string> accept, CancellationToken cancellationToken)
    {
        var response = await SendAsync(path, accept, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized && _authorization is null)
        {
            _authorization = await AnswerAsync(response.Headers.WwwAuthenticate, cancellationToken);
            response.Dispose();
            response = await SendAsync(path, accept, cancellationToken);
        }
        if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.NotFound) return response;

        using (response)
            throw response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? Denied()
                : Unavailable($"{image.Registry} answers {(int)response.StatusCode} about {image}");
    }

    async Task<HttpResponseMessage> SendAsync(string path, IReadOnlyList<string> accept, CancellationToken cancellationToken)
    {
        try
        {
            return _base is not null
                ? await SendAsync(_base, path, accept, cancellationToken)
                : await FindBaseAsync(path, accept, cancellationToken);
        }
        catch (HttpRequestException unreachable)
        {
            throw Unavailable($"{image.Registry} cannot be reached: {unreachable.Message}", unreachable);
        }
    }

    /// <summary>The first request: HTTPS, and on the loopback plain HTTP where that is not spoken.</summary>
    async Task<HttpResponseMessage> FindBaseAsync(string path, IReadOnlyList<string> accept, CancellationToken cancellationToken)
    {
        var host = image.Registry == ImageReference.DockerHub ? "registry-1.docker.io" : image.Registry;
        try
        {
            var response = await SendAsync("https://" + host, path, accept, cancellationToken);
            _base = "https://" + host;
            return response;
        }
        catch (HttpRequestException) when (image.IsLoopback)
        {
            _base = "http://" + host;
            return await SendAsync(_base, path, accept, cancellationToken);
        }
    }

    async Task<HttpResponseMessage> SendAsync(string address, string path, IReadOnlyList<string> accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}/v2/{image.Repository}/{path}");
        foreach (var type in accept) request.Headers.Accept.Add(new(type));
        request.Headers.Authorization = _authorization;
        return await AnswerInTimeAsync(request, cancellationToken);
    }

    /// <exception cref="HttpRequestException">Also when no answer comes in time.</exception>
    async Task<HttpResponseMessage> AnswerInTimeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await http.SendAsync(request, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"no answer within {Patience.TotalSeconds:0} seconds");
        }
    }

    async Task<AuthenticationHeaderValue> AnswerAsync(HttpHeaderValueCollection<AuthenticationHeaderValue> challenges, CancellationToken cancellationToken)
    {
        foreach (var challenge in challenges)
        {
            if (challenge.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return Basic() ?? throw Denied();
            if (challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return await TokenAsync(challenge.Parameter ?? "", cancellationToken);
        }
        throw Denied();
    }

    /// <summary>Fetches a token from the realm the challenge names; without credentials an anonymous one.</summary>
    async Task<AuthenticationHeaderValue> TokenAsync(string challenge, CancellationToken cancellationToken)
    {
        var parameters = ChallengeParameter().Matches(challenge).ToDictionary(match => match.Groups[1].Value.ToLowerInvariant(), match => match.Groups[2].Value);
        if (!parameters.TryGetValue("realm", out var realm) || !Uri.TryCreate(realm, UriKind.Absolute, out var uri) || !IsSafe(uri))
            throw Unavailable($"{image.Registry} asks for a token without naming a place with HTTPS to get it");

        var scope = parameters.GetValueOrDefault("scope", $"repository:{image.Repository}:pull");
        var service = parameters.TryGetValue("service", out var name) ? $"&service={Uri.EscapeDataString(name)}" : "";
        var query = $"{(uri.Query.Length > 0 ? "&" : "?")}scope={Uri.EscapeDataString(scope)}{service}";
        using var request = new HttpRequestMessage(HttpMethod.Get, realm + query);
        request.Headers.Authorization = Basic();
        using var response = await AskRealmAsync(request, uri, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound) throw Denied();
        if (!response.IsSuccessStatusCode) throw Unavailable($"{uri.Host} answers {(int)response.StatusCode} to a request for a token");

        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        var token = document.RootElement.TryGetProperty("token", out var value) || document.RootElement.TryGetProperty("access_token", out value) ? value.GetString() : null;
        return new("Bearer", token ?? throw Unavailable($"{uri.Host} answers a request for a token without one"));
    }

    async Task<HttpResponseMessage> AskRealmAsync(HttpRequestMessage request, Uri realm, CancellationToken cancellationToken)
    {
        try
        {
            return await AnswerInTimeAsync(request, cancellationToken);
        }
        catch (HttpRequestException unreachable)
        {
            throw Unavailable($"{realm.Host}, which gives tokens for {image.Registry}, cannot be reached: {unreachable.Message}", unreachable);
        }
    }

    static bool IsSafe(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || Loopback.Is(uri.Host);

    AuthenticationHeaderValue? Basic() => credentials is null
        ? null
        : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.Username}:{credentials.Password}")));

    ImageException Denied() => credentials is null
        ? new(ImageFailure.Denied, $"{image.Registry} does not give {image} to just anybody, or it does not exist", PrivateAdvice())
        : new(ImageFailure.Denied, $"{image.Registry} does not give {image} to {credentials.Username}", "check pull-username and pull-password, and that they may read this image");

    string PrivateAdvice() => image.Registry == "ghcr.io"
        ? "make the package public in its settings, or give pull-username and pull-password (a token with read:packages that outlives the job)"
        : "make the image public, or give pull-username and pull-password";

    static ImageException Unavailable(string message, Exception? inner = null) =>
        new(ImageFailure.RegistryUnavailable, message, "try again later, or check the registry's name", inner: inner);

    [GeneratedRegex("([A-Za-z]+)=\"([^\"]*)\"")]
    private static partial Regex ChallengeParameter();
}
