using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Akash.Provider.Answers;
using Akash.Provider.Certificates;
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
    readonly Credentials credentials;

    /// <param name="certificates">The account's certificates, for providers that know no tokens; null where there are none.</param>
    public ProviderGateway(
        ProviderIdentity provider, ITokenSigner signer, ICertificateRegistry registry, ProviderOptions options, TimeProvider time,
        ITenantCertificates? certificates = null)
    {
        this.provider = provider;
        this.signer = signer;
        this.options = options;
        this.time = time;
        credentials = new Credentials(new ProviderTrust(provider, registry, time), options, certificates);
    }

    public void Dispose() => credentials.Dispose();

    /// <param name="Scope">What the call needs credentials for; null for public routes.</param>
    /// <param name="Timeout">For one answer.</param>
    /// <param name="Patience">For trying again.</param>
    /// <param name="About">What it is about, for messages.</param>
    sealed record Call(HttpMethod Method, string Path, TokenScope? Scope, TimeSpan Timeout, TimeSpan Patience, string About, string? Body = null);

    /// <summary>Asks a question; the answer is the one asked for, or that there is no such thing.</summary>
    Task<GatewayAnswer> AskAsync(string path, TokenScope? scope, CancellationToken cancellationToken) =>
        CallAsync(new Call(HttpMethod.Get, path, scope, options.RequestTimeout, options.ReadPatience, path), cancellationToken);

    /// <summary>Calls until the answer is a success or that there is no such thing, as often as <see cref="RetryTable"/> finds it worth.</summary>
    async Task<GatewayAnswer> CallAsync(Call call, CancellationToken cancellationToken)
    {
        var pause = new RetryPause(time);
        var tokensRefused = 0;
        while (true)
        {
            ProviderException failure;
            var patience = call.Patience;
            var atLeast = TimeSpan.Zero;
            try
            {
                var answer = await SendAsync(call, tokensRefused, cancellationToken);
                var row = RetryTable.Find(answer);
                if (row.Meaning is AnswerMeaning.Success or AnswerMeaning.Missing) return answer;
                if (row.Meaning is AnswerMeaning.TokensUnknown && credentials.TryUseCertificate()) continue;
                if (row.Retry is Retry.WithFreshToken && ++tokensRefused == 1) atLeast = PauseAfterRefusedToken;

                failure = Refused(row.Meaning, call, answer);
                patience = PatienceFor(row.Retry, call, tokensRefused);
            }
            catch (ProviderException unreachable) when (unreachable.Failure is ProviderFailure.Unreachable)
            {
                failure = unreachable;
            }

            if (!pause.Within(patience)) throw failure;
            await pause.WaitAsync(cancellationToken, atLeast);
        }
    }

    /// <summary>How long a refusal is worth another try, counted from the first.</summary>
    TimeSpan PatienceFor(Retry retry, Call call, int tokensRefused) => retry switch
    {
        Retry.UntilLeaseIsSeen or Retry.UntilTroublePasses => call.Patience,
        Retry.UntilUpdateIsSeen => options.VersionPatience,
        Retry.WithFreshToken when tokensRefused == 1 => call.Patience,
        _ => TimeSpan.Zero,
    };

    async Task<GatewayAnswer> SendAsync(Call call, int tokensRefused, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(provider.Gateway, call.Path));
        var token = call.Scope is { } scope && !credentials.ByCertificate ? MakeToken(scope, tokensRefused) : null;
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (call.Body is { } body) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var connections = await credentials.ConnectAsync(withCertificate: call.Scope is not null && token is null, cancellationToken);

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
