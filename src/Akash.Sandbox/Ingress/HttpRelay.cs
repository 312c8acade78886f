using System.Net;
using Yarp.ReverseProxy.Forwarder;

namespace Akash.Sandbox.Ingress;

/// <summary>Passes HTTP requests on to containers, Host header kept; 503 while a service has no ready container.</summary>
sealed class HttpRelay(IHttpForwarder forwarder) : IDisposable
{
    readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    });

    public async Task RelayAsync(HttpContext context, IngressRoute? route)
    {
        if (route is null)
        {
            await AnswerAsync(context, StatusCodes.Status404NotFound, "no service has this host name");
            return;
        }

        if (context.Request.ContentLength > route.MaxBodySize)
        {
            await AnswerAsync(context, StatusCodes.Status413PayloadTooLarge, $"the service takes bodies of at most {route.MaxBodySize} bytes");
            return;
        }

        if (route.NextTarget() is not { } target)
        {
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "the service has no ready container");
            return;
        }

        await forwarder.SendAsync(context, $"http://{target}/", client, ForwarderRequestConfig.Empty, KeepHost.Instance);
    }

    public void Dispose() => client.Dispose();

    static async Task AnswerAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(why + "\n");
    }

    sealed class KeepHost : HttpTransformer
    {
        public static readonly KeepHost Instance = new();

        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            var request = httpContext.Request;
            proxyRequest.Headers.Host = request.Host.Value;
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString());
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-Host", request.Host.Value);
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-Proto", request.Scheme);
        }
    }
}
