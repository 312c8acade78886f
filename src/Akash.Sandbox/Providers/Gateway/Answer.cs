using System.Text;
using System.Text.Json.Nodes;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>Answers in the forms a provider gives them (provider.md 3.1).</summary>
static class Answer
{
    public static Task JsonAsync(HttpContext context, string json) => WriteAsync(context, 200, "application/json; charset=UTF-8", json);

    /// <summary>As the migrations answer: without a character set.</summary>
    public static Task PlainJsonAsync(HttpContext context, string json) => WriteAsync(context, 200, "application/json", json);

    /// <summary>A status and nothing else.</summary>
    public static Task EmptyAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    /// <summary>A message and a newline.</summary>
    public static Task TextAsync(HttpContext context, int status, string message)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return WriteAsync(context, status, "text/plain; charset=utf-8", message + "\n");
    }

    /// <summary>As Go's server answers what never reached the gateway.</summary>
    public static Task PlainTextAsync(HttpContext context, int status, string message) => WriteAsync(context, status, "text/plain; charset=utf-8", message);

    /// <summary>How credentials are refused.</summary>
    public static Task RefusalAsync(HttpContext context, int status, string message) =>
        WriteAsync(context, status, "application/json", GoJson.Write(new JsonObject { ["message"] = message }));

    static Task WriteAsync(HttpContext context, int status, string contentType, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body).AsTask();
    }
}
