using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Akash.Provider.Tokens;
using Akash.Provider.Trust;

namespace Akash.Provider;

/// <summary>
/// One provider's gateway for one account. It talks to nobody who cannot prove to be that provider, signs a token of the
/// narrowest scope for every call, and gives up on every answer after a time of its own. Failures are
/// <see cref="ProviderException"/>s.
/// </summary>
public sealed partial class ProviderGateway : IDisposable
{
    /// <summary>No answer of the protocol comes near it.</summary>
    const long LargestAnswer = 8 * 1024 * 1024;

    /// <summary>A refused token may be good once the gateway has found the account's key.</summary>
    static readonly TimeSpan PauseAfterRefusedToken = TimeSpan.FromSeconds(3);

    readonly ProviderIdentity provider;
    readonly ITokenSigner signer;
    readonly ProviderOptions options;
    readonly TimeProvider time;
    readonly HttpMessageInvoker connections;

    public ProviderGateway(
        ProviderIdentity provider, ITokenSigner signer, ICertificateRegistry registry, ProviderOptions options, TimeProvider time)
    {
        this.provider = provider;
        this.signer = signer;
        this.options = options;
        this.time = time;
        connections = new HttpMessageInvoker(new PinningHandler(new ProviderTrust(provider, registry, time), options));
    }

    public void Dispose() => connections.Dispose();

    /// <summary>Asks a question, again while nothing answers it, and once more with a fresh token where the token was refused.</summary>
    async Task<GatewayAnswer> AskAsync(string path, TokenScope? scope, CancellationToken cancellationToken)
    {
        var pause = new RetryPause(time);
        var tokensRefused = 0;
        while (true)
        {
            try
            {
                var answer = await SendAsync(new Call(HttpMethod.Get, path, scope, options.RequestTimeout), tokensRefused, cancellationToken);
                if (answer.RefusesToken)
                {
                    if (++tokensRefused > 1) throw TokenRefused(answer);
                    await pause.WaitAsync(cancellationToken, PauseAfterRefusedToken);
                    continue;
                }

                if (answer is { Status: 401 or 403 }) throw Forbidden(answer);
                if (answer is { Status: < 500 and not 429 } || !pause.Within(options.ReadPatience)) return answer;
            }
            catch (ProviderException failure) when (failure.Failure is ProviderFailure.Unreachable && pause.Within(options.ReadPatience))
            {
                // Asked again below.
            }

            await pause.WaitAsync(cancellationToken);
        }
    }

    /// <param name="Scope">What the call needs a token for; null for public routes.</param>
    sealed record Call(HttpMethod Method, string Path, TokenScope? Scope, TimeSpan Timeout, string? Body = null);

    async Task<GatewayAnswer> SendAsync(Call call, int tokensRefused, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(provider.Gateway, call.Path));
        if (call.Scope is { } scope) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", MakeToken(scope, tokensRefused));
        if (call.Body is { } body) request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var limit = new CancellationTokenSource(call.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await connections.SendAsync(request, either.Token);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, either.Token);
            return new GatewayAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(either.Token));
        }
        catch (OperationCanceledException timedOut) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Silent($"did not answer within {call.Timeout.TotalSeconds:0} s", timedOut);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.ResponseEnded)
        {
            throw Silent("closed the connection without an answer", failure);
        }
        catch (HttpRequestException failure)
        {
            throw Unreachable(failure);
        }
    }

    string MakeToken(TokenScope scope, int tokensRefused)
    {
        var skew = tokensRefused == 0 ? ProviderToken.UsualSkew : ProviderToken.LargeSkew;
        var token = ProviderToken.Create(signer, TokenAlgorithm.Es256K, provider.Address, [scope], time.GetUtcNow(), skew);
        options.TokenMade?.Invoke(token);
        return token;
    }
}
