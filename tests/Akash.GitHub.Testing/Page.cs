using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Akash.GitHub.Testing;

/// <summary>Lists come in pages, with the way to the next one in the Link header.</summary>
static class Page
{
    const int Default = 30;
    const int Largest = 100;

    public static IResult Of(HttpContext http, IReadOnlyList<JsonObject> all)
    {
        var size = Math.Clamp(Number(http, "per_page", Default), 1, Largest);
        var page = Math.Max(1, Number(http, "page", 1));
        if (page * size < all.Count)
        {
            var query = http.Request.Query.Where(pair => pair.Key != "page").Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value.ToString())}");
            http.Response.Headers.Link = $"<{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}?{string.Join('&', query.Append($"page={page + 1}"))}>; rel=\"next\"";
        }

        var items = all.Skip((page - 1) * size).Take(size).Select(item => item.DeepClone()).ToArray();
        return new Answer(200, new JsonArray(items)).Send();
    }

    static int Number(HttpContext http, string name, int fallback) =>
        int.TryParse(http.Request.Query[name], CultureInfo.InvariantCulture, out var value) ? value : fallback;
}
